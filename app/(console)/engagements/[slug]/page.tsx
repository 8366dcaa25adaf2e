import { EngagementHeader } from "@/components/engagements/engagement-header";
import { Summary } from "@/components/engagements/engagement-summary";
import { engagementSummary } from "@/lib/views/engagement-summary";
import { titledByForm } from "@/lib/web/form-state";
import { show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ slug: string }>) {
  const { slug } = await params;
  const view = await show(engagementSummary, slug, { at: `/engagements/${slug}` });
  return (
    <>
      <EngagementHeader engagement={view.engagement} current="summary" />
      <Summary view={view} />
    </>
  );
}
