import { getFormatter, getTranslations } from "next-intl/server";
import { customersHref } from "@/components/customers/customers-href";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Badge } from "@/components/ui/status";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import type { ClaimDetails } from "@/lib/views/claim-details";
import { claimTone } from "./claim-tone";
import type { SurveyActions } from "./survey-steps";
import { SurveysSection } from "./surveys-section";

/** A workshop claim as it stands: what it is about, for whom, until when, and what it pays (section 6). */
export async function ClaimPage({
  claim,
  partnerName,
  deadline,
  surveys,
  surveyActions,
  told,
}: ClaimDetails & { surveyActions: SurveyActions; told: string | undefined }) {
  const t = await getTranslations("claims");
  const status = await getTranslations("customers.claim");
  const words = await getTranslations("engagements");
  const format = await getFormatter();
  const { engagement, tenant, contact, partnerContact, timeZone } = claim;
  const day = (instant: Date) => format.dateTime(instant, { dateStyle: "long", timeZone });
  const date = (iso: string) =>
    format.dateTime(new Date(`${iso}T12:00:00Z`), { dateStyle: "long", timeZone: "UTC" });
  const money =
    claim.payoutUsd === null
      ? null
      : format.number(claim.payoutUsd, {
          style: "currency",
          currency: "USD",
          maximumFractionDigits: 0,
        });
  return (
    <>
      <PageHeader
        title={claim.friendlyName ?? tenant.name}
        crumbs={[
          { label: words("title"), href: "/engagements" },
          { label: engagement.name, href: customersHref(engagement.slug, {}) },
        ]}
      >
        {t("line", { number: String(claim.number), workshop: engagement.name })}
      </PageHeader>
      <div className="columns">
        <div>
          <Card title={t("customer")}>
            <SummaryList
              rows={filled([
                { label: t("fields.customer"), value: tenant.name },
                { label: t("fields.tenantId"), value: tenant.id },
                { label: t("fields.tpid"), value: tenant.tpid },
                { label: t("fields.domain"), value: tenant.domains.join(", ") },
                { label: t("fields.mismatch"), value: claim.mismatchReason },
                {
                  label: t("fields.contact"),
                  value: contact && `${contact.firstName} ${contact.lastName}`,
                },
                { label: t("fields.contactTitle"), value: contact?.title },
                { label: t("fields.contactEmail"), value: contact?.email },
              ])}
            />
          </Card>
          <Card title={t("partner")}>
            <SummaryList
              rows={filled([
                { label: t("fields.partner"), value: partnerName },
                {
                  label: t("fields.location"),
                  value: `${claim.location.name} (MPN ${claim.location.mpnId})`,
                },
                { label: t("fields.role"), value: engagement.partnerRole },
                { label: t("fields.solutionArea"), value: engagement.solutionArea },
                { label: t("fields.partnerContact"), value: partnerContact?.name },
                { label: t("fields.partnerEmail"), value: partnerContact?.email },
              ])}
            />
          </Card>
        </div>
        <div>
          <Card title={t("state")}>
            <p>
              <Badge tone={claimTone[claim.status]}>{status(claim.status)}</Badge>
            </p>
            <SummaryList
              rows={filled([
                { label: t("fields.number"), value: String(claim.number) },
                {
                  label: t("fields.consented"),
                  value: claim.consentedAt && day(claim.consentedAt),
                },
                {
                  label: t("fields.until"),
                  value:
                    deadline && t("until", { date: date(deadline.date), days: deadline.daysLeft }),
                },
                {
                  label: t("fields.submitted"),
                  value: claim.submittedAt && day(claim.submittedAt),
                },
              ])}
            />
          </Card>
          <Card title={t("payout")}>
            <p>
              {money === null
                ? t("noPayout", { band: claim.band })
                : t("pays", {
                    amount: money,
                    band: claim.band,
                    date: date(claim.rateValidFrom ?? "2022-11-01"),
                  })}
            </p>
          </Card>
          <Card title={t("poe")}>
            <p>{t("poeIntro")}</p>
            <ul>
              {engagement.poe.map(({ kind }) => (
                <li key={kind}>{words(`poe.${kind}`)}</li>
              ))}
            </ul>
          </Card>
        </div>
      </div>
      <SurveysSection view={surveys} actions={surveyActions} told={told} />
    </>
  );
}

function filled(
  rows: { label: string; value: string | number | null | undefined }[],
): SummaryRow[] {
  return rows.filter(({ value }) => value !== null && value !== undefined && value !== "");
}
