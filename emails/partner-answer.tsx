import { deadlineWords, instantWords } from "./dates";
import { PartnerMail } from "./partner-mail";
import { Paragraph } from "./parts";
import { wordsOf } from "./words";
import type { Common, Fact, Workshop } from "./workshop";

type Props = Common &
  Workshop & {
    decision: "accept" | "decline";
    fullName: string;
    reason: string | null;
    decidedAt: string;
    deliveryDueAt: string | null;
  };

export function subject({ locale, decision, tenantName, engagementName }: Props): string {
  return wordsOf(locale)("partnerAnswer.subject", {
    decision,
    tenant: tenantName,
    engagement: engagementName,
  });
}

/** D12: the customer's answer, to the partner's contact and the sender. */
export default function PartnerAnswer({ locale, address, ...props }: Props) {
  const t = wordsOf(locale);
  const { decision, timeZone } = props;
  const facts: Fact[] = [
    [t("facts.answer"), t(`decision.${decision}`)],
    [t("facts.answeredBy"), props.fullName],
    [t("facts.answeredAt"), instantWords(locale, props.decidedAt, timeZone)],
  ];
  if (decision === "decline") facts.push([t("facts.reason"), props.reason ?? t("facts.noReason")]);
  if (props.deliveryDueAt !== null)
    facts.push([t("facts.submitBy"), deadlineWords(locale, props.deliveryDueAt, timeZone)]);
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={props}
      title={t("partnerAnswer.title", { decision, tenant: props.tenantName })}
      preview={props.engagementName}
      facts={facts}
      action={t("partnerAnswer.action", { decision })}
    >
      <Paragraph>
        {decision === "accept" ? t("partnerAnswer.accepted") : t("partnerAnswer.declined")}
      </Paragraph>
    </PartnerMail>
  );
}
