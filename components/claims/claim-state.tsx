import { useTranslations } from "next-intl";
import { consentPath } from "@/components/customers/wizard-paths";
import type { ClaimDetails } from "@/lib/views/claim/details";
import { lastMoment } from "@/messages/format/dates";
import { useProgrammeWords } from "../engagements/programme-words";
import { LinkButton } from "../ui/button";
import { MessageBar } from "../ui/message-bar";
import { claimActPath, claimPath } from "./claim-paths";
import { claimTone } from "./claim-tone";
import { useClaimWords } from "./use-claim-words";

const barTone = {
  pending: "info",
  info: "info",
  warning: "warning",
  success: "success",
  danger: "danger",
  neutral: "info",
} as const;

/** Where the claim stands, told in words, and what happens next; the partner's next step as a button. */
export function ClaimState(view: ClaimDetails) {
  const t = useTranslations("claims.next");
  const status = useTranslations("customers.claim");
  const { proof } = useProgrammeWords();
  const words = useClaimWords(view.claim);
  const { claim, open, acts } = view;
  const openWords = open.map((one) => proof(one)).join(", ");
  return (
    <MessageBar
      tone={barTone[claimTone[view.status]]}
      title={status(view.status)}
      actions={<NextStep {...view} />}
    >
      <p>
        {t(`text.${view.status}`, {
          payment: claim.paymentReference ?? "–",
          date: words.day(dayOf(claim, view.status)),
        })}
      </p>
      {view.editable && open.length > 0 ? (
        <p id="why-not-submit">{t("open", { count: open.length, open: openWords })}</p>
      ) : null}
      {acts.submit ? <p>{t("ready")}</p> : null}
      <Deadline {...view} />
      {view.renewal?.number ? (
        <p>
          <a href={claimPath(view.renewal.number)}>
            {t("renewedBy", { number: String(view.renewal.number) })}
          </a>
        </p>
      ) : null}
    </MessageBar>
  );
}

/** For a claim that ran out its last day, for any other the day of its status. */
function dayOf(
  { statusAt, deliveryDueAt, reviewDueAt, disputeDueAt }: ClaimDetails["claim"],
  status: ClaimDetails["status"],
): Date {
  if (status === "not_submitted_expired") return lastMoment(deliveryDueAt);
  if (status === "post_submission_expired") return lastMoment(reviewDueAt);
  if (status === "dispute_expired" && disputeDueAt) return lastMoment(disputeDueAt);
  return statusAt;
}

function Deadline({ deadline, claim }: ClaimDetails) {
  const t = useTranslations("claims.next");
  const words = useClaimWords(claim);
  if (!deadline) return null;
  const { kind, date, daysLeft } = deadline;
  return (
    <p>
      <strong>{t(`deadline.${kind}`, { days: daysLeft })}</strong>{" "}
      {t("lastDay", { date: words.date(date), zone: words.zoneOf(date) })}
    </p>
  );
}

function NextStep({ claim, acts, editable, renewal }: ClaimDetails) {
  const t = useTranslations("claims.act");
  const wizards = useTranslations("customers.action");
  const { number } = claim;
  if (acts.submit)
    return (
      <LinkButton variant="primary" href={claimActPath(number, "submit")}>
        {t("submit")}
      </LinkButton>
    );
  if (editable)
    return (
      <LinkButton href="#requirements" aria-disabled="true" aria-describedby="why-not-submit">
        {t("submit")}
      </LinkButton>
    );
  if (acts.dispute)
    return (
      <LinkButton variant="primary" href={claimActPath(number, "dispute")}>
        {t("dispute")}
      </LinkButton>
    );
  if (acts.renew)
    return (
      <LinkButton variant="primary" href={claimActPath(number, "renew")}>
        {t("renew")}
      </LinkButton>
    );
  if (renewal && renewal.number === null)
    return (
      <LinkButton
        variant="primary"
        href={consentPath(claim.engagement.slug, renewal.associationId, "start")}
      >
        {wizards("trigger_consent")}
      </LinkButton>
    );
  return null;
}
