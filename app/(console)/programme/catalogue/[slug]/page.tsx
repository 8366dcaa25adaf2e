import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EngagementRules } from "@/components/programme/engagement-rules";
import { programmeEngagement } from "@/lib/views/programme/engagement";
import { show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("programme"))("pages.catalogue") };
}

export default async function Page({ params }: PageProps<{ slug: string }>) {
  const { slug } = await params;
  const at = `/programme/catalogue/${slug}`;
  return <EngagementRules view={await show(programmeEngagement, { slug }, { at })} />;
}
