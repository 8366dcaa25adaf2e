import { useTranslations } from "next-intl";
import { customersAgain } from "../customers/wizard-paths";
import { LinkButton } from "../ui/button";
import { MessageBar } from "../ui/message-bar";

const reasons = [
  "expired",
  "already_answered",
  "round_ended",
  "no_longer_open",
  "not_eligible",
] as const;

type Props = { reason: string; slug: string; tenantId: string };

/** Why the customer cannot be asked any more, and the way forward. */
export function Closed({ reason, slug, tenantId }: Props) {
  const t = useTranslations("wizards");
  const known = reasons.find((one) => one === reason) ?? "round_ended";
  const ineligible = known === "not_eligible" || known === "no_longer_open";
  return (
    <div className="stack">
      <MessageBar tone="warning" title={t("ask.closed.title")}>
        {t(`ask.closed.${known}`)}
      </MessageBar>
      <div className="buttons">
        <LinkButton variant="primary" href={customersAgain(slug)}>
          {t("backToCustomers")}
        </LinkButton>
        {ineligible ? (
          <LinkButton href={`/engagements/${slug}/customers/${tenantId}/eligibility`}>
            {t("ask.closed.why")}
          </LinkButton>
        ) : (
          <LinkButton href={`/engagements/${slug}/history`}>{t("ask.closed.history")}</LinkButton>
        )}
      </div>
    </div>
  );
}
