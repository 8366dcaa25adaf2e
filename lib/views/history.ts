import { z } from "zod";
import { authorize } from "../access/authorize";
import { findOwnEnd } from "../consent/asked/queries";
import type { Tx } from "../ctx";
import { listEndedRounds, type EndedRound } from "../customers/history/list";
import { historyQuery, type HistoryQuery } from "../customers/history/schema";
import { getWorkshop } from "../engagements/queries";
import { listMyLocations } from "../partners/queries";
import { placeName } from "./readable";

export type HistoryView = {
  engagement: { slug: string; name: string; solutionArea: string; hasCustomers: boolean };
  query: HistoryQuery;
  /** Locations that it can be narrowed down to. */
  locations: { mpnId: string; name: string }[];
  /** Not all rounds were looked through: the next page goes on. */
  many: boolean;
  rounds: EndedRound[];
  /** D29: what the reader has just ended: `ended` in the address. */
  ended: { tenantName: string; told: boolean } | null;
  /** Where the next page begins; null on the last one. */
  next: string | null;
};

/** What ended at this engagement and why, the last first (D7). Throws `no_role`, `not_found`. */
export async function historyPage(
  tx: Tx,
  input: { slug: string; search: Record<string, string | string[] | undefined> },
): Promise<HistoryView> {
  authorize(tx, "customers.read");
  const query = historyQuery.parse(input.search);
  const engagement = await getWorkshop(tx, input.slug);
  const { rows, next, many } = await listEndedRounds(tx, engagement.id, query);
  const ended = z.guid().safeParse(input.search.ended);
  return {
    engagement: {
      slug: engagement.slug,
      name: engagement.name,
      solutionArea: engagement.solutionArea,
      hasCustomers: engagement.hasCustomers,
    },
    query,
    locations: (await listMyLocations(tx)).map(({ mpnId, name }) => ({
      mpnId,
      name: placeName(name, tx.actor.partnerName),
    })),
    many,
    rounds: rows,
    ended: ended.success ? await findOwnEnd(tx, ended.data) : null,
    next,
  };
}
