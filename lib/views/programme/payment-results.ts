import { z } from "zod";
import { translator } from "@/messages";
import { decimalOf } from "@/messages/format/money";
import { authorize } from "../../access/authorize";
import { csvFormOf, csvLine, type CsvForm } from "../../csv/write";
import { reading, type Ctx, type Locale } from "../../ctx";
import { Refusal } from "../../errors";
import { filePages } from "../../lists/file";
import { listPayments } from "../../payments/list";
import { getRun } from "../../payments/queries";
import { paymentName, paymentState } from "../../payments/rules";
import { resultColumns } from "../../payments/results/read-results.rules";

/**
 * The payments of a run as CSV, without bank data: to be filled in with what became of them and given back
 * (P30). Of the reader's own company, the name is masked.
 * Throws `forbidden` and `not_found` before the first piece, and breaks off as `filePages` does.
 */
export async function* paymentResultsCsv(
  ctx: Ctx,
  run: string,
  locale: Locale,
  form: CsvForm = csvFormOf(locale),
  size = 500,
): AsyncGenerator<string> {
  authorize(ctx, "payments.run");
  if (!z.guid().safeParse(run).success) throw new Refusal("not_found");
  await reading(ctx, (tx) => getRun(tx, run));
  const t = translator(locale, "payments");
  const titles = resultColumns.map((column) => t(`results.${column}`));
  yield `\u{FEFF}${csvLine([...titles, t("csv.currency"), t("csv.payee"), t("csv.location")], form)}`;
  const pages = filePages(ctx, (tx, after: string | null) =>
    listPayments(tx, { run, after, size }),
  );
  for await (const rows of pages)
    for (const row of rows) {
      const own = ctx.actor.companies.includes(row.partnerId);
      const state = paymentState(row);
      yield csvLine(
        [
          paymentName(row),
          state === "waiting" ? "" : t(`states.${state}`),
          row.reference ?? "",
          row.returnedOn ?? row.paidOn ?? "",
          row.returnedWhy ?? row.failedWhy ?? "",
          { decimal: decimalOf(row.amount) },
          row.amount.currency,
          own ? t("own") : row.legalName,
          own ? "" : row.locationName,
        ],
        form,
      );
    }
}
