import { whyNotAsk } from "./rules";

const due = new Date("2026-04-09T22:00:00.000Z");
const before = new Date(due.getTime() - 1);
const open = { consentDueAt: due, consentedAt: null, endedAt: null, endReason: null };

test.each([
  ["in time, to the last instant (D9)", open, before, null],
  ["at the deadline", open, due, "expired"],
  ["after the answer", { ...open, consentedAt: before }, before, "already_answered"],
  [
    "after a decline",
    { ...open, endedAt: before, endReason: "declined" },
    before,
    "already_answered",
  ],
  [
    "after an expiry that was recorded",
    { ...open, endedAt: due, endReason: "consent_expired" },
    due,
    "expired",
  ],
  [
    "after a withdrawal",
    { ...open, consentedAt: before, endedAt: before, endReason: "withdrawn" },
    before,
    "round_ended",
  ],
])("S46–S54: the customer can be asked: %s", (_, facts, now, reason) => {
  expect(whyNotAsk(facts, now)).toBe(reason);
});
