import { formats } from "./formats";
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
  expect([en.money(12_500), en.money("1234.50", "EUR"), en.money("1234.00", "CAD")]).toEqual([
    "US$12,500",
    "€1,234.50",
    "CA$1,234",
  ]);
  expect([nl.money(12_500), nl.money("1234.50", "EUR"), nl.money(0)].map(plain)).toEqual([
    "US$ 12.500",
    "€ 1.234,50",
    "US$ 0",
  ]);
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
