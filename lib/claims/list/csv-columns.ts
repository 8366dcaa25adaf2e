import { sql, type SQL } from "drizzle-orm";
import { currencies, digitsOf } from "@/messages/format/money";
import type { Locale } from "../../ctx";
import type { CsvForm } from "../../csv/write";
import { unpaidEnds } from "../rules";
import { expirySql } from "./export-filter";
import { contentLanguage } from "@/messages/languages";

/** The words of codes, the instant at which it is told, and how numbers are written. */
type Terms = Record<"statuses" | "mismatches", Record<string, string>> & {
  now: Date;
  form: CsvForm;
  locale: Locale;
};
type Column<K extends string> = { key: K; value: (terms: Terms) => SQL };

const column = <K extends string>(key: K, value: (terms: Terms) => SQL): Column<K> => ({
  key,
  value,
});
/** In quotation marks, and never read as a formula by a spreadsheet. */
const text = (value: SQL) => sql`csv_text(${value})`;
/** Figures, identifiers and dates, which need no quotation marks. */
const plain = (value: SQL) => value;
/** An instant as the calendar and clock of the claim's own zone show it. */
const instant = (value: SQL) =>
  sql`to_char(${value} at time zone l.time_zone, 'YYYY-MM-DD HH24:MI')`;
/** D9: the last day of a deadline, in the claim's own zone. */
export const lastDay = (due: SQL) =>
  sql`((${due} - interval '1 millisecond') at time zone l.time_zone)::date`;
/** D27: it can no longer be paid. */
const unpaid = sql`s.status in (${sql.raw(unpaidEnds.map((one) => `'${one}'`).join(", "))})`;
/** An amount with the decimal point of the reader's spreadsheets. */
const decimal = (value: SQL, form: CsvForm) =>
  form === "semicolon" ? sql`replace(${value}::text, '.', ',')` : value;
const unusual = currencies
  .map((code) => [code, digitsOf(code)] as const)
  .filter(([, digits]) => digits !== 2);
/** With all digits of its currency, as `decimalOf` writes it. */
const digits = sql`coalesce((${JSON.stringify(Object.fromEntries(unusual))}::jsonb ->> l.currency)::integer, 2)`;
/** An amount of a row `l` with all digits of its currency. */
export const amountOf = (minor: SQL) => sql`round(${minor} / 10::numeric ^ ${digits}, ${digits})`;
/** What it pays, of a row `l` that stands in `s.status`; nothing once it can no longer be paid (D27). */
export const payout = amountOf(
  sql`(case when ${unpaid} and l.payout_minor is not null then 0 else l.payout_minor end)`,
);
/** What the programme calls a key (P9). */
const named = (table: "solution_areas" | "partner_roles", key: SQL, locale: Locale) =>
  sql`(select ${sql.raw(contentLanguage(locale) === "nl" ? "w.label_nl" : "w.label_en")} from ${sql.raw(table)} w where w.key = ${key})`;
const surveyed = (kind: string) =>
  instant(sql`(
  select s.answered_at from claim_surveys s
  where s.partner_id = l.partner_id and s.claim_id = l.claim_id and s.replaced_at is null and s.closed_at is null and s.kind = ${sql.raw(`'${kind}'`)})`);

/** Every field of section 6 that a partner would want in a table, in this order. */
export const csvColumns = [
  column("number", () => plain(sql`l.number`)),
  column("status", ({ statuses }) => text(sql`${JSON.stringify(statuses)}::jsonb ->> s.status`)),
  column("statusSince", () =>
    instant(sql`case when s.status = l.status then c.status_at else l.due_at end`),
  ),
  column("customer", () => text(sql`l.name::text`)),
  column("friendlyName", () => text(sql`l.friendly_name`)),
  column("tenantId", () => plain(sql`l.tenant_id`)),
  column("tpid", () => plain(sql`t.tpid`)),
  column("domains", () =>
    text(
      sql`(select string_agg(d.domain, ' ' order by d.domain) from tenant_domains d where d.tenant_id = l.tenant_id)`,
    ),
  ),
  column("mismatch", ({ mismatches }) => {
    const usual = sql`split_part(a.mismatch_reason, ': ', 1)`;
    const words = sql`${JSON.stringify(mismatches)}::jsonb ->> ${usual}`;
    return text(
      sql`coalesce(${words}, ${usual}) || substr(a.mismatch_reason, length(${usual}) + 1)`,
    );
  }),
  column("customerEmail", () => text(sql`a.customer_email`)),
  column("contactTitle", () => text(sql`c.contact_title`)),
  column("contactName", () => text(sql`trim(c.contact_first_name || ' ' || c.contact_last_name)`)),
  column("contactEmail", () => text(sql`c.contact_email`)),
  column("engagement", () => text(sql`v.name`)),
  column("solutionArea", ({ locale }) =>
    text(named("solution_areas", sql`e.solution_area`, locale)),
  ),
  column("role", ({ locale }) => text(named("partner_roles", sql`e.partner_role`, locale))),
  column("location", () => text(sql`p.name`)),
  column("mpnId", () => text(sql`p.mpn_id`)),
  column("timeZone", () => text(sql`l.time_zone`)),
  column("partner", () => text(sql`q.name`)),
  column("partnerContact", () => text(sql`c.partner_contact_name`)),
  column("partnerEmail", () => text(sql`c.partner_contact_email`)),
  column("consented", () => plain(sql`(c.created_at at time zone l.time_zone)::date`)),
  column("deadline", ({ now }) =>
    plain(
      sql`case when l.due_at > ${now.toISOString()}::timestamptz and l.due_at < '9999-01-01' then ${lastDay(sql`l.due_at`)} end`,
    ),
  ),
  column("submitUntil", () => plain(lastDay(sql`c.delivery_due_at`))),
  column("reviewUntil", () => plain(lastDay(sql`c.review_due_at`))),
  column("disputeUntil", () => plain(lastDay(sql`c.dispute_due_at`))),
  column("payout", ({ form }) => plain(decimal(payout, form))),
  column("currency", () => plain(sql`l.currency`)),
  column("band", () => plain(sql`c.band`)),
  column("rateValidFrom", () => text(sql`c.rate_valid_from`)),
  column("invoiceNumber", () => text(sql`c.invoice_number`)),
  column("invoiceAmount", ({ form }) => plain(decimal(sql`c.invoice_amount`, form))),
  column("invoiceCurrency", () => plain(sql`c.invoice_currency`)),
  column("workshopFrom", () => plain(sql`c.workshop_from`)),
  column("workshopUntil", () => plain(sql`c.workshop_until`)),
  column("documents", () =>
    text(
      sql`(select string_agg(f.name, '; ' order by f.place) from claim_documents f where f.claim_id = l.claim_id and f.removed_at is null)`,
    ),
  ),
  column("partnerSurvey", () => surveyed("partner")),
  column("customerSurvey", () => surveyed("customer")),
  column("submitted", () => instant(sql`c.submitted_at`)),
  column("submittedBy", () => text(sql`u.name`)),
  column("rejected", () => instant(sql`c.rejected_at`)),
  column("disputed", () => instant(sql`c.disputed_at`)),
  column("approved", () => instant(sql`c.approved_at`)),
  column("paid", () => instant(sql`c.paid_at`)),
  column("paymentReference", () => text(sql`c.payment_reference`)),
  column("renews", () =>
    plain(
      sql`(select r.number from workshop_claims r where r.partner_id = c.partner_id and r.id = c.renews_claim_id)`,
    ),
  ),
] as const;

/** The tables behind the columns of rows `l` of `claim_lines`; `s.status` is where the claim stands at `now` (W11). */
export function csvSource(now: Date, lines: SQL): SQL {
  return sql`${lines} l
    cross join lateral (select ${expirySql(now)} as status) s
    join workshop_claims c on c.partner_id = l.partner_id and c.id = l.claim_id
    join associations a on a.partner_id = c.partner_id and a.id = c.association_id
    join tenants t on t.id = l.tenant_id
    join engagements e on e.id = l.engagement_id join engagement_versions v on v.id = a.version_id
    join locations p on p.partner_id = l.partner_id and p.id = l.location_id
    join partners q on q.id = l.partner_id
    left join users u on u.id = c.submitted_by`;
}
