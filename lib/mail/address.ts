import { getConfig } from "@/lib/config";
import { placeholder } from "./tokens";

/** Where the links of e-mails lead. A token stands in them as its placeholder, until sending. */
export const addressOf = {
  consent: (linkId: string) => `${base()}/consent/${placeholder.token("consent", linkId)}`,
  receipt: (linkId: string) => `${base()}/consent/${placeholder.token("consent", linkId)}/receipt`,
  signIn: (tokenId: string) =>
    `${base()}/sign-in/confirm?token=${placeholder.token("sign-in", tokenId)}`,
  remindersOff: (id: string) => `${base()}/reminders-off/${placeholder.token("reminders-off", id)}`,
  customers: (slug: string, tab: "eligible" | "ineligible" | "complete") =>
    `${base()}/engagements/${slug}/customers?tab=${tab}`,
  history: (slug: string) => `${base()}/engagements/${slug}/history`,
  claim: (number: string) => `${base()}/claims/${number}`,
  askConsent: (slug: string, associationId: string) =>
    `${base()}/engagements/${slug}/customers/${associationId}/consent`,
};

function base(): string {
  return getConfig().APP_URL;
}
