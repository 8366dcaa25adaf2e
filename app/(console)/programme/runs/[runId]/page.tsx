import { getTranslations } from "next-intl/server";
import { TabTitle } from "@/components/customers/wizard-frame";
import { RunPage } from "@/components/runs/run-page";
import { PageHeader } from "@/components/ui/page-header";
import { programmeRun } from "@/lib/views/run";
import { titledByForm } from "@/lib/web/form-state";
import { rowWords } from "@/lib/web/imports";
import { addressOf, show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ runId: string }>) {
  const { runId } = await params;
  const search = await searchParams;
  const at = addressOf(`/programme/runs/${encodeURIComponent(runId)}`, search);
  const view = await show(programmeRun, { id: runId, search }, { at });
  const [t, programme] = await Promise.all([getTranslations("runs"), getTranslations("programme")]);
  const title = `${view.partnerName} · ${t("titleOf", { number: view.number, kind: t(`kinds.${view.kind}`) })}`;
  const crumbs = [
    { label: programme("title"), href: "/programme" },
    { label: t("title"), href: `/programme/runs?again=${view.id}` },
  ];
  return (
    <>
      <TabTitle title={`${title} · ${programme("title")}`} />
      <PageHeader title={title} crumbs={crumbs} />
      <RunPage view={view} words={await rowWords()} actions={null} kept={null} />
    </>
  );
}
