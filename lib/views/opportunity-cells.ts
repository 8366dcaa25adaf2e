import { placeFor, type Paying } from "../customers/opportunities/paying";
import type { bareStatuses, OpportunityRow } from "../customers/opportunities/queries";
import type { Chance } from "../customers/opportunities/schema";
import { customerState, noRound, type CustomerFacts, type CustomerState } from "../customers/rules";
import { nearTo } from "../eligibility/near.rules";
import { distance, tenantEligibility } from "../eligibility/rules";
import type { Offered, Place } from "../engagements/catalogue/queries";
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

/** A workshop on offer that the reader's locations can begin, and what each of them is paid for it; the most first. */
export type OpportunityColumn = { offer: Offered; paying: Paying[]; most: Money };

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
      return { chance, state, rowId: rowIdOf({ ...round, tenantId: row.id }, state), payout: next, missing: [] }; // prettier-ignore
    }
    const status = row.statuses[at];
    return status ? bareCell(row, column, status) : null;
  });
}

type Bare = (typeof bareStatuses)[number];

/** What the row of a customer without a round is, by its status: the stored form of the same facts. */
function bareFacts(status: Bare): CustomerFacts {
  const criteriaMet = status !== "criteria" && status !== "near";
  const taken = status === "consent" || status === "done" ? status : null;
  return { known: true, criteriaMet, taken, ...noRound };
}

/** None of them has a clock: each is made once. */
const bareStates = new Map<Bare, CustomerState | null>();

function bareState(status: Bare): CustomerState | null {
  const kept = bareStates.get(status);
  if (kept !== undefined) return kept;
  const state = customerState(bareFacts(status), new Date(0));
  bareStates.set(status, state);
  return state;
}

function bareCell(
  row: OpportunityRow,
  { offer, paying }: OpportunityColumn,
  status: Bare,
): OpportunityCell | null {
  const state = bareState(status);
  if (!state) return null;
  const usage = row.usage ?? [];
  const near = status === "near" ? nearTo(tenantEligibility(offer, { country: row.country, usage })) : null; // prettier-ignore
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

function chanceOf(state: CustomerState): Chance {
  switch (state.kind) {
    case "known":
      return "eligible";
    case "ineligible":
      return state.reason === "criteria" ? "not" : "taken";
    case "to_ask":
    case "asked":
    case "active":
      return "under_way";
    case "claimed":
    case "completed":
      return "done";
  }
}

/** At the customer's location. */
function payoutFor(row: OpportunityRow, paying: readonly Paying[]): Money | null {
  return placeFor(row, paying)?.amount ?? null;
}
