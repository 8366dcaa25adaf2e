import fc from "fast-check";
import { dateIn, daysLeft, deadline } from "../../time/deadline";
import { heldBefore, isReviewed, reviewDueAfter } from "./rules";
import { codesFor } from "./reasons.rules";
import { reasonedInput, payInput } from "./schema";

const zones = [
  "Europe/Amsterdam",
  "America/New_York",
  "Pacific/Auckland",
  "America/Santiago",
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "UTC",
];
const DAY = 86_400_000;
const instants = fc.date({
  min: new Date("2023-01-01"),
  max: new Date("2034-01-01"),
  noInvalidDate: true,
});

describe("D17 until when the partner may act after the programme held the claim", () => {
  type Story = {
    consentedAt: Date;
    timeZone: string;
    reviewDays: number;
    /** Where within the window it was sent in. */
    share: number;
    /** How long the programme held it. */
    hours: number;
  };
  const held = fc.record<Story>({
    consentedAt: instants,
    timeZone: fc.constantFrom(...zones),
    reviewDays: fc.integer({ min: 1, max: 290 }),
    share: fc.double({ min: 0, max: 0.999_999, noNaN: true }),
    hours: fc.integer({ min: 0, max: 24 * 500 }),
  });
  const played = ({ consentedAt, timeZone, reviewDays, share, hours }: Story) => {
    const reviewDueAt = deadline(consentedAt, reviewDays, timeZone);
    const submittedAt = new Date(
      consentedAt.getTime() + share * (reviewDueAt.getTime() - consentedAt.getTime()),
    );
    const now = new Date(submittedAt.getTime() + hours * 3_600_000);
    return { claim: { reviewDueAt, submittedAt, timeZone }, now };
  };

  it("has as many days left as on the day of sending in, at any hour and across summer time", () => {
    fc.assert(
      fc.property(held, (story) => {
        const { claim, now } = played(story);
        const due = reviewDueAfter({ ...claim, clockStandsStill: true }, now);
        const left = daysLeft(claim.reviewDueAt, claim.submittedAt, claim.timeZone);
        expect(daysLeft(due, now, claim.timeZone)).toBe(left);
        expect(due.getTime()).toBeGreaterThan(now.getTime());
        expect(due.getTime()).toBeGreaterThanOrEqual(claim.reviewDueAt.getTime());
      }),
      { numRuns: 2_000 },
    );
  });

  it("ends at a midnight of the location, and on the same day is the same instant", () => {
    fc.assert(
      fc.property(held, (story) => {
        const { claim, now } = played(story);
        const due = reviewDueAfter({ ...claim, clockStandsStill: true }, now);
        const { timeZone } = claim;
        expect(dateIn(new Date(due.getTime() - 1), timeZone)).not.toBe(dateIn(due, timeZone));
        const again = reviewDueAfter({ ...claim, clockStandsStill: true }, claim.submittedAt);
        expect(again).toEqual(claim.reviewDueAt);
      }),
      { numRuns: 500 },
    );
  });

  it("stays where it was when the clock does not stand still", () => {
    fc.assert(
      fc.property(held, (story) => {
        const { claim, now } = played(story);
        expect(reviewDueAfter({ ...claim, clockStandsStill: false }, now)).toBe(claim.reviewDueAt);
      }),
    );
  });

  it("counts calendar days, not periods of 24 hours", () => {
    const reviewDueAt = deadline(new Date("2026-03-01T12:00:00Z"), 60, "Europe/Amsterdam");
    const claim = { reviewDueAt, timeZone: "Europe/Amsterdam", clockStandsStill: true };
    const due = (submitted: string, now: string) =>
      (reviewDueAfter({ ...claim, submittedAt: new Date(submitted) }, new Date(now)).getTime() -
        reviewDueAt.getTime()) /
      DAY;
    expect(due("2026-03-28T23:59:00+01:00", "2026-03-29T00:01:00+01:00")).toBe(1);
    expect(due("2026-03-28T00:01:00+01:00", "2026-03-28T23:59:00+01:00")).toBe(0);
    expect(due("2026-03-28T12:00:00+01:00", "2026-03-31T12:00:00+02:00")).toBe(3);
  });
});

test("the programme's people hold a claim under review, and a disputed one", () => {
  expect(isReviewed("under_review")).toBe(true);
  expect(isReviewed("disputed")).toBe(true);
  expect(isReviewed("submitted")).toBe(false);
});

describe("W12 what comes in with a decision", () => {
  const form = { claimNumber: "1234567", version: "4", comment: "See the invoice." };
  const codes = (input: unknown) =>
    reasonedInput.safeParse(input).error?.issues.map(({ message, path }) => [path[0], message]);

  test("one reason, several, and each of them once", () => {
    expect(reasonedInput.parse({ ...form, reasons: "invoice:unreadable" })).toEqual({
      claimNumber: 1_234_567,
      version: 4,
      comment: "See the invoice.",
      reasons: [{ requirement: "invoice", code: "unreadable" }],
    });
    const twice = ["general:other", "invoice:wrong_date", "general:other"];
    expect(reasonedInput.parse({ ...form, reasons: twice }).reasons).toHaveLength(2);
  });

  test("a reason and a comment are required; what is no reason is none", () => {
    expect(codes(form)).toEqual([["reasons", "required_reasons"]]);
    expect(codes({ ...form, reasons: [":wrong_amount", "x"], comment: "  " })).toEqual([
      ["reasons", "required_reasons"],
      ["comment", "required_comment"],
    ]);
  });

  test("a payment reference is one a bank could have", () => {
    const pay = { claimNumber: "1234567", version: "4" };
    expect(payInput.safeParse({ ...pay, paymentReference: " PAY-2027/00.4 " }).data).toMatchObject({
      paymentReference: "PAY-2027/00.4",
    });
    for (const bad of ["", "=1+1", "<b>", "a\u0000\n"])
      expect(payInput.safeParse({ ...pay, paymentReference: bad }).success).toBe(
        bad === "a\u0000\n",
      );
  });

  test("W12 what can be wrong with a proof: what names it, then what is said of all files or surveys, other last", () => {
    const reasons = [
      { key: "a", about: ["files", "general"] },
      { key: "invoice_wrong", about: ["invoice", "files"] },
      { key: "other", about: ["general", "files"] },
      { key: "person", about: ["surveys"] },
      { key: "z", about: ["general"] },
    ];
    expect(codesFor("invoice", reasons)).toEqual(["invoice_wrong", "a", "other"]);
    expect(codesFor("photos", reasons)).toEqual(["a", "invoice_wrong", "other"]);
    expect(codesFor("partner_survey", reasons)).toEqual(["person"]);
    expect(codesFor("general", reasons)).toEqual(["a", "z", "other"]);
  });
});

test("D26 a field that was edited twice held what it did before the first time", () => {
  const first = { was: { invoiceNumber: "1", invoiceAmount: null } };
  expect(heldBefore([first, { was: { invoiceNumber: "2" } }])).toEqual(first.was);
});
