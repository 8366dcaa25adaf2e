import { useTranslations } from "next-intl";
import { useProgrammeWords } from "../engagements/programme-words";
import type { Asked } from "@/lib/views/claim/asked";
import type { ClaimDetails, ClaimHead } from "@/lib/views/claim/details";
import { customerPath } from "../customers/customer-path";
import { CustomerName } from "../customers/customer-name";
import { Card } from "../ui/card";
import { EmailText } from "../ui/email-text";
import { SummaryList, type SummaryRow } from "../ui/summary-list";
import { AskedHere } from "./asked-card";
import { claimPath, editPath } from "./claim-paths";
import { useClaimWords } from "./use-claim-words";
import { personName } from "@/lib/input";

type Props = ClaimHead & {
  /** Whether rows carry a link to their form; the customer's contact has its own lock (W9). */
  editable: boolean;
  contactLocked: boolean;
  /** D26: what the programme asks, shown where it is about a field. */
  asked?: Asked | null;
  /** K6: who has it; where that matters. */
  owner?: ClaimDetails["owner"];
};

/** Every field of section 6, in cards by what it is about. */
export function ClaimFields(props: Props) {
  return (
    <>
      <AboutClaim {...props} />
      <AboutCustomer {...props} />
      <AboutPartner {...props} />
      <AboutInvoice {...props} />
      <Payout {...props} />
    </>
  );
}

function AboutClaim({ claim, owner }: Props) {
  const t = useTranslations("claims");
  const words = useClaimWords(claim);
  const { engagement } = claim;
  const names = useProgrammeWords();
  return (
    <Card title={t("about")}>
      <SummaryList
        rows={filled([
          { label: t("fields.number"), value: String(claim.number) },
          {
            label: t("fields.friendlyName"),
            value: claim.friendlyName ?? t("none"),
            changeHref: editPath(claim.number, "name"),
          },
          { label: t("fields.workshop"), value: engagement.name },
          { label: t("fields.solutionArea"), value: names.area(engagement.solutionArea) },
          { label: t("fields.role"), value: names.role(engagement.partnerRole) },
          { label: t("fields.consented"), value: words.day(claim.createdAt) },
          {
            label: t("fields.owner"),
            value: owner && (owner.name ?? t("nobody")),
            changeHref: owner?.open ? `${customerPath(claim.tenant.id)}#owners` : undefined,
          },
          {
            label: t("fields.submitted"),
            value:
              claim.submittedAt &&
              t("submittedBy", {
                date: words.day(claim.submittedAt),
                name: claim.submittedByName ?? "–",
              }),
          },
          {
            label: t("fields.renews"),
            value: claim.renewsNumber && (
              <a href={claimPath(claim.renewsNumber)}>{String(claim.renewsNumber)}</a>
            ),
          },
        ])}
      />
    </Card>
  );
}

function AboutCustomer({ claim, editable, contactLocked, contactRelease }: Props) {
  const t = useTranslations("claims");
  const words = useClaimWords(claim);
  const { tenant, contact } = claim;
  const changeHref = contactLocked ? undefined : editPath(claim.number, "customer");
  return (
    <Card title={t("customer")}>
      <SummaryList
        rows={filled([
          {
            label: t("fields.customer"),
            value: <CustomerName id={tenant.id}>{tenant.name}</CustomerName>,
          },
          { label: t("fields.tenantId"), value: tenant.id },
          { label: t("fields.tpid"), value: tenant.tpid ?? t("none") },
          { label: t("fields.domain"), value: tenant.domains.join(", ") || t("none") },
          {
            label: t("fields.mismatch"),
            value: claim.mismatchReason && words.mismatch(claim.mismatchReason),
          },
          {
            label: t("fields.contact"),
            value: personName(contact.firstName, contact.lastName),
            changeHref,
          },
          { label: t("fields.contactTitle"), value: contact.title || t("none") },
          { label: t("fields.contactEmail"), value: <EmailText>{contact.email}</EmailText> },
          {
            label: t("fields.contactReason"),
            value: contactRelease && t(`release.${contactRelease.standing}`, contactRelease),
          },
        ])}
      />
      {editable && contactLocked ? <p className="hint">{t("contactLocked")}</p> : null}
    </Card>
  );
}

function AboutPartner({ claim, partnerName, editable }: Props) {
  const t = useTranslations("claims");
  const { partnerContact, location } = claim;
  return (
    <Card title={t("partner")}>
      <SummaryList
        rows={filled([
          { label: t("fields.partner"), value: partnerName },
          { label: t("fields.location"), value: t("place", location) },
          {
            label: t("fields.partnerContact"),
            value: partnerContact.name,
            changeHref: editable ? editPath(claim.number, "partner") : undefined,
          },
          { label: t("fields.partnerEmail"), value: <EmailText>{partnerContact.email}</EmailText> },
        ])}
      />
    </Card>
  );
}

function AboutInvoice({ claim, editable, asked = null }: Props) {
  const t = useTranslations("claims");
  const words = useClaimWords(claim);
  const { invoice, workshopFrom, workshopUntil } = claim;
  const href = (field: string) => (editable ? editPath(claim.number, "invoice", field) : undefined);
  return (
    <Card title={t("invoice")}>
      {editable ? <AskedHere asked={asked} about="invoice" /> : null}
      <SummaryList
        rows={[
          {
            label: t("fields.invoiceNumber"),
            value: invoice.number ?? t("none"),
            changeHref: href("invoiceNumber"),
          },
          {
            label: t("fields.invoiceAmount"),
            value:
              invoice.amount !== null && invoice.currency !== null
                ? words.money({ amount: invoice.amount, currency: invoice.currency })
                : t("none"),
            changeHref: href("invoiceAmount"),
          },
          {
            label: t("fields.workshopDays"),
            value: workshopFrom === null ? t("none") : words.days(workshopFrom, workshopUntil),
            changeHref: href("workshopFrom"),
          },
        ]}
      />
    </Card>
  );
}

function Payout({ claim, payout }: Props) {
  const t = useTranslations("claims");
  const words = useClaimWords(claim);
  const { band, rateValidFrom, approvedAt, paidAt, paidOn, paymentReference, paymentRun } = claim;
  return (
    <Card title={t("payout")}>
      {payout === null || rateValidFrom === null ? (
        <p>{t("noPayout", { band })}</p>
      ) : payout.minor === 0 && claim.payout?.minor !== 0 ? (
        <p>{t("paysNoMore")}</p>
      ) : (
        <p>
          {t("pays", {
            amount: words.money(payout),
            band,
            date: words.date(rateValidFrom),
          })}
        </p>
      )}
      {approvedAt ? (
        <SummaryList
          rows={filled([
            { label: t("fields.approved"), value: words.day(approvedAt) },
            {
              label: t("fields.paid"),
              value: paidOn === null ? paidAt && words.day(paidAt) : words.date(paidOn),
            },
            { label: t("fields.paymentRun"), value: paymentRun && String(paymentRun) },
            { label: t("fields.paymentReference"), value: paymentReference },
          ])}
        />
      ) : null}
    </Card>
  );
}

/** The rows that have something to say. */
export function filled(rows: SummaryRow[]): SummaryRow[] {
  return rows.filter(({ value }) => value !== null && value !== undefined && value !== "");
}
