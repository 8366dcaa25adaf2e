import { HistoryList } from "@/components/customers/history-list";
import { EngagementHeader } from "@/components/engagements/engagement-header";
import { historyPage } from "@/lib/views/history";
import { titledByForm } from "@/lib/web/form-state";
import { seenAs } from "@/lib/web/kept-view";
import { addressOf, show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ slug: string }>) {
  const { slug } = await params;
  const search = await searchParams;
  const path = `/engagements/${slug}/history`;
  const at = addressOf(path, search);
  const view = await show(
    historyPage,
    { slug, search: await seenAs(path, search) },
    { at, mayLag: true },
  );
  return (
    <>
      <EngagementHeader engagement={view.engagement} current="history" />
      <HistoryList view={view} />
    </>
  );
}
