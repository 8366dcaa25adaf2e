import { authorize } from "../access/authorize";
import { listRuns, type RunLine } from "../bulk/list";
import type { Tx } from "../ctx";

export type RunsView = { rows: RunLine[]; next: string | null };

/** What was done to many at once: the company's runs, the latest first (B5). Throws `no_role`. */
export async function partnerRuns(
  tx: Tx,
  { after }: { after?: string | undefined },
): Promise<RunsView> {
  authorize(tx, "bulk.read");
  const { rows, next } = await listRuns(tx, { after });
  return { rows, next };
}

/** The same of all companies, for the programme. */
export async function programmeRuns(
  tx: Tx,
  { after }: { after?: string | undefined },
): Promise<RunsView> {
  authorize(tx, "programme.read");
  const { rows, next } = await listRuns(tx, { after });
  return { rows, next };
}
