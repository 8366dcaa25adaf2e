import type { LocationState } from "../rules";

export type EnrolmentState = LocationState["enrolment"];
export type Mover = "partner" | "operator";
export type Move = { from: EnrolmentState; to: EnrolmentState; mover: Mover };

/**
 * Every move of an enrolment (P27). What does not stand here does not happen: the verbs ask `mayMove`,
 * and the database holds the same (`enrolment_may_move`).
 */
export const moves: readonly Move[] = [
  { from: "invited", to: "action_required", mover: "partner" },
  { from: "invited", to: "validating", mover: "partner" },
  { from: "action_required", to: "validating", mover: "partner" },
  { from: "validating", to: "action_required", mover: "operator" },
  { from: "validating", to: "enrolled", mover: "operator" },
  { from: "enrolled", to: "action_required", mover: "operator" },
  { from: "enrolled", to: "inactive", mover: "operator" },
  { from: "inactive", to: "enrolled", mover: "operator" },
  { from: "inactive", to: "action_required", mover: "operator" },
  { from: "invited", to: "discontinued", mover: "operator" },
  { from: "action_required", to: "discontinued", mover: "operator" },
  { from: "validating", to: "discontinued", mover: "operator" },
  { from: "enrolled", to: "discontinued", mover: "operator" },
  { from: "inactive", to: "discontinued", mover: "operator" },
  { from: "discontinued", to: "invited", mover: "operator" },
];

export function mayMove(move: Move): boolean {
  return moves.some(
    ({ from, to, mover }) => from === move.from && to === move.to && mover === move.mover,
  );
}

/** What waits for the incentives admin: to accept, to fill in where it is paid, to answer the programme. */
export type ToDo = "accept" | "payee" | "answer";

export function toDoOf({ enrolment, payeeProfile }: LocationState): ToDo | null {
  if (enrolment === "invited") return "accept";
  if (!takesPart(enrolment)) return null;
  if (payeeProfile === "missing" || payeeProfile === "rejected") return "payee";
  return enrolment === "action_required" ? "answer" : null;
}

/** What waits for the programme at a location. */
export function isWaiting({ enrolment, payeeProfile }: LocationState): boolean {
  return enrolment === "validating" || (takesPart(enrolment) && payeeProfile === "validating");
}

/** A location that was accepted, and is neither at rest nor over. */
function takesPart(enrolment: EnrolmentState): boolean {
  return enrolment === "action_required" || enrolment === "validating" || enrolment === "enrolled";
}

/** Whether where it is paid can be filled in: from the acceptance on, until it is over (P28). */
export function takesPayee(enrolment: EnrolmentState): boolean {
  return takesPart(enrolment) || enrolment === "inactive";
}

/** The way of a location to its first earning, and where it stands on it; null: it has left the way. */
export const road = ["invited", "action_required", "validating", "enrolled"] as const;
export function placeOnRoad(enrolment: EnrolmentState): number | null {
  const at = road.findIndex((state) => state === enrolment);
  return at < 0 ? null : at;
}

/** Where an accepted location goes on to: to the programme once its payee profile is given. */
export function afterAcceptance({ payeeProfile }: LocationState): "action_required" | "validating" {
  return payeeProfile === "missing" || payeeProfile === "rejected"
    ? "action_required"
    : "validating";
}

/** What the programme can decide about a location. */
export const decisions = ["enrol", "ask", "deactivate", "reactivate", "discontinue"] as const;
export type Decision = (typeof decisions)[number];

/** Those that the partner has to be told the why of. */
export const withReason: readonly Decision[] = ["ask", "deactivate", "discontinue"];

/** The state that a decision leads to. A location that rested is enrolled again only with a valid payee profile. */
export function targetOf(
  decision: Decision,
  { enrolment, payeeProfile }: LocationState,
): EnrolmentState {
  switch (decision) {
    case "enrol":
      return "enrolled";
    case "ask":
      return "action_required";
    case "deactivate":
      return "inactive";
    case "discontinue":
      return "discontinued";
    case "reactivate":
      if (enrolment === "discontinued") return "invited";
      return payeeProfile === "valid" ? "enrolled" : "action_required";
  }
}

/** What can be decided about a location where it stands. */
export function decisionsAt(location: LocationState): Decision[] {
  const { enrolment: from } = location;
  const rests = from === "inactive" || from === "discontinued";
  return decisions.filter((decision) => {
    if (decision === "enrol" && (rests || location.payeeProfile !== "valid")) return false;
    if (decision === "ask" && rests) return false;
    if (decision === "reactivate" && !rests) return false;
    return mayMove({ from, to: targetOf(decision, location), mover: "operator" });
  });
}
