import { questions } from "@/testing/surveys";
import {
  prefilled,
  readAnswers,
  refusalOf,
  sameAnswers,
  surveyStatus,
  type Answers,
} from "./rules";

const day = (text: string) => new Date(`${text}T12:00:00Z`);
const claim = {
  status: "editing" as const,
  deliveryDueAt: day("2026-06-01"),
  reviewDueAt: day("2026-07-01"),
  disputeDueAt: null,
};
const open = { answeredAt: null, replacedAt: null, closedAt: null, claim };
const now = day("2026-04-01");

test.each([
  ["editing, in time", open, now, "open"],
  ["editing, at its deadline (D9)", open, claim.deliveryDueAt, "expired"],
  [
    "action required, after the first deadline",
    { ...open, claim: { ...claim, status: "action_required" as const } },
    day("2026-06-15"),
    "open",
  ],
  [
    "action required, at the end of the review window",
    { ...open, claim: { ...claim, status: "action_required" as const } },
    claim.reviewDueAt,
    "expired",
  ],
  ["sent in", { ...open, claim: { ...claim, status: "submitted" as const } }, now, "closed"],
  ["cancelled", { ...open, claim: { ...claim, status: "cancelled" as const } }, now, "closed"],
  ["replaced (W8)", { ...open, replacedAt: now }, now, "replaced"],
  ["replaced, then too late", { ...open, replacedAt: now }, day("2026-08-01"), "replaced"],
  ["its contact can be none (D19)", { ...open, closedAt: now }, now, "other_contact"],
  ["the same, then too late", { ...open, closedAt: now }, day("2026-08-01"), "other_contact"],
  ["answered (W9)", { ...open, answeredAt: now }, now, "answered"],
  ["answered, then too late", { ...open, answeredAt: now }, day("2026-08-01"), "answered"],
])("where a survey stands: %s", (_, facts, at, expected) => {
  expect(surveyStatus(facts, at)).toBe(expected);
});

test("what is told of a survey that is answered", () => {
  expect(refusalOf("answered")).toBe("survey_answered");
});

const good = {
  q_delivered: "yes",
  q_delivered_on: "2026-03-30",
  q_satisfaction: "5",
  q_better: " More time \u0000",
};
const read = (typed: Record<string, string>) =>
  readAnswers(questions.customer, typed, "2026-04-01");

test("answers are read by the kind of their question", () => {
  expect(read(good)).toEqual({
    answers: {
      delivered: "yes",
      delivered_on: "2026-03-30",
      satisfaction: 5,
      better: "More time",
    },
    errors: [],
  });
});

test("a day is read as people type it, and kept as a calendar day", () => {
  expect(read({ ...good, q_delivered_on: "30-3-2026" }).answers.delivered_on).toBe("2026-03-30");
});

test("what is not asked is neither needed nor kept", () => {
  expect(read({ ...good, q_delivered: "no" })).toEqual({
    answers: { delivered: "no", better: "More time" },
    errors: [],
  });
});

test.each([
  ["nothing", {}, ["q_delivered choose_one"]],
  ["a choice that is none", { ...good, q_delivered: "perhaps" }, ["q_delivered choose_one"]],
  [
    "a whole page left empty",
    { q_delivered: "yes" },
    ["q_delivered_on date_needed", "q_satisfaction choose_rating"],
  ],
  ["no such day", { ...good, q_delivered_on: "2026-02-30" }, ["q_delivered_on invalid_date"]],
  ["a day in words", { ...good, q_delivered_on: "last week" }, ["q_delivered_on invalid_date"]],
  ["tomorrow", { ...good, q_delivered_on: "2026-04-02" }, ["q_delivered_on date_in_future"]],
  ["six of five", { ...good, q_satisfaction: "6" }, ["q_satisfaction choose_rating"]],
  ["none of five", { ...good, q_satisfaction: "0" }, ["q_satisfaction choose_rating"]],
  ["too much", { ...good, q_better: "x".repeat(2_001) }, ["q_better too_long"]],
])("what is wrong stands at its question: %s", (_, typed: Record<string, string>, expected) => {
  expect(read(typed).errors.map(({ field, code }) => `${field} ${code}`)).toEqual(expected);
});

test("today is not the future", () => {
  expect(read({ ...good, q_delivered_on: "2026-04-01" }).errors).toEqual([]);
});

test("P1: what fits the questions of now is filled in beforehand, and nothing else", () => {
  const before: Answers = { outcome: "all", next_steps: "A pilot", gone: "x" };
  expect(prefilled(questions.partner, before, "2026-04-01")).toEqual({
    q_outcome: "all",
    q_next_steps: "A pilot",
  });
  expect(prefilled(questions.partner, { outcome: "withdrawn" }, "2026-04-01")).toEqual({});
  expect(prefilled(questions.partner, null, "2026-04-01")).toEqual({});
});

test("the same answers are the same in any order", () => {
  expect(sameAnswers({ a: 1, b: "x" }, { b: "x", a: 1 })).toBe(true);
  expect(sameAnswers({ a: 1 }, { a: 1, b: "x" })).toBe(false);
});
