import { translator } from "@/messages";
import { decimalOf } from "@/messages/format/money";
import { authorize } from "../access/authorize";
import { csvFormOf, csvLine, type CsvForm } from "../csv/write";
import { reading, type Ctx, type Locale, type Tx } from "../ctx";
import { usualOf } from "../installation";
import { listReceived, receivedState, type ReceivedRow } from "../payments/received/list";
import { placeName } from "./readable";

export type PaymentsView = {
  rows: (ReceivedRow & { state: ReturnType<typeof receivedState> })[];
  next: string | null;
};

/** "Payments" of a partner (P30): what was paid for each claim, or failed, the latest first. Throws `no_role`. */
export async function partnerPayments(
  tx: Tx,
  { after }: { after: string | undefined },
): Promise<PaymentsView> {
  authorize(tx, "payments.read");
  const { rows, next } = await listReceived(tx, { after });
  const { partnerName } = tx.actor;
  return {
    rows: rows.map((row) => ({
      ...row,
      state: receivedState(row),
      location: placeName(row.location, partnerName),
    })),
    next,
  };
}

const columns = ["run", "claim", "location", "locationId", "amount", "currency", "reference", "date", "state", "reason"] as const; // prettier-ignore

/** All of them as CSV. Throws `no_role` before the first piece. */
export async function* partnerPaymentsCsv(
  ctx: Ctx,
  locale: Locale,
  form: CsvForm = csvFormOf(locale),
): AsyncGenerator<string> {
  authorize(ctx, "payments.read");
  const { locationIdName } = await reading(ctx, usualOf);
  const t = translator(locale, "payments", { locationIdName });
  yield `\u{FEFF}${csvLine(
    columns.map((column) => t(`received.csv.${column}`)),
    form,
  )}`;
  let after: string | null = null;
  do {
    const page = await reading(ctx, (tx) => listReceived(tx, { after, size: 500 }));
    for (const row of page.rows)
      yield csvLine(
        [
          row.run ?? "",
          row.number,
          row.location,
          row.mpnId,
          row.amount ? { decimal: decimalOf(row.amount) } : "",
          row.amount?.currency ?? "",
          row.reference ?? "",
          row.paidOn ?? "",
          t(`states.${receivedState(row)}`),
          row.failedWhy ?? "",
        ],
        form,
      );
    after = page.next;
  } while (after !== null);
}
