import type { getTranslations } from "next-intl/server";

type Words = Awaited<ReturnType<typeof getTranslations<"review">>>;

/** "Invoice – The name of the customer is missing"; a code without words of its own says "other". */
export function reasonText(
  t: Words,
  { requirement, code }: { requirement: string; code: string },
): string {
  const group = groups.find((one) => one === requirement) ?? "general";
  const reason = codes.find((one) => one === code) ?? "other";
  return t("reason", { group: t(`groups.${group}`), reason: t(`reasons.${reason}`) });
}

const groups = [
  "invoice",
  "findings_and_recommendations",
  "partner_survey",
  "customer_survey",
  "general",
] as const;
const codes = [
  "customer_name_missing",
  "wrong_amount",
  "wrong_date",
  "wrong_customer",
  "incomplete",
  "unreadable",
  "not_this_workshop",
  "customer_not_named",
  "personal_data_visible",
  "old_template",
  "contradicts_documents",
  "wrong_person",
  "outside_window",
  "other",
] as const;
