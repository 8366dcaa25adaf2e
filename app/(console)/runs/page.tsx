import { getTranslations } from "next-intl/server";
import { RunsList } from "@/components/runs/runs-list";
import { PageHeader } from "@/components/ui/page-header";
import { partnerRuns } from "@/lib/views/runs";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata() {
  return { title: (await getTranslations("runs"))("title") };
}

export default async function Page({ searchParams }: PageProps) {
  const t = await getTranslations("runs");
  const search = await searchParams;
  const after = one(search.after);
  const view = await show(partnerRuns, { after }, { at: addressOf("/runs", search) });
  return (
    <>
      <PageHeader title={t("title")} />
      <RunsList view={view} paged={after !== undefined} />
    </>
  );
}
