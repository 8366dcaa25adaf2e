import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EngagementHeader } from "@/components/engagements/engagement-header";
import { Summary } from "@/components/engagements/engagement-summary";
import { engagementSummary } from "@/lib/views/engagement-summary";
import { show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("engagements");
  return { title: t("pages.summary") };
}

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
