const known = [
  "sign-in",
  "invitation",
  "role-asked",
  "role-answered",
  "consent-request",
  "consent-reminder",
  "answer-code",
  "consent-receipt",
  "withdrawal-receipt",
  "partner-answer",
  "partner-withdrawn",
  "partner-no-longer-open",
  "partner-free-again",
  "partner-contact-decision",
  "partner-not-sent",
  "partner-delivery-due",
  "partner-expired",
  "partner-bounced",
  "report-notice",
  "survey-request",
  "partner-survey-request",
  "survey-answered",
  "claim-decision",
  "claim-paid",
  "claim-file-refused",
  "claim-comment",
  "claim-submitted",
  "claim-cancelled",
  "claim-disputed",
  "claim-due",
  "claim-expired",
  "workshop-cancelled",
] as const;

/** The key of a template's name in programme.json. */
export function templateName(template: string): (typeof known)[number] | "other" {
  return known.find((one) => one === template) ?? "other";
}
