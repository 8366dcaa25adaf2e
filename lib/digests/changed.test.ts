import { claimStatuses, endReasons, type ClaimStatus } from "@/db/schema/states";
import { reading } from "@/lib/ctx";
import { endLapsedClaims } from "@/lib/claims/end-lapsed-claims";
import { returnPayment } from "@/lib/claims/review/return-payment";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { approved } from "@/testing/approved";
import { ask, type Asked } from "@/testing/asked";
import { consented } from "@/testing/claims";
import { decided, review } from "@/testing/claim-moves";
import { fixture } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { asAdmin } from "@/testing/server";
import { partnerDigest } from "./partner.queries";

/** K7: as what each change is told, whoever marks it and whenever. */
const f = fixture({ tampers: true });
const DAY = 86_400_000;
const plus = (at: Date, ms: number) => new Date(at.getTime() + ms);
/** The kinds that are told to the company's admin, of a day before an instant or of a longer time. */
const told = async ({ company }: Asked, until: Date, since = plus(until, -DAY)) =>
  (
    await reading(f.ctx(company.admin, until), (tx) => partnerDigest(tx, { since, until }))
  ).changed.map(({ kind, count }) => [kind, count]);
const tamper = (text: string, values: unknown[]) =>
  asAdmin(f.urls().adminUrl, async (admin) => {
    await admin.query("set session_replication_role = replica");
    await admin.query(text, values);
  });

const ends: Record<(typeof endReasons)[number], string | null> = {
  declined: "declined",
  consent_expired: "consent_expired",
  withdrawn: "withdrawn",
  delivery_expired: "delivery_expired",
  cancelled: null,
  claim_expired: null,
  wrong_customer: null,
  wrong_workshop: null,
  programme: "programme",
};
const early = ["declined", "consent_expired", "wrong_customer", "wrong_workshop"];

test.each(endReasons)("a round that ended: %s", async (why) => {
  const it = early.includes(why) ? await ask(f) : await consented(f);
  const late = plus(it.association.consentDueAt, 400 * DAY);
  const at = why.endsWith("_expired") ? late : plus(it.association.createdAt, 5 * DAY);
  const sent = why === "claim_expired" ? "submitted_at = consented_at," : "";
  await tamper(
    `update associations set ${sent} ended_at = $2, end_reason = $3::end_reason where id = $1`,
    [it.association.id, at, why],
  );
  await tamper("delete from workshop_claims where association_id = $1", [it.association.id]);
  const kind = ends[why];
  expect(await told(it, plus(at, 1))).toEqual(kind === null ? [] : [[kind, 1]]);
});

const statuses: Record<ClaimStatus, string | null> = {
  editing: null,
  submitted: null,
  under_review: null,
  action_required: "action_required",
  approved: "approved",
  paid: "paid",
  rejected: "rejected",
  disputed: null,
  rejected_final: "rejected_final",
  cancelled: null,
  not_submitted_expired: null,
  post_submission_expired: "post_submission_expired",
  dispute_expired: "dispute_expired",
};

test.each(claimStatuses)("a claim that came to be %s", async (status) => {
  const it = await consented(f);
  const at = plus(it.claim.createdAt, (status.endsWith("_expired") ? 400 : 20) * DAY);
  const is = (...some: ClaimStatus[]) => some.includes(status);
  const refused = is("rejected", "disputed", "rejected_final", "dispute_expired");
  await tamper(
    `update workshop_claims set status = $2::claim_status, status_at = $3::timestamptz,
       submitted_at = case when $4 then created_at end, submitted_by = case when $4 then $5::uuid end,
       reviewer_id = case when $6 then $5::uuid end, reviewer_since = case when $6 then created_at end,
       approved_at = case when $7 then $3::timestamptz end,
       paid_at = case when $8 then $3::timestamptz end, payment_reference = case when $8 then 'PAY' end,
       rejected_at = case when $9 then created_at end, dispute_due_at = case when $9 then created_at + interval '100 days' end,
       disputed_at = case when $10 then created_at end where id = $1`,
    [
      ...[it.claim.id, status, at],
      ...[!is("editing", "cancelled", "not_submitted_expired"), it.company.admin.userId],
      ...[is("under_review"), is("approved", "paid"), is("paid"), refused],
      is("disputed", "rejected_final"),
    ],
  );
  // Of the round itself nothing is told here.
  await tamper("update associations set submitted_at = consented_at where id = $1", [
    it.association.id,
  ]);
  const kind = statuses[status];
  expect(await told(it, plus(at, 1))).toEqual(kind === null ? [] : [[kind, 1]]);
});

test("a payment that came back is told as that, and not as approved", async () => {
  const it = await approved(f);
  const payer = await f.operator({ roles: ["payments"] });
  const [paid, back, again] = [3, 5, 7].map((days) => plus(it.at, days * DAY)) as [
    Date,
    Date,
    Date,
  ];
  const { number } = it.claim;
  await review(f.ctx(payer, paid), number, "paid");
  expect(await told(it, plus(paid, 1))).toEqual([["paid", 1]]);
  await returnPayment(justIn(f.ctx(payer, back)), {
    ...{ number, returnedOn: back.toISOString().slice(0, 10), why: "Account closed" },
  });
  expect(await told(it, plus(back, 1))).toEqual([["payment_returned", 1]]);
  expect(await told(it, again)).toEqual([]);
});

test("what ran out is told once, marked before or after", async () => {
  const asked = await ask(f);
  const active = await consented(f);
  const given = await decided(f, "action_required");
  const refused = await decided(f, "rejected");
  const cases = [
    [asked, asked.association.consentDueAt, "consent_expired"],
    [active, active.claim.deliveryDueAt, "delivery_expired"],
    [given, given.claim.reviewDueAt, "post_submission_expired"],
    [refused, refused.claim.disputeDueAt!, "dispute_expired"],
  ] as const;
  const all = () =>
    Promise.all(
      cases.map(async ([it, due]) => [
        await told(it, plus(due, -1)),
        await told(it, due),
        await told(it, plus(due, 5 * DAY), due),
      ]),
    );
  const once = cases.map(([, , kind]) => [[], [[kind, 1]], []]);
  expect(await all()).toEqual(once);
  const late = f.system(plus(f.now, 500 * DAY));
  await endLapsed(late);
  await endLapsedClaims(late);
  expect(await all()).toEqual(once);
});
