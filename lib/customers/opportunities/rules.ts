import { customerState, noRound, type CustomerFacts, type CustomerState } from "../rules";
import type { Chance } from "./schema";

/** What the row of a customer without a round says at a workshop. */
export type BareStatus = "known" | "criteria" | "near" | "consent" | "done";

/** How a row of the Customers page stands among the opportunities. */
export function chanceOf(state: CustomerState): Chance {
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

/** What the row of a customer without a round is, by its status: the stored form of the same facts. */
function bareFacts(status: BareStatus): CustomerFacts {
  const criteriaMet = status !== "criteria" && status !== "near";
  const taken = status === "consent" || status === "done" ? status : null;
  return { known: true, criteriaMet, taken, ...noRound };
}

/** None of them has a clock: each is made once. */
const bareStates = new Map<BareStatus, CustomerState | null>();

/** Where a customer without a round stands. */
export function bareState(status: BareStatus): CustomerState | null {
  const kept = bareStates.get(status);
  if (kept !== undefined) return kept;
  const state = customerState(bareFacts(status), new Date(0));
  bareStates.set(status, state);
  return state;
}
