import fc from "fast-check";
import { daysLeft, deadline, lastDate } from "./deadline";

const zones = [
  "Europe/Amsterdam",
  "America/New_York",
  "Pacific/Auckland",
  "Asia/Kolkata",
  "America/Santiago",
  "Africa/Cairo",
  "Pacific/Apia",
  "Asia/Tokyo",
  "Australia/Lord_Howe",
  "UTC",
];
const instants = fc.date({
  min: new Date("2022-01-01"),
  max: new Date("2035-01-01"),
  noInvalidDate: true,
});

describe("D9 deadlines", () => {
  it("D9 says 30 on the day of adding, 1 on the day before the last, 0 on the last", () => {
    const zone = "Europe/Amsterdam";
    const due = deadline(new Date("2026-03-01T22:30:00Z"), 30, zone);
    expect(due.toISOString()).toBe("2026-03-31T22:00:00.000Z");
    expect(lastDate(due, zone)).toBe("2026-03-31");
    const at = (iso: string) => daysLeft(due, new Date(iso), zone);
    expect(at("2026-03-01T23:59:59+01:00")).toBe(30);
    expect(at("2026-03-02T00:00:00+01:00")).toBe(29);
    expect(at("2026-03-29T03:30:00+02:00")).toBe(2);
    expect(at("2026-03-30T00:00:00+02:00")).toBe(1);
    expect(at("2026-03-31T23:59:59+02:00")).toBe(0);
    expect(at("2026-04-01T00:00:00+02:00")).toBe(-1);
  });

  it("D9 holds at any hour, in any zone, across summer time", () => {
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: 290 }),
        (from, zone, days) => {
          const due = deadline(from, days, zone);
          expect(daysLeft(due, from, zone)).toBe(days);
          expect(daysLeft(due, new Date(due.getTime() - 1), zone)).toBe(0);
          expect(daysLeft(due, due, zone)).toBe(-1);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("D9 counts one down at each local midnight, and at no other instant", () => {
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: 60 }),
        (from, zone, hours) => {
          const due = deadline(from, 30, zone);
          const later = new Date(from.getTime() + hours * 3_600_000);
          const midnights = daysLeft(due, from, zone) - daysLeft(due, later, zone);
          const local = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
          const between =
            (Date.parse(local.format(later)) - Date.parse(local.format(from))) / 86_400_000;
          expect(midnights).toBe(between);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
