import { useTranslations } from "next-intl";
import { TabTitle } from "@/components/customers/wizard-frame";
import { RunPage } from "@/components/runs/run-page";
import { PageHeader } from "@/components/ui/page-header";
import { runView, type RunView } from "@/lib/views/run";
import { titledByForm } from "@/lib/web/form-state";
import { rowWords } from "@/lib/web/imports";
import { readKept } from "@/lib/web/kept";
import { addressOf, show, type PageProps } from "@/lib/web/page";
import * as acts from "../actions";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ runNumber: string }>) {
  const { runNumber } = await params;
  const search = await searchParams;
  const at = addressOf(`/runs/${encodeURIComponent(runNumber)}`, search);
  const view = await show(runView, { number: runNumber, search }, { at });
  const { begin, stop, takeOut, anew, fromRun } = acts;
  return (
    <>
      <Head view={view} />
      <RunPage
        view={view}
        words={await rowWords()}
        actions={{ begin, stop, takeOut, anew, fromRun }}
        kept={await readKept(at)}
      />
    </>
  );
}

function Head({ view: { number, kind } }: { view: RunView }) {
  const t = useTranslations("runs");
  const title = t("titleOf", { number, kind: t(`kinds.${kind}`) });
  return (
    <>
      <TabTitle title={title} />
      <PageHeader title={title} crumbs={[{ label: t("title"), href: `/runs?again=${number}` }]} />
    </>
  );
}
