import type { OperatorAct } from "../access/policy";
import type { Template } from "./schema";

/** Who writes an e-mail: people of a partner, also without a role, a visitor, the door, staff who may do an act. */
export type Writer = "partner" | "member" | "visitor" | "door" | OperatorAct;

/**
 * By whose acts each e-mail is written: the database takes it from nobody else (`email_writers`), but
 * from the product itself, which writes them all.
 */
export const writersOf: Record<Template, readonly Writer[]> = {
  "consent-request": ["partner"],
  "consent-requests": [],
  "survey-request": ["partner"],
  "partner-survey-request": ["partner"],
  "consent-reminder": [],
  "workshop-cancelled": ["partner"],
  "request-ended": ["partner", "rounds.end"],
  "request-extended": ["partners.manage"],
  "sign-in": ["door"],
  "new-device": ["door"],
  "identity-linked": ["door"],
  "sign-in-provider": ["door"],
  "answer-code": ["visitor"],
  "consent-receipt": ["visitor"],
  "withdrawal-receipt": ["visitor"],
  "partner-answer": ["visitor"],
  "partner-withdrawn": ["visitor"],
  "partner-no-longer-open": [],
  "partner-free-again": [],
  "partner-contact-decision": ["partner", "visitor", "reports.handle"],
  "partner-not-sent": [],
  "partner-delivery-due": [],
  "partner-expired": [],
  "partner-extended": ["partners.manage"],
  "partner-stopped": ["rounds.end"],
  "partner-bounced": [],
  "partner-wrong-contact": ["visitor"],
  "report-notice": ["visitor"],
  "survey-answered": ["visitor"],
  "claim-decision": ["claims.review"],
  "claim-paid": ["claims.pay"],
  "claim-file-refused": [],
  "claim-comment": ["partner", "claims.reply"],
  "claim-submitted": ["partner"],
  "claim-cancelled": ["partner"],
  "claim-disputed": ["partner"],
  "claim-due": [],
  "claim-expired": [],
  invitation: ["partner", "partners.people", "operators.manage"],
  "note-mention": ["partner"],
  "role-asked": ["partner", "member"],
  "enrolment-moved": ["partner", "partners.enrol"],
  "payee-notice": ["partner", "partners.enrol"],
  "payment-failed": ["payments.run", "claims.pay"],
  digest: [],
  "role-answered": ["partner", "partners.people"],
};
