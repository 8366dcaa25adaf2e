import { formats } from "./formats";
import { currencies, decimalOf, wholeOf } from "./money";
import { directionOf } from "./direction";
import { usd } from "@/testing/money";
import { lastMoment } from "./dates";
import { isCountry } from "./names";

const at = new Date("2026-07-10T13:04:00Z");
const winter = new Date("2026-01-10T13:04:00Z");
const en = formats("en");
const nl = formats("nl");
/** No-break spaces are written as spaces here. */
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, " ");

test("a day, in the length of its place, in each language", () => {
  const day = { at: new Date("2026-03-31T22:30:00Z"), zone: "Europe/Amsterdam" };
  expect([en.shortDay(day), en.day(day), en.fullDay(day)]).toEqual([
    "1 Apr 2026",
    "1 April 2026",
    "Wednesday 1 April 2026",
  ]);
  expect([nl.shortDay(day), nl.day(day), nl.fullDay(day)]).toEqual([
    "1 apr 2026",
    "1 april 2026",
    "woensdag 1 april 2026",
  ]);
  expect(en.shortDay("2026-03-31")).toBe("31 Mar 2026");
  expect([en.month("2026-03-01"), nl.month("2026-03")]).toEqual(["March 2026", "maart 2026"]);
  expect([en.days("2026-03-01", "2026-03-02"), nl.days("2026-03-01", null)]).toEqual([
    "1 March 2026 – 2 March 2026",
    "1 maart 2026",
  ]);
});

test("K14 a language says which way it is written", () => {
  expect(["ar", "he", "fa", "ur-PK"].map(directionOf)).toEqual(["rtl", "rtl", "rtl", "rtl"]);
  expect(["en", "nl", "qx"].map(directionOf)).toEqual([undefined, undefined, undefined]);
});

test("a clock always says its zone", () => {
  expect(en.shortInstant(at, "Europe/Amsterdam")).toBe("10 Jul 2026, 15:04 CEST");
  expect(nl.instant(winter, "Europe/Amsterdam")).toBe("10 januari 2026, 14:04 CET");
  expect(en.instant(at, "UTC")).toBe("10 July 2026, 13:04 UTC");
  expect(en.instant(at, "America/New_York")).toBe("10 July 2026, 09:04 UTC-4");
  expect(nl.clock(at, "Europe/Amsterdam")).toBe("15:04 CEST");
  expect(en.fullInstant(at, "Europe/Amsterdam")).toBe(
    "Friday 10 July 2026, 15:04 (Central European Time, UTC+2)",
  );
  expect(nl.fullInstant(winter, "Europe/Amsterdam")).toBe(
    "zaterdag 10 januari 2026, 14:04 uur (Midden-Europese tijd, UTC+1)",
  );
  expect(en.fullInstant(at, "UTC")).toBe("Friday 10 July 2026, 13:04 (UTC)");
  expect(nl.zoneOf("2026-07-10", "Asia/Kolkata")).toBe("Indiase tijd, UTC+5:30");
});

test("midnight is 00:00, and a deadline is told as its last minute", () => {
  const due = new Date("2026-03-31T22:00:00Z");
  expect(nl.shortInstant(due, "Europe/Amsterdam")).toBe("1 apr 2026, 00:00 CEST");
  expect(nl.shortInstant(lastMoment(due), "Europe/Amsterdam")).toBe("31 mrt 2026, 23:59 CEST");
});

test("money says which, and has no cents when there are none", () => {
  const written = [
    { amount: "1234.50", currency: "EUR" },
    { amount: "1234.00", currency: "CAD" },
  ];
  expect([usd(12_500), ...written].map(en.money)).toEqual(["US$12,500", "€1,234.50", "CA$1,234"]);
  expect([usd(12_500), ...written, usd(0)].map(nl.money).map(plain)).toEqual([
    "US$ 12.500",
    "€ 1.234,50",
    "C$ 1.234",
    "US$ 0",
  ]);
});

test.each([
  [{ minor: 450_005, currency: "EUR" }, "4500.05", "€4,500.05"],
  [{ minor: 5, currency: "EUR" }, "0.05", "€0.05"],
  [{ minor: 0, currency: "EUR" }, "0.00", "€0"],
  [{ minor: 600_000, currency: "JPY" }, "600000", "JP¥600,000"],
  [{ minor: 0, currency: "JPY" }, "0", "JP¥0"],
  [{ minor: 1_500_250, currency: "KWD" }, "1500.250", "KWD 1,500.250"],
  [{ minor: 25, currency: "KWD" }, "0.025", "KWD 0.025"],
  [{ minor: 999_999_999_999_999, currency: "USD" }, "9999999999999.99", "US$9,999,999,999,999.99"],
])("P30 %j has the digits of its currency: %s", (money, decimal, words) => {
  expect(decimalOf(money)).toBe(decimal);
  expect(plain(en.money(money))).toBe(words);
});

test("a whole number of units is that many in every currency", () => {
  for (const currency of currencies)
    expect(Number(decimalOf(wholeOf(4_500, currency)))).toBe(4_500);
});

test("counts, shares, points and sizes", () => {
  expect([
    en.count(1_234),
    en.share(0.625),
    en.points(0.025),
    en.size(0),
    en.size(1_260_000),
  ]).toEqual(["1,234", "62.5%", "2.5", "1 kB", "1.2 MB"]);
  expect(
    [nl.count(1_234), nl.share(0.625), nl.points(0.025), nl.size(5_000), nl.size(1_260_000)].map(
      plain,
    ),
  ).toEqual(["1.234", "62,5%", "2,5", "5 kB", "1,2 MB"]);
});

test("countries and lists", () => {
  expect([en.country("DE"), nl.country("DE"), nl.country("Atlantis")]).toEqual([
    "Germany",
    "Duitsland",
    "Atlantis",
  ]);
  expect(["NL", "EU", "ZZ", "nl", "DD"].map(isCountry)).toEqual([true, false, false, false, false]);
  expect([en.all(["a", "b", "c"]), nl.any(["a", "b", "c"])]).toEqual(["a, b and c", "a, b of c"]);
});
