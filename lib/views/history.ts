import { z } from "zod";
import { authorize } from "../access/authorize";
import type { Tx } from "../ctx";
import { listEndedRounds, type EndedRound } from "../customers/history/list";
import { getWorkshop } from "../engagements/queries";
import { afterText, ownerText, searchText, type OwnerText } from "../lists/schema";

export type HistoryView = {
  engagement: { slug: string; name: string; solutionArea: string; hasCustomers: boolean };
  q: string;
  owner: OwnerText;
  paged: boolean;
  /** Not all rounds were looked through: the next page goes on. */
  many: boolean;
  rounds: EndedRound[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
};

const historyQuery = z.object({ q: searchText, owner: ownerText, after: afterText });

/** What ended at this engagement and why, the last first (D7). Throws `no_role`, `not_found`. */
export async function historyPage(
  tx: Tx,
  input: { slug: string; search: Record<string, string | string[] | undefined> },
): Promise<HistoryView> {
  authorize(tx, "customers.read");
  const { q, owner, after } = historyQuery.parse(input.search);
  const engagement = await getWorkshop(tx, input.slug);
  const { rows, next, many } = await listEndedRounds(tx, {
    engagementId: engagement.id,
    q,
    owner,
    after,
  });
  return {
    engagement: {
      slug: engagement.slug,
      name: engagement.name,
      solutionArea: engagement.solutionArea,
      hasCustomers: engagement.hasCustomers,
    },
    q,
    owner,
    paged: after !== null,
    many,
    rounds: rows,
    next,
  };
}
