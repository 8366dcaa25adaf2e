import type { emails } from "@/db/schema";
import type { Template } from "./schema";

type Kind = (typeof emails.$inferSelect)["kind"];

/** D25: how limits hold each e-mail (see `emailKinds`). Every template has to be one of them. */
export const kindOf: Record<Template, Kind> = {
  "consent-request": "ask",
  "survey-request": "ask",
  "partner-survey-request": "ask",
  "consent-reminder": "notice",
  "workshop-cancelled": "notice",
  "request-ended": "notice",
  // It is the programme's word, also while the company is suspended (P25).
  "request-extended": "own",
  "sign-in": "code",
  "new-device": "own",
  "sign-in-provider": "code",
  "answer-code": "code",
  invitation: "word",
  "role-asked": "word",
  "role-answered": "word",
  "consent-receipt": "own",
  "withdrawal-receipt": "own",
  "partner-answer": "own",
  "partner-withdrawn": "own",
  "partner-no-longer-open": "own",
  "partner-free-again": "own",
  "partner-contact-decision": "own",
  "partner-not-sent": "own",
  "partner-delivery-due": "own",
  "partner-expired": "own",
  "partner-extended": "own",
  "partner-bounced": "own",
  "partner-wrong-contact": "own",
  "report-notice": "own",
  "survey-answered": "own",
  "claim-decision": "own",
  "claim-paid": "own",
  "claim-file-refused": "own",
  "claim-comment": "word",
  "claim-submitted": "word",
  "claim-cancelled": "own",
  "claim-disputed": "word",
  "claim-due": "own",
  "claim-expired": "own",
  "enrolment-moved": "own",
  "payee-notice": "own",
};
