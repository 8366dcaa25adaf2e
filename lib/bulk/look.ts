import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { bulkRunRows, bulkRuns } from "@/db/schema";
import { getConfig } from "../config";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { unpackWorkbook } from "../imports/unpack";
import { chosenTargets } from "./chosen";
import { withContacts } from "./contacts";
import { fileTargets } from "./file-targets";
import { Halt } from "./halt";
import { judge, type Verdict } from "./judge";
import type { BulkKind } from "./kind";
import { placed } from "./placed";
import { getRun, isOf, isRun, listRows, type BulkRun } from "./queries";
import { rested, type Rest } from "./rest";
import { sameness, type Target } from "./target";
import { theirs } from "./theirs";

const BATCH = 25;
type Looking = {
  op: Ctx<PartnerUser>;
  run: BulkRun;
  kind: BulkKind;
  clock: () => Date;
  rest: Rest;
};

/**
 * B3: gathers the rows of a run and says of each what would become of it; nothing is done. It goes on where a worker that
 * died had come to. Refuses with `bulk_nothing`, `bulk_too_many`, and as the file's reader.
 */
export async function look({ op, run, kind, clock, rest }: Looking): Promise<void> {
  const rows = run.rows > 0 ? run.rows : await gather({ op, run, kind, clock, rest });
  const stands = { ...run, rows };
  const before = await judgedBefore(op, run);
  for (let from = run.position; from < rows;) {
    const now = { ...op, now: clock() };
    const batch = await transaction(now, (tx) => listRows(tx, run, { after: from, most: BATCH }));
    const verdicts: { position: number; said: Verdict }[] = [];
    for (const row of batch) {
      if (row.verdict !== null) continue;
      const rehearsed = { ...before, mails: before.mailboxes.size };
      const actor = { ...op.actor, run: { id: run.id, number: run.number, ...rehearsed } };
      const said = await rested(rest, () =>
        judge({ ...op, actor, now: clock() }, kind, { row, options: run.options }),
      );
      before.requests += said.mails;
      if ("together" in said && said.together !== null)
        before.mailboxes.add(mailboxIn(said.together));
      verdicts.push({ position: row.position, said });
    }
    const to = batch.at(-1)?.position ?? rows;
    await transaction({ ...op, now: clock() }, async (tx) => {
      if (verdicts.length > 0) await keep(tx, run, verdicts);
      await advance(tx, stands, { from, to });
    });
    from = to;
  }
}

/** The rows that were chosen, each once, with where they take place and who is asked. */
export async function gatherTargets(
  op: Ctx<PartnerUser>,
  run: BulkRun,
  kind: BulkKind,
): Promise<Target[]> {
  const most = getConfig().BULK_ROWS;
  const { choice, options } = run;
  const chosen =
    choice.by === "file"
      ? await fileTargets(op, run, kind, most)
      : await chosenTargets(op, choice, { most, of: kind.of });
  if (chosen.length > most) throw new Refusal("bulk_too_many", { params: { max: most } });
  return transaction(op, async (tx) => {
    const all = await placed(tx, kind, await theirs(tx, kind, run.choice, chosen), options);
    return kind.name === "ask" ? withContacts(tx, all) : all;
  });
}

async function gather({ op, run: chosen, kind, clock }: Looking): Promise<number> {
  refuseGone(chosen);
  const run = chosen.workbook ? { ...chosen, rowsSha256: await rowsOf(op, chosen) } : chosen;
  const targets = once(await gatherTargets({ ...op, now: clock() }, run, kind), run);
  if (targets.length === 0) throw new Refusal("bulk_nothing");
  const { partnerId, id: runId } = run;
  await transaction({ ...op, now: clock() }, async (tx) => {
    const [mine] = await tx.db
      .update(bulkRuns)
      .set({ rows: targets.length, movedAt: tx.now, rowsSha256: run.rowsSha256 })
      .where(and(isRun(run), eq(bulkRuns.state, "looking"), eq(bulkRuns.rows, 0), hasFile(run)))
      .returning({ id: bulkRuns.id });
    if (!mine) {
      refuseGone(await getRun(tx, runId));
      throw new Halt();
    }
    for (let at = 0; at < targets.length; at += 500)
      await tx.db.insert(bulkRunRows).values(
        targets.slice(at, at + 500).map(({ fault, payout, ...target }, n) => ({
          ...{ partnerId, runId, position: at + n + 1, ...target },
          ...{ payoutMinor: payout?.minor, payoutCurrency: payout?.currency },
          ...(fault && {
            verdict: "not" as const,
            verdictCode: fault.code,
            verdictParams: fault.params ?? {},
          }),
        })),
      );
  });
  return targets.length;
}

/** O24: a file that is to be read no more, also while it is read. */
function refuseGone({ choice, sha256 }: BulkRun): void {
  if (choice.by === "file" && sha256 === null) throw new Refusal("bulk_file_gone");
}

function hasFile({ sha256 }: BulkRun) {
  return sha256 === null ? undefined : eq(bulkRuns.sha256, sha256);
}

async function rowsOf(op: Ctx<PartnerUser>, { sha256, size, rowsSha256 }: BulkRun) {
  return rowsSha256 ?? unpackWorkbook(op, { sha256: sha256 ?? "", size });
}

/** Two e-mails of one run never ask for the same: of two rows of a list one stays, the second of a file says where the first is. */
function once(targets: readonly Target[], { choice }: BulkRun): Target[] {
  const first = new Map<string, Target>();
  return targets.flatMap((target) => {
    const key = target.fault ? null : sameness(target);
    const before = key === null ? undefined : first.get(key);
    if (key !== null && !before) first.set(key, target);
    if (!before) return [target];
    if (choice.by !== "file") return [];
    return [
      { ...target, fault: { code: "bulk_row_twice" as const, params: { line: before.line ?? 0 } } },
    ];
  });
}

/** What was judged before already: so many requests, and to whom (D25). */
async function judgedBefore(op: Ctx<PartnerUser>, run: BulkRun) {
  const rows = await transaction(op, (tx) =>
    tx.db
      .select({ together: bulkRunRows.together })
      .from(bulkRunRows)
      .where(and(isOf(run), isNotNull(bulkRunRows.together))),
  );
  const mailboxes = new Set(rows.map(({ together }) => mailboxIn(together ?? "")));
  return { requests: rows.length, mailboxes };
}

function mailboxIn(together: string): string {
  return together.split(" ", 1)[0] ?? "";
}

async function keep(
  tx: Tx<PartnerUser>,
  { partnerId, id }: BulkRun,
  verdicts: readonly { position: number; said: Verdict }[],
): Promise<void> {
  const rows = verdicts.map(({ position, said }) => {
    const told = "told" in said ? said.told : null;
    const together = "together" in said ? said.together : null;
    const { verdict, mails } = said;
    return {
      position,
      verdict,
      mails,
      together,
      code: told?.code ?? null,
      params: told?.params ?? {},
    };
  });
  await tx.db.execute(sql`
    update bulk_run_rows r set verdict = v.verdict, mails = v.mails, together = v.together, verdict_code = v.code, verdict_params = v.params
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as v (position integer, verdict text, mails integer, together text, code text, params jsonb)
    where r.partner_id = ${partnerId} and r.run_id = ${id} and r.position = v.position and r.verdict is null`);
}

async function advance(
  tx: Tx<PartnerUser>,
  run: BulkRun,
  { from, to }: { from: number; to: number },
): Promise<void> {
  const ends = to >= run.rows ? { state: "looked" as const, lookedAt: tx.now } : {};
  const moved = await tx.db
    .update(bulkRuns)
    .set({ position: to, movedAt: tx.now, ...ends })
    .where(
      and(
        isRun(run),
        eq(bulkRuns.state, "looking"),
        ...[eq(bulkRuns.position, from), isNull(bulkRuns.stopAsked)],
      ),
    )
    .returning({ id: bulkRuns.id });
  if (moved.length === 0) throw new Halt();
}
