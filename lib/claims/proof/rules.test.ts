import { partsOf, templateOn } from "./rules";

test("P14 proof is what the consent fixed, and what its version offers besides", () => {
  const poe = [{ kind: "photos", optional: true as const }, { kind: "invoice" }];
  expect(partsOf(["invoice"], poe)).toEqual([
    { requirement: "photos", optional: true },
    { requirement: "invoice", optional: false },
  ]);
  expect(partsOf(["partner_survey"], [])).toEqual([
    { requirement: "partner_survey", optional: false },
  ]);
});

test("P14 a round keeps the template of the day on which it began", () => {
  const old = { url: "/templates/a.docx", version: "1", validFrom: "2026-01-01" };
  const newer = { url: "/templates/b.docx", version: "2", validFrom: "2026-07-01" };
  const of = (day: string) => templateOn(day, { templates: [newer, old] });
  expect(of("2025-12-31")).toBeNull();
  expect(of("2026-01-01")).toEqual(old);
  expect(of("2026-06-30")).toEqual(old);
  expect(of("2026-07-01")).toEqual(newer);
  expect(templateOn("2026-07-01", {})).toBeNull();
});
