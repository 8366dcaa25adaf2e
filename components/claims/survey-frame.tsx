import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { PartnerSurveyView } from "@/lib/views/claim/surveys";
import { LinkButton } from "../ui/button";
import { MessageBar } from "../ui/message-bar";
import { TabTitle } from "../customers/wizard-frame";
import { CustomerName } from "../customers/customer-name";
import { PageHeader } from "../ui/page-header";

const reasons = ["survey_answered", "claim_closed", "claim_expired"] as const;

type Props = { view: PartnerSurveyView; title: string; children: ReactNode };

/** The pages of the partner survey; once it is closed, why, and the way back. */
export function SurveyFrame({ view, title, children }: Props) {
  const t = useTranslations("surveys.fillIn");
  const errors = useTranslations("errors");
  const words = useTranslations("claims");
  const nav = useTranslations("shell.nav");
  const number = String(view.claimNumber);
  const closed = reasons.find((one) => one === view.closed);
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[
          { label: nav("claims"), href: "/claims" },
          { label: words("crumb", { number }), href: `/claims/${number}` },
        ]}
      >
        {t.rich("line", {
          number,
          customer: view.tenantName,
          link: (words) => <CustomerName id={view.tenantId}>{words}</CustomerName>,
        })}
      </PageHeader>
      <div className="stack">
        {closed ? (
          <>
            <TabTitle title={`${title} · ${view.tenantName}`} />
            <MessageBar tone="warning" title={t("closed")}>
              {errors(closed)}
            </MessageBar>
            <div className="buttons">
              <LinkButton variant="primary" href={`/claims/${number}#surveys`}>
                {t("cancel")}
              </LinkButton>
            </div>
          </>
        ) : (
          children
        )}
      </div>
    </>
  );
}
