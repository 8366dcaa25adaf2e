import type { Ctx, Operator, PartnerUser } from "@/lib/ctx";
import { acceptInvitation } from "@/lib/partners/enrolment/accept-invitation";
import { decideEnrolment } from "@/lib/partners/enrolment/decide-enrolment";
import type { Decision, EnrolmentState } from "@/lib/partners/enrolment/rules";
import { changePayee } from "@/lib/partners/payee/change-payee";
import { decidePayee } from "@/lib/partners/payee/decide-payee";
import type { PayeeInput } from "@/lib/partners/payee/schema";
import type { LocationState } from "@/lib/partners/rules";

export type Place = { id: string; country: string; legalName: string };

/** Where acts lead: what the enrolment is, and the payee profile with it. */
const reached = [
  ...["invited missing", "discontinued missing", "action_required missing"],
  ...["validating validating", "action_required rejected", "validating valid"],
  ...["enrolled valid", "enrolled validating", "enrolled rejected"],
  ...["action_required valid", "inactive valid", "discontinued valid"],
];

/**
 * A location goes from its invitation to where it stands, each step by whom it belongs to (P27, P28).
 * @returns whether acts lead there; else nothing happens
 */
export async function enrol(
  { office, admin }: { office: Ctx<Operator>; admin: Ctx<PartnerUser> },
  place: Place,
  { enrolment, payeeProfile }: LocationState,
): Promise<boolean> {
  const location = place.id;
  const decide = (seen: EnrolmentState, decision: Decision, reason = "") =>
    decideEnrolment(office, { location, seen, decision, reason });
  const judge = (version: number, decision: "valid" | "rejected") =>
    decidePayee(office, { location, version, decision, reason: decision === "valid" ? "" : WHY });
  const give = (version: number) => changePayee(admin, payee(place, version));
  const goal = `${enrolment} ${payeeProfile}`;
  if (!reached.includes(goal)) return false;
  if (goal === "invited missing") return true;
  if (goal === "discontinued missing")
    return decide("invited", "discontinue", WHY).then(() => true);
  await acceptInvitation(admin, { location });
  if (goal === "action_required missing") return true;
  await give(0);
  if (goal === "validating validating") return true;
  if (goal === "action_required rejected") return judge(1, "rejected").then(() => true);
  await judge(1, "valid");
  if (goal === "validating valid") return true;
  await decide("validating", "enrol");
  if (enrolment === "enrolled" && (payeeProfile === "validating" || payeeProfile === "rejected")) {
    await give(1);
    if (payeeProfile === "rejected") await judge(2, "rejected");
    return true;
  }
  if (enrolment === "action_required") await decide("enrolled", "ask", WHY);
  if (enrolment === "inactive") await decide("enrolled", "deactivate", WHY);
  if (enrolment === "discontinued") await decide("enrolled", "discontinue", WHY);
  return true;
}

const WHY = "Agreed with the partner.";

/** A payee as its admin types it; the account is the example of the standard for it. */
export function payee({ id, country, legalName }: Place, version: number): PayeeInput {
  return {
    ...{ location: id, version, legalName, taxNumber: "8123.45.678", country, currency: "EUR" },
    account: { kind: "iban", iban: "NL91ABNA0417164300" },
  };
}
