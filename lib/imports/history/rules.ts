import type { FieldError } from "../../errors";

/** What a row says of a round from before this product, in calendar days at its location (P19). */
export type Said = {
  askedOn: string;
  consentedOn: string | null;
  declinedOn: string | null;
  expiredOn: string | null;
  withdrawnOn: string | null;
  completedOn: string | null;
};
export const dayColumns = [
  "askedOn",
  "consentedOn",
  "declinedOn",
  "expiredOn",
  "withdrawnOn",
  "completedOn",
] as const;

/** What else is known of a customer and an engagement: rounds of all partners, those of the rows above too. */
export type Other = {
  partnerId: string;
  /** The first day, and the one on which it was over; null: it is not. */
  from: string;
  until: string | null;
  consented: boolean;
  /** Its contact was asked and can answer now. */
  asked: boolean;
};

/** What is wrong with the days of a round by themselves. */
export function faultsOfDays(said: Said, today: string): FieldError[] {
  const faults: FieldError[] = [];
  for (const field of dayColumns) {
    const value = said[field];
    if (value !== null && value > today) faults.push({ field, code: "import_day_to_come" });
  }
  const answers = (["consentedOn", "declinedOn", "expiredOn"] as const).filter((one) => said[one]);
  for (const field of answers.slice(1)) faults.push({ field, code: "import_two_answers" });
  for (const field of answers) {
    const early = field === "expiredOn" ? said.expiredOn === said.askedOn : false;
    if (early || (said[field] ?? "") < said.askedOn)
      faults.push({ field, code: "dates_out_of_order" });
  }
  if (said.withdrawnOn && said.completedOn)
    faults.push({ field: "completedOn", code: "import_two_answers" });
  for (const field of ["withdrawnOn", "completedOn"] as const) {
    const day = said[field];
    if (!day) continue;
    if (!said.consentedOn) faults.push({ field, code: "import_consent_first" });
    else if (day < said.consentedOn) faults.push({ field, code: "dates_out_of_order" });
  }
  return faults;
}

/** The day on which it was over, by what is said or because its days ran out; null: it runs, or was completed. */
export function overOn(
  { askedOn, consentedOn, declinedOn, expiredOn, withdrawnOn, completedOn }: Said,
  {
    consentDays,
    deliveryDays,
    today,
  }: { consentDays: number; deliveryDays: number; today: string },
): string | null {
  const over = declinedOn ?? expiredOn ?? withdrawnOn;
  if (over !== null || completedOn !== null) return over;
  const lapsed = consentedOn ? dayAfter(consentedOn, deliveryDays) : dayAfter(askedOn, consentDays);
  return lapsed <= today ? lapsed : null;
}

/** The first day after so many days behind this one. */
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + (days + 1) * 86_400_000).toISOString().slice(0, 10);

/** What hinders a round beside the others of its customer and engagement (S12, S13, D8); null: nothing. */
export function clashOf(
  round: Other,
  others: readonly Other[],
  consentsPerCustomer: number,
): FieldError | null {
  const over = (one: Other) => one.until ?? "9999";
  const own = others.find(
    (one) => one.partnerId === round.partnerId && one.from < over(round) && round.from < over(one),
  );
  if (own)
    return {
      field: "askedOn",
      code: own.until === null ? "import_round_open" : "import_round_overlaps",
    };
  if (!round.consented || round.until !== null) return null;
  const held = others.filter((one) => one.consented && one.until === null);
  if (held.length >= consentsPerCustomer)
    return { field: "consentedOn", code: "import_consents_given" };
  const full = held.length + 1 >= consentsPerCustomer;
  const asked = others.some((one) => one.asked && one.partnerId !== round.partnerId);
  return full && asked ? { field: "consentedOn", code: "import_being_asked" } : null;
}
