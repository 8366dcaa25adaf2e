import { EngagementRules } from "@/components/programme/engagement-rules";
import { programmeEngagement } from "@/lib/views/programme/engagement";
import { titledByForm } from "@/lib/web/form-state";
import { one, show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ slug: string }>) {
  const { slug } = await params;
  const at = `/programme/catalogue/${encodeURIComponent(slug)}`;
  const view = await show(programmeEngagement, { slug }, { at });
  return <EngagementRules view={view} said={one((await searchParams).done)} />;
}
