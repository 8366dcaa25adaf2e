import { messages, translator, type Locale } from "@/messages";
import { wordsOf } from "./words";
import { partnerFacts, type Fact, type Workshop } from "./workshop";

export type Claim = Workshop & { claimNumber: string };

/** The facts that stand in every e-mail about a workshop claim. */
export function claimFacts(locale: Locale, claim: Claim): Fact[] {
  return [
    [wordsOf(locale)("facts.claimNumber"), claim.claimNumber],
    ...partnerFacts(locale, claim),
  ];
}

type Reasons = keyof (typeof messages)["en"]["review"]["reasons"];

/** What is wrong, and with what, as the programme calls it; null: with the claim as a whole. */
export type Reason = { code: string; label: Record<Locale, string> | null };

/** "Invoice: the name of the customer is missing"; a code without words of its own says "other". */
export function reasonWords(locale: Locale, { label, code }: Reason): string {
  const t = translator(locale, "review");
  const reason = (name: string): name is Reasons =>
    Object.hasOwn(messages[locale].review.reasons, name);
  return t("reason", {
    group: label?.[locale] ?? t("general"),
    reason: t(`reasons.${reason(code) ? code : "other"}`),
  });
}
