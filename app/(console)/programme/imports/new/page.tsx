import { getTranslations } from "next-intl/server";
import { NewImport } from "@/components/imports/new-import";
import { newImport } from "@/lib/views/programme/imports";
import { whyNotTaken } from "@/lib/web/imports";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata() {
  const [t, words] = await Promise.all([getTranslations("programme"), getTranslations("imports")]);
  return { title: t("titleOf", { page: words("newTitle") }) };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/programme/imports/new", search);
  const view = await show(newImport, { kind: one(search.kind) }, { at });
  return <NewImport view={view} wrong={await whyNotTaken(one(search.refused), one(search.most))} />;
}
