import type { Template } from "../mail/schema";

/**
 * K7: the notices that a person can turn off for themselves. Every other e-mail is a duty: what a customer or the
 * programme decided, what must be done in time or is lost, money, and the safety of an account.
 */
export const optionalNotices = [
  "note-mention",
  "survey-answered",
  "claim-submitted",
  "partner-not-sent",
  "partner-delivery-due",
  "claim-due",
] as const satisfies readonly Template[];
export type OptionalNotice = (typeof optionalNotices)[number];

/** Whether somebody may have turned this one off. */
export function isOptional(template: Template): template is OptionalNotice {
  return optionalNotices.some((one) => one === template);
}
