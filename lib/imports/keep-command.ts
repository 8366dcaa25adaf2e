import { importRuns } from "@/db/schema";
import type { System, Tx } from "../ctx";
import type { Problem } from "../tenants/import/problem";
import type { Taken } from "../tenants/import/take";
import { toldOf } from "./kinds/tenants";
import { keepRefusals } from "./pass";
import { getRun } from "./queries";

/** Of more wrong rows than these the log of the command alone tells. */
export const KEPT_PROBLEMS = 1_000;

/**
 * A step: a file of tenants that was taken in at the command line stands among the imports as one of the page does (P22):
 * its hash, counts and refused rows; its bytes are not kept.
 */
export async function keepCommand(
  tx: Tx<System>,
  file: { name: string; size: number; sha256: string },
  { created: made, changed, unchanged, bad: refused }: Taken,
  problems: readonly Problem[],
): Promise<void> {
  const { now } = tx;
  const [row] = await tx.db
    .insert(importRuns)
    .values({
      ...{ kind: "tenants", state: "done", fileName: file.name.slice(0, 200) },
      ...{ sha256: file.sha256, size: file.size, bytes: file.size, madeAt: now, movedAt: now },
      ...{ endedAt: now, made, changed, unchanged, refused },
    })
    .returning({ id: importRuns.id });
  if (!row) throw new Error("the import was not written");
  const told = problems
    .slice(0, KEPT_PROBLEMS)
    .map((one) => ({ line: one.line, told: toldOf(one) }));
  await keepRefusals(tx, await getRun(tx, row.id), told);
}
