import { getTranslations } from "next-intl/server";
import type { EngagementSummary } from "@/lib/views/engagement-summary";
import { getCriterionWords } from "../engagements/words";
import { Summary } from "../engagements/engagement-summary";
import { TabTitle } from "../customers/wizard-frame";
import { PageHeader } from "../ui/page-header";

/** The rules of one engagement, as partners see them. */
export async function EngagementRules({ view }: { view: EngagementSummary }) {
  const t = await getTranslations("programme");
  const words = await getCriterionWords();
  const crumbs = [
    { label: t("title"), href: "/programme" },
    { label: t("pages.catalogue"), href: `/programme/catalogue?again=${view.engagement.slug}` },
  ];
  return (
    <>
      <TabTitle title={`${view.engagement.name} · ${t("title")}`} />
      <PageHeader title={view.engagement.name} crumbs={crumbs}>
        {words.area(view.engagement.solutionArea)}
      </PageHeader>
      <Summary view={view} />
    </>
  );
}
