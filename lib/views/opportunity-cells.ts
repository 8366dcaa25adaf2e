import { placeFor, type Paying } from "../customers/opportunities/paying";
import type { OpportunityColumn } from "../customers/opportunities/columns";
import type { OpportunityRow } from "../customers/opportunities/queries";
import { bareState, chanceOf, type BareStatus } from "../customers/opportunities/rules";
import type { Chance } from "../customers/opportunities/schema";
import type { CustomerState } from "../customers/rules";
import { nearTo } from "../eligibility/near.rules";
import { distance, tenantEligibility } from "../eligibility/rules";
import type { Place } from "../engagements/catalogue/queries";
import type { Money } from "../money";
import { rowIdOf, stateOf } from "./customers-page";
import { payoutAt } from "./payouts";

/** What a known customer lacks at a workshop, and by how much. */
export type Missing = { metric: string; direction: "rise" | "fall"; by: number };
/** Where one customer stands at one workshop (K2). */
export type OpportunityCell = {
  chance: Chance;
  /** As the Customers page has it: its next step is the cell's. */
  state: CustomerState;
  /** By which its next step names it. */
  rowId: string;
  /** What it pays, or would pay today. */
  payout: Money | null;
  missing: Missing[];
};

type Around = { columns: readonly OpportunityColumn[]; places: readonly Place[]; now: Date };

/** The cells of a known customer, one of each column; null where the reader sees no row of it. */
export function cellsOf(row: OpportunityRow, around: Around): (OpportunityCell | null)[] {
  return around.columns.map((column, at) => {
    const round = row.rounds.find(({ engagementId }) => engagementId === column.offer.id);
    if (round) {
      const state = stateOf(round, around.now);
      if (!state) return null;
      const payout = payoutAt(round, { offer: column.offer, state, ...around });
      const chance = chanceOf(state);
      // A round that ran out is not cleared away yet.
      const next = chance === "eligible" ? payoutFor(row, column.paying) : payout;
      return {
        chance,
        state,
        rowId: rowIdOf({ ...round, tenantId: row.id }, state),
        payout: next,
        missing: [],
      };
    }
    const status = row.statuses[at];
    return status ? bareCell(row, column, status) : null;
  });
}

function bareCell(
  row: OpportunityRow,
  { offer, paying }: OpportunityColumn,
  status: BareStatus,
): OpportunityCell | null {
  const state = bareState(status);
  if (!state) return null;
  const usage = row.usage ?? [];
  const near =
    status === "near" ? nearTo(tenantEligibility(offer, { country: row.country, usage })) : null;
  const chance = near ? "near" : chanceOf(state);
  return {
    chance,
    state,
    rowId: row.id,
    payout: chance === "eligible" || chance === "near" ? payoutFor(row, paying) : null,
    missing: (near ?? []).flatMap((one) => {
      const by = distance(one);
      return by ? [{ metric: one.metric, ...by }] : [];
    }),
  };
}

/** At the customer's location. */
function payoutFor(row: OpportunityRow, paying: readonly Paying[]): Money | null {
  return placeFor(row, paying)?.amount ?? null;
}
