import { getTranslations } from "next-intl/server";
import type { EngagementSummary } from "@/lib/views/engagement-summary";
import { Summary } from "../engagements/engagement-summary";
import { PageHeader } from "../ui/page-header";

/** The rules of one engagement, as partners see them. */
export async function EngagementRules({ view }: { view: EngagementSummary }) {
  const t = await getTranslations("programme");
  const crumbs = [
    { label: t("title"), href: "/programme" },
    { label: t("pages.catalogue"), href: "/programme/catalogue" },
  ];
  return (
    <>
      <PageHeader title={view.engagement.name} crumbs={crumbs}>
        {view.engagement.solutionArea}
      </PageHeader>
      <Summary view={view} />
    </>
  );
}
