import type { useTranslations } from "next-intl";
import type { Tone } from "@/components/ui/status";
import type { CustomerLine } from "@/lib/views/customers-page";
import { claimTone } from "@/components/claims/claim-tone";

type CustomerState = CustomerLine["state"];
type CustomerWords = ReturnType<typeof useTranslations<"customers">>;

/** Formatting is the dearest part of a row, and few different counts ever come: kept by language. */
const keptWords = new Map<string, string>();

function daysWords(
  key: "consentDays" | "deliveryDays",
  days: number,
  t: CustomerWords,
  locale: string,
) {
  const name = `${locale} ${key} ${days}`;
  const words = keptWords.get(name) ?? t(`status.${key}`, { days });
  keptWords.set(name, words);
  return words;
}

/** What column Status says. */
export function statusOf(state: CustomerState, t: CustomerWords, locale: string): string {
  switch (state.kind) {
    case "known":
      return t("status.known");
    case "to_ask":
    case "asked":
      return daysWords("consentDays", state.daysLeft, t, locale);
    case "active":
      return daysWords("deliveryDays", state.daysLeft, t, locale);
    case "ineligible":
      return t(`status.${state.reason}`);
    case "completed":
      return t("status.completed");
    case "claimed":
      return t(`claim.${state.claimStatus}`);
  }
}

/** The shape and colour beside it. */
export function toneOf(state: CustomerState): Tone {
  switch (state.kind) {
    case "known":
      return "neutral";
    case "to_ask":
    case "asked":
      return state.daysLeft <= 3 ? "danger" : state.daysLeft <= 7 ? "warning" : "pending";
    case "active":
      return state.daysLeft <= 7 ? "danger" : state.daysLeft <= 14 ? "warning" : "success";
    case "ineligible":
      return "danger";
    case "completed":
      return "success";
    case "claimed":
      return claimTone[state.claimStatus];
  }
}

/** What stands before and after the row's id in the address that its action leads to, from the engagement's own. */
export function addressOf(state: CustomerState): [before: string, after: string] {
  switch (state.action) {
    case "claim_customer":
      return ["customers/", "/claim"];
    case "why":
      return ["customers/", "/eligibility"];
    case "trigger_consent":
    case "resend_consent":
      return ["rounds/", "/consent"];
    case "submit_claim":
    case "view_claim":
      return ["/claims/", ""];
    case null:
      return ["", ""];
  }
}
