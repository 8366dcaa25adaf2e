import { askAction } from "@/lib/claims/review/ask-action";
import { editClaim } from "@/lib/claims/edit-claim";
import { disputeClaim } from "@/lib/claims/dispute-claim";
import { rejectClaim } from "@/lib/claims/review/reject-claim";
import { editInput } from "@/lib/claims/schema";
import { submitClaim } from "@/lib/claims/submit-claim";
import { reading } from "@/lib/ctx";
import { claimOf, inReview } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { claimDetails } from "./details";
import { programmeClaim } from "./review";
import { submitClaimView } from "./submit";

const f = fixture();
const HOUR = 3_600_000;
type It = Awaited<ReturnType<typeof inReview>>;
const hours = (it: It, count: number) => new Date(it.at.getTime() + count * HOUR);
const number = ({ claim }: It) => ({ number: claim.number });
const words = "Page 2 names another customer.";
const reasons = [
  { requirement: "invoice" as const, code: "wrong_customer" as const },
  { requirement: "general" as const, code: "other" as const },
];

const partner = (it: It, at: number) =>
  reading(f.ctx(it.company.admin, hours(it, at)), (tx) =>
    claimDetails(tx, { claimNumber: String(it.claim.number) }),
  );
const reviewer = (it: It, at: number) =>
  reading(f.ctx(it.reviewer, hours(it, at)), (tx) =>
    programmeClaim(tx, { claimNumber: String(it.claim.number), search: {} }),
  );
const submitting = (it: It, at: number) =>
  reading(f.ctx(it.company.admin, hours(it, at)), (tx) =>
    submitClaimView(tx, { claimNumber: String(it.claim.number) }),
  );
async function edit(it: It, at: number) {
  const { version } = await claimOf(f, it.association.id);
  const form = { part: "invoice", invoiceNumber: "2026-7", version: String(version) };
  await editClaim(
    f.ctx(it.company.admin, hours(it, at)),
    editInput.parse({ ...form, number: String(it.claim.number) }),
  );
}

test("D26 what is asked stands with the reviewer's words, and is ticked off when something changed there", async () => {
  const it = await inReview(f);
  await askAction(f.ctx(it.reviewer, it.at), { ...number(it), reasons, comment: words });
  const before = (await partner(it, 1)).asked;
  expect(before?.review).toMatchObject({ comment: words, reviewerName: it.reviewer.name });
  expect(before?.points.map(({ changed }) => changed)).toEqual([false, false]);
  await edit(it, 2);
  const after = (await partner(it, 3)).asked;
  expect(after?.points.map(({ requirement, changed }) => [requirement, changed])).toEqual([
    ["invoice", true],
    ["general", true],
  ]);
  expect(after?.changes).toMatchObject([{ event: "claim.edited", part: "invoice" }]);
});

test("D26 sending again with nothing changed asks first; the reviewer sees what changed since", async () => {
  const it = await inReview(f);
  const act = (at: number, more = {}) =>
    submitClaim(f.ctx(it.company.admin, hours(it, at)), { ...number(it), ...more });
  await askAction(f.ctx(it.reviewer, it.at), { ...number(it), reasons, comment: words });
  expect((await submitting(it, 1)).unchanged).toBe(true);
  await expect(act(1, { comment: "It is right." })).rejects.toMatchObject({
    code: "nothing_changed",
  });
  await edit(it, 2);
  expect((await submitting(it, 2)).unchanged).toBe(false);
  await act(3);
  const seen = await reviewer(it, 4);
  expect(seen.was).toEqual({ invoiceNumber: null });
  expect(seen.newSince).toEqual(it.at);
  // What the check said to the partner when it sent the claim in, no more and no less.
  const codes = (findings: { code: string }[]) => findings.map(({ code }) => code);
  expect(codes(seen.findings)).toEqual(codes((await submitting(it, 3)).findings));
  expect(codes(seen.findings)).toContain("amount_missing");
  expect(seen.asked).toMatchObject({
    points: [{ changed: true }, { changed: true }],
    changes: [{ event: "claim.edited", part: "invoice", at: hours(it, 2) }],
  });
});

test("D26 who confirms it sends the claim as it is", async () => {
  const it = await inReview(f);
  await askAction(f.ctx(it.reviewer, it.at), { ...number(it), reasons, comment: words });
  const ctx = f.ctx(it.company.admin, hours(it, 1));
  await submitClaim(ctx, { ...number(it), confirmed: true });
  expect((await reviewer(it, 2)).asked).toMatchObject({
    changes: [],
    points: [{ changed: false }, { changed: false }],
  });
});

test("D26 a dispute's grounds stand beside what was rejected, for both sides", async () => {
  const it = await inReview(f);
  await rejectClaim(f.ctx(it.reviewer, it.at), { ...number(it), reasons, comment: words });
  expect((await partner(it, 1)).asked).toMatchObject({ review: { comment: words }, grounds: null });
  const reason = "Page 2 names their subsidiary.";
  await disputeClaim(f.ctx(it.company.admin, hours(it, 2)), { ...number(it), reason });
  for (const view of [await partner(it, 3), await reviewer(it, 3)])
    expect(view.asked).toMatchObject({
      review: { decision: "rejected", comment: words },
      grounds: { author: it.company.admin.name, body: reason, at: hours(it, 2) },
    });
});

test("nothing stands before a decision, nor once it is approved", async () => {
  const it = await inReview(f);
  expect((await partner(it, 1)).asked).toBeNull();
  expect((await reviewer(it, 1)).asked).toBeNull();
});
