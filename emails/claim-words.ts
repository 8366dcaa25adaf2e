import { translator, type Locale } from "@/messages";
import { wordsOf } from "./words";
import { partnerFacts, type Fact, type Workshop } from "./workshop";
import { contentLanguage } from "@/messages/languages";

export type Claim = Workshop & { claimNumber: string };

/** The facts that stand in every e-mail about a workshop claim. */
export function claimFacts(locale: Locale, claim: Claim): Fact[] {
  return [
    [wordsOf(locale)("facts.claimNumber"), claim.claimNumber],
    ...partnerFacts(locale, claim),
  ];
}

type Written = Record<"en" | "nl", string>;

/** What is wrong, and with what, as the programme calls both; null: with the claim as a whole. */
export type Reason = { words: Written; label: Written | null };

/** "Invoice – The name of the customer is missing". */
export function reasonWords(locale: Locale, { label, words }: Reason): string {
  const t = translator(locale, "review");
  return t("reason", {
    group: label?.[contentLanguage(locale)] ?? t("general"),
    reason: words[contentLanguage(locale)],
  });
}
