import { fixture } from "@/testing/fixture";
import { usd } from "@/testing/money";
import {
  claimStatuses,
  dueOf,
  isEnd,
  isHeld,
  isOpen,
  mayMove,
  moves,
  openRequirements,
  payoutOf,
  statusAt,
  type Clocks,
} from "./rules";

const make = fixture();

test("the database holds the same moves (section 6)", async () => {
  const held = await make.sql("select from_status, to_status, mover from claim_moves");
  const mine = moves.map(({ from, to, mover }) => ({ from_status: from, to_status: to, mover }));
  const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort();
  expect(sorted(held)).toEqual(sorted(mine));
});

test("the table of section 6, status by status: who moves a claim on, and where it ends", () => {
  const next = (from: string) =>
    moves.filter((move) => move.from === from).map(({ to, mover }) => `${mover}: ${to}`);
  expect(Object.fromEntries(claimStatuses.map((status) => [status, next(status)]))).toEqual({
    editing: [
      "partner: submitted",
      "partner: cancelled",
      "customer: cancelled",
      "operator: cancelled",
      "clock: not_submitted_expired",
    ],
    submitted: ["operator: under_review"],
    under_review: ["operator: action_required", "operator: approved", "operator: rejected"],
    action_required: ["partner: submitted", "clock: post_submission_expired"],
    approved: ["operator: paid"],
    paid: ["bank: approved"],
    rejected: ["partner: disputed", "clock: dispute_expired"],
    disputed: ["operator: approved", "operator: rejected_final"],
    rejected_final: [],
    cancelled: [],
    not_submitted_expired: [],
    post_submission_expired: [],
    dispute_expired: [],
  });
  expect(claimStatuses.filter(isEnd)).toEqual([
    "paid",
    "rejected_final",
    "cancelled",
    "not_submitted_expired",
    "post_submission_expired",
    "dispute_expired",
  ]);
  expect(claimStatuses.filter(isHeld)).toEqual(["submitted", "under_review", "disputed"]);
  expect(claimStatuses.filter(isOpen)).toEqual(["editing", "action_required"]);
});

test("a move by somebody else is no move (W11–W14)", () => {
  expect(mayMove({ from: "under_review", to: "approved", mover: "operator" })).toBe(true);
  expect(mayMove({ from: "under_review", to: "approved", mover: "partner" })).toBe(false);
  expect(mayMove({ from: "submitted", to: "approved", mover: "operator" })).toBe(false);
  expect(mayMove({ from: "submitted", to: "cancelled", mover: "partner" })).toBe(false);
});

describe("payoutOf (D27)", () => {
  it.each([
    ["editing", 4_000],
    ["submitted", 4_000],
    ["under_review", 4_000],
    ["action_required", 4_000],
    ["approved", 4_000],
    ["paid", 4_000],
    ["rejected", 4_000],
    ["disputed", 4_000],
    ["rejected_final", 0],
    ["cancelled", 0],
    ["not_submitted_expired", 0],
    ["post_submission_expired", 0],
    ["dispute_expired", 0],
  ] as const)("%s counts as %i", (status, payout) => {
    expect(payoutOf(status, usd(4_000))).toEqual(usd(payout));
    expect(payoutOf(status, null)).toBeNull();
  });
});

describe("the clocks (W11, D9)", () => {
  const day = (date: string) => new Date(`${date}T22:00:00Z`);
  const claim: Omit<Clocks, "status"> = {
    deliveryDueAt: day("2026-06-01"),
    reviewDueAt: day("2026-07-01"),
    disputeDueAt: day("2026-08-01"),
  };
  const cases = [
    ["editing", claim.deliveryDueAt, "not_submitted_expired"],
    ["action_required", claim.reviewDueAt, "post_submission_expired"],
    ["rejected", day("2026-08-01"), "dispute_expired"],
  ] as const;

  test.each(cases)(
    "%s runs until its own deadline, and is in time before it",
    (status, due, ran) => {
      const facts = { ...claim, status };
      expect(dueOf(facts)).toEqual(due);
      expect(statusAt(facts, new Date(due.getTime() - 1))).toBe(status);
      expect(statusAt(facts, due)).toBe(ran);
    },
  );

  test("nothing that the programme holds runs out", () => {
    for (const status of ["submitted", "under_review", "approved", "disputed", "paid"] as const) {
      expect(statusAt({ ...claim, status }, day("2030-01-01"))).toBe(status);
      expect(dueOf({ ...claim, status })).toBeNull();
    }
  });
});

describe("what a claim still lacks (W3, W11)", () => {
  const all = [
    "invoice",
    "findings_and_recommendations",
    "partner_survey",
    "customer_survey",
  ] as const;
  const nothing = { documents: [], partnerSurveyAnswered: false, customerSurveyAnswered: false };

  test("everything that it requires, and nothing else", () => {
    expect(openRequirements(all, nothing)).toEqual(all);
    expect(openRequirements(["customer_survey", "photos"], nothing)).toEqual([
      "customer_survey",
      "photos",
    ]);
    expect(openRequirements([], nothing)).toEqual([]);
  });

  test("less each thing that is there", () => {
    expect(openRequirements(all, { ...nothing, documents: ["invoice"] })).toEqual(all.slice(1));
    expect(openRequirements(all, { ...nothing, partnerSurveyAnswered: true })).not.toContain(
      "partner_survey",
    );
    expect(openRequirements(all, { ...nothing, customerSurveyAnswered: true })).not.toContain(
      "customer_survey",
    );
    expect(
      openRequirements(all, {
        documents: ["invoice", "findings_and_recommendations"],
        partnerSurveyAnswered: true,
        customerSurveyAnswered: true,
      }),
    ).toEqual([]);
  });
});
