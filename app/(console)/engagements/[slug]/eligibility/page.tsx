import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EngagementHeader } from "@/components/engagements/engagement-header";
import { PlacesEligibility } from "@/components/engagements/places-eligibility";
import { engagementEligibility } from "@/lib/views/engagement-eligibility";
import { show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("engagements");
  return { title: t("pages.eligibility") };
}

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
