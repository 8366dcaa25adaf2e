import { getConfig } from "@/lib/config";

/** Where the links of e-mails lead. Until it is sent, a mark stands in them in place of the token. */
export const addressOf = {
  consent: (token: string) => `${base()}/consent/${token}`,
  /** Where a request is checked without its link; short enough to be typed. */
  check: () => `${base()}/check`,
  receipt: (token: string) => `${base()}/consent/${token}/receipt`,
  survey: (token: string) => `${base()}/survey/${token}`,
  signIn: (token: string) => `${base()}/sign-in/confirm?token=${token}`,
  remindersOff: (token: string) => `${base()}/reminders-off/${token}`,
  /** The row of one customer: the list, searched for it. */
  customers: (slug: string, tab: "eligible" | "ineligible" | "complete", name: string) =>
    `${base()}/engagements/${slug}/customers?${new URLSearchParams({ tab, q: name }).toString()}`,
  history: (slug: string, name: string) =>
    `${base()}/engagements/${slug}/history?${new URLSearchParams({ q: name }).toString()}`,
  askConsent: (slug: string, associationId: string) =>
    `${base()}/engagements/${slug}/rounds/${associationId}/consent`,
  claim: (number: string) => `${base()}/claims/${number}`,
  reviewedClaim: (number: string) => `${base()}/programme/claims/${number}`,
};

function base(): string {
  return getConfig().APP_URL;
}
