import { EngagementRules } from "@/components/programme/engagement-rules";
import { programmeEngagement } from "@/lib/views/programme/engagement";
import { titledByForm } from "@/lib/web/form-state";
import { show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ slug: string }>) {
  const { slug } = await params;
  const at = `/programme/catalogue/${slug}`;
  return <EngagementRules view={await show(programmeEngagement, { slug }, { at })} />;
}
