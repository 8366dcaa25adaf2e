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
type Groups = keyof (typeof messages)["en"]["review"]["groups"];

/** "Invoice: the name of the customer is missing"; a code without words of its own says "other". */
export function reasonWords(
  locale: Locale,
  { requirement, code }: { requirement: string; code: string },
): string {
  const t = translator(locale, "review");
  const { reasons, groups } = messages[locale].review;
  const group = (name: string): name is Groups => Object.hasOwn(groups, name);
  const reason = (name: string): name is Reasons => Object.hasOwn(reasons, name);
  return t("reason", {
    group: t(`groups.${group(requirement) ? requirement : "general"}`),
    reason: t(`reasons.${reason(code) ? code : "other"}`),
  });
}
