import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ClaimReviewView } from "@/lib/views/claim/review";
import { namesOf } from "../engagements/programme-words";
import { mismatchText } from "../claims/reason-text";
import { Card } from "../ui/card";
import { EmailText } from "../ui/email-text";
import { MessageBar } from "../ui/message-bar";
import { SummaryList, type SummaryRow } from "../ui/summary-list";
import { personName } from "@/lib/input";
import { formats } from "@/messages/format/formats";

/** Every field of a claim (section 6), as the partner gave it and as the programme knows it. */
export async function ClaimFacts({ view }: { view: ClaimReviewView }) {
  const t = await getTranslations("review.page");
  const left = await getTranslations("review.queue");
  const none = await getTranslations("claims");
  const mismatch = await getTranslations("wizards.mismatch");
  const format = formats(await getLocale());
  const names = namesOf((await getMessages()).named);
  const { claim, due } = view;
  const { tenant, engagement, location, contact, invoice } = claim;
  const { timeZone } = claim;
  const when = (at: Date | null) => at && format.shortInstant(at, timeZone);
  const day = (iso: string) => format.shortDay(iso);
  const rows: [keyof Fields, SummaryRow["value"]][] = [
    // What the files must agree with comes first.
    ["customerName", tenant.name],
    ["workshopDates", claim.workshopFrom && format.days(claim.workshopFrom, claim.workshopUntil)],
    [
      "invoice",
      invoice.number !== null && invoice.amount !== null && invoice.currency !== null
        ? t("invoiceValue", {
            number: invoice.number,
            amount: format.money({ amount: invoice.amount, currency: invoice.currency }),
          })
        : invoice.number,
    ],
    ["payout", view.payout === null ? t("noPayout") : format.money(view.payout)],
    ["partnerName", claim.partnerName],
    ["location", none("place", { name: location.name, mpnId: location.mpnId })],
    ["workshop", engagement.name],
    [
      "deadline",
      due &&
        t("deadlineValue", {
          date: day(due.date),
          left:
            due.daysLeft < 0
              ? left("overdue", { days: -due.daysLeft })
              : left("due", { days: due.daysLeft }),
        }),
    ],
    ["solutionArea", names.area(engagement.solutionArea)],
    ["role", names.role(engagement.partnerRole)],
    ["friendlyName", claim.friendlyName],
    ["consented", when(claim.consentedAt)],
    ["submitted", when(claim.submittedAt)],
    ["disputed", when(claim.disputedAt)],
    ["paid", when(claim.paidAt)],
    ["paymentReference", claim.paymentReference],
    ["band", claim.band],
    ["rate", claim.rateValidFrom && day(claim.rateValidFrom)],
    ["renews", claim.renewsNumber],
    ["country", format.country(location.country)],
    ["partnerContact", claim.partnerContact.name],
    ["partnerEmail", <EmailText>{claim.partnerContact.email}</EmailText>],
    ["tenantId", tenant.id],
    ["tpid", tenant.tpid],
    ["domain", tenant.domains.join(", ")],
    ["mismatch", claim.mismatchReason && mismatchText(mismatch, claim.mismatchReason)],
    ["contact", personName(contact.firstName, contact.lastName)],
    ["contactTitle", contact.title],
    ["contactEmail", <EmailText>{contact.email}</EmailText>],
    [
      "contactReason",
      view.contactRelease && t(`release.${view.contactRelease.standing}`, view.contactRelease),
    ],
  ];
  return (
    <Card title={t("facts")}>
      {(["consent", "survey", "contactStopped", "contactOwn"] as const)
        .filter((answer) => view.doubts[answer])
        .map((answer) => (
          <MessageBar key={answer} tone="warning">
            {t(`doubts.${answer}`)}
          </MessageBar>
        ))}
      <SummaryList
        rows={rows
          .map(([key, value]) => ({
            label: t(`fields.${key}`),
            value: isEmpty(value) && toFillIn.has(key) ? none("none") : value,
          }))
          .filter(({ value }) => !isEmpty(value))}
      />
      {due ? <p className="hint">{t(claim.clockStandsStill ? "stands" : "runs")}</p> : null}
    </Card>
  );
}

/** What says so when it is empty; the others are left out, since they do not apply. */
const toFillIn = new Set<keyof Fields>([
  "friendlyName",
  "workshopDates",
  "invoice",
  "tpid",
  "domain",
  "contactTitle",
]);

function isEmpty(value: SummaryRow["value"]): boolean {
  return value === null || value === undefined || value === "";
}

type Fields = Record<
  | "workshop"
  | "solutionArea"
  | "role"
  | "friendlyName"
  | "consented"
  | "submitted"
  | "deadline"
  | "disputed"
  | "paid"
  | "paymentReference"
  | "payout"
  | "band"
  | "rate"
  | "workshopDates"
  | "invoice"
  | "renews"
  | "partnerName"
  | "location"
  | "country"
  | "partnerContact"
  | "partnerEmail"
  | "customerName"
  | "tenantId"
  | "tpid"
  | "domain"
  | "mismatch"
  | "contact"
  | "contactTitle"
  | "contactEmail"
  | "contactReason",
  string
>;
