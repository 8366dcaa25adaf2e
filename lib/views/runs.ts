import { authorize } from "../access/authorize";
import { listRuns, type RunLine } from "../bulk/list";
import { runsQuery, type RunsQuery } from "../bulk/list.schema";
import type { Tx } from "../ctx";

type Search = Record<string, string | string[] | undefined>;
export type RunsView = { query: RunsQuery; rows: RunLine[]; next: string | null };

/** What was done to many at once: the company's runs, the latest first (B5). Throws `no_role`. */
export async function partnerRuns(tx: Tx, { search }: { search: Search }): Promise<RunsView> {
  authorize(tx, "bulk.read");
  const query = runsQuery.parse(search);
  const { rows, next } = await listRuns(tx, query);
  return { query, rows, next };
}

/** The same of all companies, for the programme. */
export async function programmeRuns(tx: Tx, { search }: { search: Search }): Promise<RunsView> {
  authorize(tx, "programme.read");
  const query = runsQuery.parse(search);
  const { rows, next } = await listRuns(tx, query);
  return { query, rows, next };
}
