import { getTranslations } from "next-intl/server";
import { RunsList } from "@/components/runs/runs-list";
import { PageHeader } from "@/components/ui/page-header";
import { partnerRuns } from "@/lib/views/runs";
import { showList } from "@/lib/web/kept-view";
import type { PageProps } from "@/lib/web/page";

export async function generateMetadata() {
  return { title: (await getTranslations("runs"))("title") };
}

export default async function Page({ searchParams }: PageProps) {
  const t = await getTranslations("runs");
  const search = await searchParams;
  const { view } = await showList(partnerRuns, { path: "/runs", search, input: {} });
  return (
    <>
      <PageHeader title={t("title")} />
      <RunsList view={view} />
    </>
  );
}
