import type { Sample } from "./schema";

const digestId = "5f0c3a52-6a0e-4d6e-9c3f-0d4f0b6f7a12";
const named = (...names: [string, number | null][]) =>
  names.map(([name, days]) => ({ name, days }));
const some = (count: number) => ({ count, more: false });

/** One example of a digest to somebody at a partner, and to somebody who works for the programme too. */
export function digestSamples(): Sample[] {
  const partner = {
    partnerName: "Contoso Consulting",
    ends: [
      {
        kind: "consents" as const,
        ...some(5),
        names: named(["Van Rijn & Zonen Logistiek", 0], ["Adatum", 1], ["Fabrikam", 12]),
      },
      { kind: "deliveries" as const, ...some(1), names: named(["Wide World Importers", 62]) },
    ],
    waits: [
      { kind: "not_sent" as const, ...some(2), names: named(["Adatum", 1], ["Fabrikam", 12]) },
      { kind: "claims" as const, ...some(1), names: named(["Proseware", 9]) },
      {
        kind: "follow_up" as const,
        ...some(3),
        names: named(["Litware", -3], ["Proseware", -1], ["Adatum", 0]),
      },
      { kind: "for_admin" as const, ...some(1), names: [] },
    ],
    changed: [
      {
        kind: "consented" as const,
        ...some(2),
        names: named(["Wide World Importers", null], ["Tailspin Toys", null]),
      },
      { kind: "paid" as const, ...some(1), names: named(["Litware", null]) },
    ],
  };
  const programme = {
    ...{ partnerName: null, ends: [], changed: [] },
    waits: [
      { kind: "review_over" as const, ...some(3), names: [] },
      { kind: "review_free" as const, count: 100, more: true, names: [] },
      { kind: "to_pay" as const, ...some(14), names: [] },
    ],
  };
  return [
    {
      name: "digest-daily",
      template: "digest",
      variables: { digestId, cadence: "daily", places: [partner] },
    },
    {
      name: "digest-weekly",
      template: "digest",
      variables: { digestId, cadence: "weekly", places: [partner, programme] },
    },
  ];
}
