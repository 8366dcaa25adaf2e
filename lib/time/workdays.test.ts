import fc from "fast-check";
import { overBefore, targetDay, workdaysLeft, type Target } from "./workdays";

const week = { days: 3, workdays: [1, 2, 3, 4, 5], zone: "Europe/Amsterdam" };
const at = (text: string) => new Date(text);

test.each([
  ["2026-11-23T09:00:00Z", "2026-11-26"], // Monday → Thursday
  ["2026-11-26T09:00:00Z", "2026-12-01"], // Thursday → Tuesday
  ["2026-11-27T22:59:00Z", "2026-12-02"], // Friday, a minute before midnight
  ["2026-11-27T23:00:00Z", "2026-12-02"], // Saturday
  ["2026-11-29T09:00:00Z", "2026-12-02"], // Sunday
])("what came at %s has until %s", (from, day) => {
  expect(targetDay(at(from), week)).toBe(day);
});

test("days left are working days; what ended before a weekend is over on it", () => {
  const left = (now: string) => workdaysLeft("2026-11-27", at(`${now}T12:00:00Z`), week);
  expect(
    ["2026-11-23", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-30", "2026-12-01"].map(left),
  ).toEqual([4, 1, 0, -1, -1, -2]);
  expect(workdaysLeft("2026-12-01", at("2026-11-28T12:00:00Z"), week)).toBe(2);
});

test("what came before that instant is over, and nothing else, wherever and however one works", () => {
  const target: fc.Arbitrary<Target> = fc.record({
    days: fc.integer({ min: 1, max: 30 }),
    workdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    zone: fc.constantFrom("Europe/Amsterdam", "America/New_York", "Pacific/Apia", "UTC"),
  });
  const when = fc.date({
    min: at("2026-01-01T00:00:00Z"),
    max: at("2026-06-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(target, when, when, (of, a, b) => {
      const [from, now] = a < b ? [a, b] : [b, a];
      const over = workdaysLeft(targetDay(from, of), now, of) < 0;
      expect(from < overBefore(now, of)).toBe(over);
    }),
  );
});
