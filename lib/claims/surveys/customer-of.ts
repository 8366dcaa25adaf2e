import type { Claim } from "../lock-claim";
import type { Recipient } from "./ask-person";
import type { Survey } from "./queries";
import { personName } from "../../input";

/** The customer contact of a claim, as the one whom the customer survey asks (W6). */
export function customerOf(claim: Claim): Recipient {
  return {
    name: personName(claim.contactFirstName, claim.contactLastName),
    email: claim.contactEmail,
    language: claim.contactLanguage,
  };
}

/** Whether a survey asks this very person. */
export function isFor(survey: Survey, to: Recipient): boolean {
  return (
    survey.recipientName === to.name &&
    survey.recipientEmail.toLowerCase() === to.email.toLowerCase()
  );
}
