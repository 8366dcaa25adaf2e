import { EngagementHeader } from "@/components/engagements/engagement-header";
import { PlacesEligibility } from "@/components/engagements/places-eligibility";
import { engagementEligibility } from "@/lib/views/engagement-eligibility";
import { titledByForm } from "@/lib/web/form-state";
import { show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ slug: string }>) {
  const { slug } = await params;
  const view = await show(engagementEligibility, slug, { at: `/engagements/${slug}/eligibility` });
  return (
    <>
      <EngagementHeader engagement={view.engagement} current="eligibility" />
      <PlacesEligibility view={view} />
    </>
  );
}
