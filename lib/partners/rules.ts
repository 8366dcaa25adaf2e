export type LocationState = {
  enrolment:
    | "invited"
    | "action_required"
    | "validating"
    | "enrolled"
    | "inactive"
    | "discontinued";
  payeeProfile: "missing" | "validating" | "valid" | "rejected";
};

/**
 * Section 7, "Enrolment": what keeps a location from earning, apart from an engagement's criteria.
 * Empty when it is enrolled and its payee profile (bank and tax) is valid.
 */
export function earningGaps(location: LocationState): ("enrolment" | "payee_profile")[] {
  const gaps: ("enrolment" | "payee_profile")[] = [];
  if (location.enrolment !== "enrolled") gaps.push("enrolment");
  if (location.payeeProfile !== "valid") gaps.push("payee_profile");
  return gaps;
}
