import { getTranslations } from "next-intl/server";
import { NewRun } from "@/components/runs/new-run";
import { PageHeader } from "@/components/ui/page-header";
import { newRun } from "@/lib/views/new-run";
import { whyNotTaken } from "@/lib/web/imports";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata() {
  return { title: (await getTranslations("runs"))("file.title") };
}

export default async function Page({ searchParams }: PageProps) {
  const t = await getTranslations("runs");
  const search = await searchParams;
  const at = addressOf("/runs/new", search);
  const asked = { kind: one(search.kind), workshop: one(search.workshops) };
  const view = await show(newRun, asked, { at });
  const wrong = await whyNotTaken(one(search.refused), one(search.most));
  return (
    <>
      <PageHeader title={t("file.title")} crumbs={[{ label: t("title"), href: "/runs" }]} />
      <NewRun view={view} wrong={wrong} />
    </>
  );
}
