import { getConfig } from "@/lib/config";

type Round = { engagementSlug: string; associationId: string };

/** Where the links of e-mails lead. Until it is sent, a mark stands in them in place of the token. */
export const addressOf = {
  consent: (token: string) => `${base()}/consent/${token}`,
  /** Where a request is checked without its link; short enough to be typed. */
  check: () => `${base()}/check`,
  /** Where the privacy statement stands that the programme keeps here (P3). */
  privacy: () => `${base()}/privacy`,
  receipt: (token: string) => `${base()}/consent/${token}/receipt`,
  survey: (token: string) => `${base()}/survey/${token}`,
  signIn: (token: string) => `${base()}/sign-in/confirm?token=${token}`,
  invitation: (token: string) => `${base()}/invitation/${token}`,
  /** Where a company's admins see its people, and what they ask for. */
  people: () => `${base()}/settings/people`,
  /** Where somebody sees in what they are signed in, and ends it. */
  sessions: () => `${base()}/settings/sessions`,
  /** Where somebody sees what they sign in with, and removes it. */
  security: () => `${base()}/settings/security`,
  signInPage: () => `${base()}/sign-in`,
  home: () => `${base()}/`,
  /** Where somebody changes, without signing in, how often they get a digest (K7). */
  digest: (token: string) => `${base()}/digest/${token}`,
  remindersOff: (token: string) => `${base()}/reminders-off/${token}`,
  /** The row of a round, wherever it stands when the link is opened. */
  round: ({ engagementSlug, associationId }: Round) =>
    `${base()}/engagements/${engagementSlug}/rounds/${associationId}`,
  askConsent: (round: Round) => `${addressOf.round(round)}/consent`,
  claim: (number: string) => `${base()}/claims/${number}`,
  customer: (tenantId: string) => `${base()}/customers/${tenantId}`,
  place: (id: string) => `${base()}/settings/locations/${id}`,
  reports: () => `${base()}/programme/reports`,
  reviewedClaim: (number: string) => `${base()}/programme/claims/${number}`,
};

function base(): string {
  return getConfig().APP_URL;
}
