import fc from "fast-check";
import { deadline } from "../time/deadline";
import { dueReminder, stepsOf, type ReminderKind } from "./remind.rules";

const amsterdam = "Europe/Amsterdam";
const due = deadline(new Date("2026-03-02T10:00:00Z"), 30, amsterdam);
const asked = new Date("2026-03-02T10:00:00Z");
const at = (text: string) => new Date(text);

describe("D13 reminders to a customer in Amsterdam; the last day is 1 April, summer time begins on 29 March", () => {
  test.each([
    ["15 days before", "2026-03-17T09:00:00Z", null],
    ["14 days before, at 8:59", "2026-03-18T07:59:00Z", null],
    ["14 days before, at 9:00", "2026-03-18T08:00:00Z", { step: 14, daysLeft: 14 }],
    ["14 days before, at 16:59", "2026-03-18T15:59:00Z", { step: 14, daysLeft: 14 }],
    ["14 days before, at 17:00", "2026-03-18T16:00:00Z", null],
    [
      "13 days before, when the worker stood still on the 14th",
      "2026-03-19T09:00:00Z",
      { step: 14, daysLeft: 13 },
    ],
    ["7 days before", "2026-03-25T09:00:00Z", { step: 7, daysLeft: 7 }],
    ["3 days before, in summer time, at 9:00", "2026-03-29T07:00:00Z", { step: 3, daysLeft: 3 }],
    ["3 days before, in summer time, at 8:59", "2026-03-29T06:59:00Z", null],
    ["1 day before", "2026-03-31T09:00:00Z", { step: 1, daysLeft: 1 }],
    [
      "on the last day, when the worker stood still",
      "2026-04-01T09:00:00Z",
      { step: 1, daysLeft: 0 },
    ],
    ["past the deadline", "2026-04-01T22:00:00Z", null],
  ])("%s", (_name, now, expected) => {
    expect(dueReminder("answer", { due, since: asked, now: at(now), zone: amsterdam })).toEqual(
      expected,
    );
  });
});

test.each([
  ["asked that same day", "2026-03-18T05:00:00Z", null],
  ["asked the day before", "2026-03-17T05:00:00Z", { step: 14, daysLeft: 14 }],
  ["asked after the step", "2026-03-20T05:00:00Z", null],
])("a step counts when its day came after the last e-mail: %s", (_name, since, expected) => {
  const now = at(since > "2026-03-19" ? "2026-03-21T09:00:00Z" : "2026-03-18T09:00:00Z");
  expect(dueReminder("answer", { due, since: at(since), now, zone: amsterdam })).toEqual(expected);
});

test("after days of standstill: one, for the nearest step, with the days that are really left", () => {
  const now = at("2026-03-30T09:00:00Z");
  expect(dueReminder("answer", { due, since: asked, now, zone: amsterdam })).toEqual({
    step: 3,
    daysLeft: 2,
  });
  const again = { due, since: now, now: at("2026-03-30T12:00:00Z"), zone: amsterdam };
  expect(dueReminder("answer", again)).toBeNull();
});

test.each([
  ["Pacific/Auckland", "2026-03-17T20:30:00Z", 14],
  ["America/Los_Angeles", "2026-03-18T17:30:00Z", 14],
  ["Asia/Kolkata", "2026-03-18T05:30:00Z", 14],
])("days and hours are those of the place: %s", (zone, now, step) => {
  const there = deadline(asked, 30, zone);
  expect(dueReminder("answer", { due: there, since: asked, now: at(now), zone })?.step).toBe(step);
});

test("deliveries are reminded of 30 days before, too", () => {
  const last = deadline(asked, 90, amsterdam);
  const now = at("2026-05-01T08:00:00Z");
  expect(dueReminder("delivery", { due: last, since: asked, now, zone: amsterdam })).toEqual({
    step: 30,
    daysLeft: 30,
  });
  expect(dueReminder("not_sent", { due: last, since: asked, now, zone: amsterdam })).toBeNull();
});

test("whenever the worker runs: each step once at most, never at night, never twice a day", () => {
  const kinds = fc.constantFrom<ReminderKind>("answer", "not_sent", "delivery");
  const zones = fc.constantFrom(
    "Europe/Amsterdam",
    "America/New_York",
    "Asia/Tokyo",
    "Pacific/Chatham",
    "America/Sao_Paulo",
  );
  const runs = fc.array(fc.integer({ min: 0, max: 31 * 24 }), { maxLength: 200 });
  fc.assert(
    fc.property(
      kinds,
      zones,
      fc.date({ min: at("2025-01-01"), max: at("2030-01-01"), noInvalidDate: true }),
      runs,
      (kind, zone, start, hours) => {
        const end = deadline(start, 30, zone);
        const sent: { step: number; daysLeft: number }[] = [];
        let since = start;
        for (const hour of [...hours].sort((a, b) => a - b)) {
          const now = new Date(start.getTime() + hour * 3_600_000);
          const found = dueReminder(kind, {
            due: end,
            since: kind === "answer" ? since : start,
            now,
            zone,
          });
          if (!found || sent.some(({ step }) => step === found.step)) continue;
          sent.push(found);
          since = now;
        }
        expect(sent.length).toBeLessThanOrEqual(stepsOf[kind].length);
        expect(sent.map(({ step }) => step)).toEqual(
          [...sent.map(({ step }) => step)].sort((a, b) => b - a),
        );
        for (const { step, daysLeft } of sent) expect(daysLeft).toBeLessThanOrEqual(step);
        const days = sent.map(({ daysLeft }) => daysLeft);
        expect(new Set(days).size).toBe(days.length);
      },
    ),
    { numRuns: 300 },
  );
});
