import { overlaps, qualificationsOn } from "./rules";

const spell = (validFrom: string, validUntil: string | null, qualification = "a:1") => ({
  ...{ qualification, validFrom, validUntil },
});

test.each([
  ["the day before the first", "2026-03-09", []],
  ["the first day", "2026-03-10", ["a:1"]],
  ["the last day", "2026-03-20", ["a:1"]],
  ["the day after the last", "2026-03-21", []],
  ["a second spell", "2026-04-01", ["a:1"]],
  ["long after, without an end", "2030-01-01", ["a:1"]],
])("P26 on %s these count", (_, day, expected) => {
  const all = [spell("2026-03-10", "2026-03-20"), spell("2026-04-01", null)];
  expect(qualificationsOn(day, all)).toEqual(expected);
});

test.each([
  [spell("2026-01-01", "2026-01-31"), spell("2026-02-01", null), false],
  [spell("2026-01-01", "2026-02-01"), spell("2026-02-01", null), true],
  [spell("2026-01-01", null), spell("2027-01-01", "2027-02-01"), true],
  [spell("2026-01-01", null), spell("2026-01-01", null, "a:2"), false],
])("%j and %j share a day: %s", (one, other, expected) => {
  expect(overlaps(one, other)).toBe(expected);
  expect(overlaps(other, one)).toBe(expected);
});
