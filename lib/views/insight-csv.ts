import { translator } from "@/messages";
import { decimalOf } from "@/messages/format/money";
import { countryWords } from "@/messages/format/names";
import { contentLanguage } from "@/messages/languages";
import { authorize } from "../access/authorize";
import { listBehind } from "../claims/insight/list";
import { insightRowsQuery, partsOf } from "../claims/insight/schema";
import { csvFormOf, csvLine, type CsvForm } from "../csv/write";
import { reading, type Ctx, type Locale, type Operator, type PartnerUser } from "../ctx";
import { usualOf } from "../installation";
import { filePages } from "../lists/file";
import {
  askedOf,
  partnerInsight,
  programmeInsight,
  type InsightInput,
  type InsightView,
} from "./insight";
import { rowsQueryOf } from "./insight-rows";

/** Whose figures: a partner's, or those of all of them, for the programme. */
type Side = { side: "partner" | "programme"; search: InsightInput["search"] };

/** K8: the table of one plot as CSV, with every group. Throws `no_role`, `forbidden` before the first piece. */
export async function* insightFiguresCsv(
  ctx: Ctx,
  { side, search }: Side,
  locale: Locale,
  form: CsvForm = csvFormOf(locale),
): AsyncGenerator<string> {
  const figures = side === "partner" ? partnerInsight : programmeInsight;
  const view = await reading(ctx, (tx) => figures(tx, { search, all: true }));
  const { plot } = insightRowsQuery.parse(search);
  const t = translator(locale, "insight");
  const isMoney = plot === "money";
  const head = [t(`by.${view.query.by}`), ...(isMoney ? [t("columns.currency")] : [])];
  yield `\u{FEFF}${csvLine([...head, ...partsOf[plot].map((part) => t(`parts.${part}`))], form)}`;
  for (const { currency, lines } of view.plots.filter((one) => one.plot === plot))
    for (const { key, name, figures: parts } of lines) {
      const cells = parts.map(({ count, minor }) =>
        isMoney ? { decimal: decimalOf({ minor, currency: currency ?? "" }) } : count,
      );
      const label = name ?? keyWords(view, key, locale) ?? t("later");
      yield csvLine([label, ...(isMoney ? [currency ?? ""] : []), ...cells], form);
    }
}

/** What a key says by itself: an area, a country, a month or the Monday of a week; null: later than all weeks. */
function keyWords({ query, areas }: InsightView, key: string, locale: Locale): string | null {
  if (query.by === "country") return countryWords(locale, key);
  if (query.by === "area")
    return areas.find((area) => area.key === key)?.[contentLanguage(locale)] ?? key;
  return key === "later" ? null : key;
}

const days = [
  "begunDay",
  "askedDay",
  "consentedDay",
  "submittedDay",
  "approvedDay",
  "paidDay",
] as const;
const columns = [
  "customer",
  "partner",
  "engagement",
  "location",
  "locationId",
  ...days,
  "dueDay",
  "claim",
  "status",
  "payout",
  "currency",
] as const;

/** K8: the list behind a part as CSV. Throws `no_role`, `forbidden`, `not_found` before the first piece; breaks off as `filePages` does. */
export async function* insightRowsCsv(
  ctx: Ctx,
  { side, search }: Side,
  locale: Locale,
  form: CsvForm = csvFormOf(locale),
  size = 500,
): AsyncGenerator<string> {
  if (side === "partner") authorize(ctx, "insight.read");
  else authorize(ctx, "programme.read");
  const own: Ctx<PartnerUser | Operator> = ctx;
  const query = rowsQueryOf(search);
  const { locationIdName } = await reading(ctx, usualOf);
  const t = translator(locale, "insight", { locationIdName });
  const status = translator(locale, "customers");
  yield `\u{FEFF}${csvLine(
    columns.map((name) => t(`columns.${name}`)),
    form,
  )}`;
  const pages = filePages(own, async (tx, after: string | null) =>
    listBehind(tx, { ...(await askedOf(tx, query)), after }, size),
  );
  for await (const rows of pages)
    for (const row of rows)
      yield csvLine(
        [
          ...[row.customer.name, row.partner.name, row.engagement.name],
          ...[row.location.name, row.location.mpnId],
          ...days.map((day) => row[day] ?? ""),
          ...[row.dueDay ?? "", row.claimNumber ?? ""],
          row.claimStatus === null ? "" : status(`claim.${row.claimStatus}`),
          row.payout ? { decimal: decimalOf(row.payout) } : "",
          row.payout?.currency ?? "",
        ],
        form,
      );
}
