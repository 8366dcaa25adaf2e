import { z } from "zod";
import { authorize } from "../access/authorize";
import type { Tx } from "../ctx";
import { listEndedRounds, type EndedRound } from "../customers/history/queries";
import { PAGE_SIZE } from "../customers/queries";
import { getWorkshop } from "../engagements/queries";

export type HistoryView = {
  engagement: { slug: string; name: string; solutionArea: string; partnerRole: string };
  q: string;
  paged: boolean;
  rounds: EndedRound[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
};

const historyQuery = z.object({
  q: z.string().trim().max(100).catch(""),
  after: z
    .string()
    .regex(/^[0-9a-f-]{36}~\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    .nullable()
    .catch(null),
});

/** What ended at this engagement and why, the last first (D7). Throws `no_role`, `not_found`. */
export async function historyPage(
  tx: Tx,
  input: { slug: string; search: Record<string, string | string[] | undefined> },
): Promise<HistoryView> {
  authorize(tx, "customers.read");
  const { q, after } = historyQuery.parse(input.search);
  const engagement = await getWorkshop(tx, input.slug);
  const found = await listEndedRounds(tx, engagement.id, q, readCursor(after));
  const rounds = found.slice(0, PAGE_SIZE);
  const last = rounds.at(-1);
  return {
    engagement: {
      slug: engagement.slug,
      name: engagement.name,
      solutionArea: engagement.solutionArea,
      partnerRole: engagement.partnerRole,
    },
    q,
    paged: after !== null,
    rounds,
    next: found.length > PAGE_SIZE && last ? `${last.id}~${last.endedAt.toISOString()}` : null,
  };
}

function readCursor(after: string | null): { id: string; endedAt: Date } | null {
  const [id, at] = after?.split("~") ?? [];
  return id !== undefined && at !== undefined ? { id, endedAt: new Date(at) } : null;
}
