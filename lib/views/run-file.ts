import { translator, type Locale } from "@/messages";
import { authorize } from "../access/authorize";
import { listRunRows, type RunRowLine } from "../bulk/list";
import { getRun } from "../bulk/queries";
import { rowsQuery } from "../bulk/schema";
import { reading, type Ctx, type Operator, type PartnerUser } from "../ctx";
import type { SheetColumn, SheetRow } from "../csv/sheet";
import { filePages } from "../lists/file";
import { decimalOf } from "@/messages/format/money";

type Words = (told: { code: string; params?: Record<string, string | number> }) => string;

/** B5: every row of a run with what became of it and why, as a table for a file. Throws `no_role`, `not_found`. */
export async function runFile(
  ctx: Ctx,
  { id, locale, words }: { id: string; locale: Locale; words: Words },
) {
  const { actor } = ctx;
  if (actor.kind === "operator") authorize(ctx, "programme.read");
  else authorize(ctx, "bulk.read");
  const reader: Ctx<PartnerUser | Operator> = ctx;
  const run = await reading(reader, (tx) => getRun(tx, id));
  const t = translator(locale, "runs");
  const columns: SheetColumn[] = [
    { label: t("columns.row"), kind: "number" },
    { label: t("columns.line"), kind: "number" },
    { label: t("columns.said"), kind: "text" },
    { label: t("columns.customer"), kind: "text" },
    { label: t("columns.tenantId"), kind: "text" },
    { label: t("columns.workshop"), kind: "text" },
    { label: t("columns.location"), kind: "text" },
    { label: t("columns.contact"), kind: "text" },
    { label: t("columns.payout"), kind: "amount" },
    { label: t("columns.currency"), kind: "text" },
    { label: t("columns.dryRun"), kind: "text" },
    { label: t("columns.outcome"), kind: "text" },
    { label: t("columns.why"), kind: "text" },
    { label: t("columns.claim"), kind: "number" },
  ];
  const rowOf = (row: RunRowLine): SheetRow => [
    ...[row.position, row.line, row.said, row.tenantName, row.tenantId, row.workshop],
    ...[row.location, row.contact, row.payout && decimalOf(row.payout)],
    row.payout?.currency ?? null,
    row.takenOut ? t("takenOut") : row.verdict && t(`verdicts.${row.verdict}`),
    row.outcome && t(`outcomes.${row.outcome}`),
    whyOf(row, words),
    row.claimNumber,
  ];
  const rows = filePages(reader, async (tx, after: string | null) => {
    const page = await listRunRows(tx, run, rowsQuery.parse({ after }), 1_000);
    return { rows: page.rows.map(rowOf), next: page.next };
  });
  return { name: `run-${run.number}`, columns, rows };
}

/** Why a row is, or was, not done. */
export function whyOf(row: RunRowLine, words: Words): string | null {
  if (row.outcomeCode) return words({ code: row.outcomeCode, params: row.outcomeParams });
  if (row.outcome || !row.verdictCode) return null;
  return words({ code: row.verdictCode, params: row.verdictParams });
}
