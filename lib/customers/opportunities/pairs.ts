import type { PartnerUser, Tx } from "../../ctx";
import { customerState } from "../rules";
import { opportunityColumns } from "./columns";
import { getOpportunitiesHead, listOpportunities, type OpportunityRow } from "./queries";
import { bareState, chanceOf } from "./rules";
import type { Chance, OpportunitiesQuery } from "./schema";

/** Customers of one statement. */
const PORTION = 500;

export type OpportunityPair = { tenantId: string; engagementId: string };

/**
 * B2: the cells of the opportunities that a filter finds and that stand as is wanted, customer by customer in the order of
 * the page; `next`: where the next portion begins.
 */
export async function opportunityPairs(
  tx: Tx<PartnerUser>,
  query: OpportunitiesQuery,
  { wanted, after }: { wanted: readonly Chance[]; after: string | null },
): Promise<{ rows: OpportunityPair[]; next: string | null }> {
  const { columns } = opportunityColumns(await getOpportunitiesHead(tx), query, tx.now);
  const engagements = columns.map(({ offer }) => offer.id);
  if (engagements.length === 0) return { rows: [], next: null };
  const found = await listOpportunities(tx, { ...query, after, size: PORTION, engagements });
  const rows = found.rows.flatMap((row) =>
    engagements.flatMap((engagementId, at) => {
      const chance = chanceAt(row, { engagementId, at, now: tx.now });
      return chance && wanted.includes(chance) ? [{ tenantId: row.id, engagementId }] : [];
    }),
  );
  return { rows, next: found.next };
}

function chanceAt(
  row: OpportunityRow,
  { engagementId, at, now }: { engagementId: string; at: number; now: Date },
) {
  const round = row.rounds.find((one) => one.engagementId === engagementId);
  const status = row.statuses[at];
  const state = round ? customerState(round, now) : status ? bareState(status) : null;
  return state && chanceOf(state);
}
