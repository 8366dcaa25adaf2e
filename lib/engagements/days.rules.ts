export const kindsOfDays = ["consentDays", "deliveryDays", "reviewDays", "disputeDays"] as const;
export type KindOfDays = (typeof kindsOfDays)[number];

/** D5: the days of an engagement of which nobody said others. */
export const usualDays: Record<KindOfDays, number> = {
  consentDays: 30,
  deliveryDays: 90,
  reviewDays: 120,
  disputeDays: 30,
};
