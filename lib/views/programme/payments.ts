import { authorize } from "../../access/authorize";
import { listPayments, type Payment } from "../../claims/review/payments.queries";
import { csvFormOf, csvLine, type CsvForm } from "../../csv/write";
import { reading, type Ctx, type Locale } from "../../ctx";
import { filePages } from "../../lists/file";
import { dateIn } from "../../time/deadline";
import { translator } from "@/messages";
import { decimalOf } from "@/messages/format/money";
import { usualOf } from "../../installation";

/**
 * What is to be paid, as a CSV file in pieces: a byte order mark and the column names, then batches
 * of lines; amounts with all digits of their currency, days in the programme's time zone (P3), and why a claim's location
 * is held (P30). For the programme. Throws `forbidden` before the first piece, and breaks off as `filePages` does.
 */
export async function* paymentsCsv(
  ctx: Ctx,
  locale: Locale,
  form: CsvForm = csvFormOf(locale),
  size?: number,
): AsyncGenerator<string> {
  authorize(ctx, "claims.pay");
  const { timeZone, locationIdName } = await reading(ctx, usualOf);
  const t = translator(locale, "review", { locationIdName });
  yield `\uFEFF${csvLine(
    columns.map((column) => t(`payments.${column}`)),
    form,
  )}`;
  const words = translator(locale, "payments");
  const why = ({ hold }: Payment) => (hold === null ? "" : words(`holds.${hold}`));
  const pages = filePages(ctx, async (tx, after: Payment | null) => {
    const rows = await listPayments(tx, after, size);
    return { rows, next: rows.at(-1) ?? null };
  });
  for await (const rows of pages)
    yield rows.map((row) => lineOf(row, why(row), { form, timeZone })).join("");
}

const columns = [
  "claimNumber",
  "partner",
  "location",
  "mpnId",
  "country",
  "engagement",
  "customer",
  "approvedOn",
  "amount",
  "currency",
  "band",
  "hold",
] as const;

function lineOf(
  row: Payment,
  why: string,
  { form, timeZone }: { form: CsvForm; timeZone: string },
): string {
  return csvLine(
    [
      row.number,
      row.partnerName,
      row.locationName,
      row.mpnId,
      row.country,
      row.engagementName,
      row.tenantName,
      dateIn(row.approvedAt, timeZone),
      { decimal: decimalOf(row.amount) },
      row.amount.currency,
      row.band,
      why,
    ],
    form,
  );
}
