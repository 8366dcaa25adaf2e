import { getLocale, getTranslations } from "next-intl/server";
import { personName } from "@/lib/input";
import type { ClaimReviewView } from "@/lib/views/claim/review";
import { formats } from "@/messages/format/formats";
import { Card } from "../ui/card";
import { SummaryList } from "../ui/summary-list";

type Facts = Record<string, string | null>;

/** D26: what the partner edited since the last decision, as it was and as it is. */
export async function ClaimChanges({ view: { claim, was } }: { view: ClaimReviewView }) {
  const t = await getTranslations("review.page");
  const format = formats(await getLocale());
  const now: Facts = {
    friendlyName: claim.friendlyName,
    partnerContactName: claim.partnerContact.name,
    partnerContactEmail: claim.partnerContact.email,
    contactFirstName: claim.contact.firstName,
    contactLastName: claim.contact.lastName,
    contactTitle: claim.contact.title,
    contactEmail: claim.contact.email,
    invoiceNumber: claim.invoice.number,
    invoiceAmount: claim.invoice.amount,
    invoiceCurrency: claim.invoice.currency,
    workshopFrom: claim.workshopFrom,
    workshopUntil: claim.workshopUntil,
  };
  const before = textsOf({ ...now, ...was }, format);
  const after = textsOf(now, format);
  const rows = fields.filter((field) => before[field] !== after[field]);
  if (rows.length === 0) return null;
  return (
    <Card title={t("changes")}>
      <SummaryList
        rows={rows.map((field) => ({
          label: t(`fields.${field}`),
          value: (
            <>
              <del>
                <span className="visually-hidden">{t("was")} </span>
                {before[field] || t("empty")}
              </del>{" "}
              <ins>
                <span className="visually-hidden">{t("is")} </span>
                {after[field] || t("empty")}
              </ins>
            </>
          ),
        }))}
      />
    </Card>
  );
}

const fields = [
  "invoice",
  "workshopDates",
  "friendlyName",
  "partnerContact",
  "partnerEmail",
  "contact",
  "contactTitle",
  "contactEmail",
] as const;

function textsOf(
  facts: Facts,
  format: ReturnType<typeof formats>,
): Record<(typeof fields)[number], string> {
  const text = (name: string) => facts[name] ?? "";
  const amount = text("invoiceAmount");
  const paid = amount && format.money({ amount, currency: text("invoiceCurrency") });
  const from = text("workshopFrom");
  return {
    invoice: [text("invoiceNumber"), paid].filter((one) => one !== "").join(", "),
    workshopDates: from && format.days(from, facts.workshopUntil ?? from),
    friendlyName: text("friendlyName"),
    partnerContact: text("partnerContactName"),
    partnerEmail: text("partnerContactEmail"),
    contact: personName(text("contactFirstName"), text("contactLastName")),
    contactTitle: text("contactTitle"),
    contactEmail: text("contactEmail"),
  };
}
