import { availability, bandOf, isOpenToAdd, lastDay, rateAt, type Rate } from "./rules";
import { usd } from "@/testing/money";

const dates = (
  availableFrom: string,
  availableUntil: string | null,
  lastDayToAdd: string | null,
) => ({
  availableFrom,
  availableUntil,
  lastDayToAdd,
});

test.each([
  [dates("2026-03-11", null, null), "upcoming"],
  [dates("2026-03-10", null, null), "active"],
  [dates("2025-01-01", "2026-03-10", null), "active"],
  [dates("2025-01-01", "2026-03-09", null), "expired"],
  [dates("2025-01-01", null, "2026-03-09"), "expired"],
  [dates("2025-01-01", "2026-06-30", "2026-03-10"), "active"],
  [dates("2025-01-01", "2026-03-09", "2026-06-30"), "expired"],
])("section 7: %j is %s on the tenth of March", (engagement, expected) => {
  const noon = new Date("2026-03-10T12:00:00Z");
  expect(availability(engagement, noon, "Europe/Amsterdam")).toBe(expected);
  expect(isOpenToAdd(engagement, noon, "Europe/Amsterdam")).toBe(expected === "active");
});

test("D9: the last day to add lasts until midnight at the location, not in London", () => {
  const engagement = dates("2025-01-01", null, "2026-03-10");
  const instant = new Date("2026-03-10T23:30:00Z");
  expect(isOpenToAdd(engagement, instant, "America/New_York")).toBe(true);
  expect(isOpenToAdd(engagement, instant, "Europe/London")).toBe(true);
  expect(isOpenToAdd(engagement, instant, "Europe/Amsterdam")).toBe(false);
});

test("the last day is the earlier one of both", () => {
  expect(lastDay(dates("2025-01-01", "2026-01-01", "2025-12-01"))).toBe("2025-12-01");
  expect(lastDay(dates("2025-01-01", null, null))).toBeNull();
});

test("D16: a country that is not listed is in the band for the others", () => {
  const bands = [
    { key: "A", elsewhere: false, countries: ["NL"] },
    { key: "B", elsewhere: false, countries: ["SG"] },
    { key: "C", elsewhere: true, countries: [] },
  ];
  expect(["NL", "SG", "BR"].map((country) => bandOf(bands, country))).toEqual(["A", "B", "C"]);
  expect(bandOf(bands.slice(0, 2), "BR")).toBe("");
});

test("D16: the rate of a day is the one that became valid last", () => {
  const rates: Rate[] = [
    { band: "A", validFrom: "2022-11-01", amount: usd(5000) },
    { band: "A", validFrom: "2023-07-01", amount: usd(6000) },
    { band: "B", validFrom: "2022-11-01", amount: null },
  ];
  expect(rateAt(rates, "A", "2022-10-31")).toBeNull();
  expect(rateAt(rates, "A", "2022-11-01")?.amount).toEqual(usd(5000));
  expect(rateAt(rates, "A", "2023-06-30")?.amount).toEqual(usd(5000));
  expect(rateAt(rates, "A", "2023-07-01")?.amount).toEqual(usd(6000));
  expect(rateAt(rates, "B", "2024-01-01")).toMatchObject({ amount: null });
  expect(rateAt(rates, "C", "2024-01-01")).toBeNull();
});
