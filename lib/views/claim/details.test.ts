import { cancelClaim } from "@/lib/claims/cancel-claim";
import { claimStatuses, roadOf, type ClaimStatus } from "@/lib/claims/rules";
import { renewClaim } from "@/lib/claims/renew-claim";
import { submitClaim } from "@/lib/claims/submit-claim";
import { answerSurvey } from "@/lib/claims/surveys/answer-survey";
import { reading } from "@/lib/ctx";
import { consented, giveProof, type Consented } from "@/testing/claims";
import { decided, reasons } from "@/testing/claim-moves";
import { fixture } from "@/testing/fixture";
import { sent, sentAt, surveyed, surveyForm } from "@/testing/surveys";
import { claimDetails } from "./details";
import { editClaimView } from "./edit";
import { submitClaimView } from "./submit";

const f = fixture();
const DAY = 86_400_000;
const day = (days: number) => new Date(f.now.getTime() + days * DAY);

let it: Consented;
beforeAll(async () => {
  it = await consented(f, {
    engagement: await f.engagement({
      poe: [
        { kind: "invoice" },
        { kind: "findings_and_recommendations" },
        { kind: "customer_survey" },
      ],
    }),
  });
});

const open = (
  one = it,
  {
    at = day(5),
    actor = one.company.admin,
    done,
  }: { at?: Date; actor?: typeof one.company.admin; done?: string } = {},
) =>
  reading(f.ctx(actor, at), (tx) =>
    claimDetails(tx, { claimNumber: String(one.claim.number), done }),
  );

test("W1, S57 a claim comes into being with the consent, with its days, payout and requirements", async () => {
  const view = await open(it, { at: it.claim.createdAt });
  expect(view).toMatchObject({
    status: "editing",
    partnerName: it.company.name,
    deadline: { kind: "delivery", date: "2026-06-09", daysLeft: 90 },
    requirements: [
      { requirement: "invoice", done: false },
      { requirement: "findings_and_recommendations", done: false },
      { requirement: "customer_survey", done: false },
    ],
    open: ["invoice", "findings_and_recommendations", "customer_survey"],
    road: { at: 0 },
    acts: { submit: false, cancel: true, dispute: false, renew: false },
    editable: true,
    contactLocked: false,
  });
  expect(view.claim).toMatchObject({
    tenant: { name: it.tenant.name, domains: it.tenant.domains },
    contact: { firstName: "Zoë", lastName: "de Vries", email: it.request.contactEmail },
    partnerContact: { name: "Robin Jansen" },
    location: { mpnId: it.company.location.mpnId },
    createdAt: it.claim.createdAt,
  });
});

test("every status has a road on which it stands, and only the main one goes on to Paid", () => {
  for (const status of claimStatuses) {
    const { steps, at } = roadOf(status);
    expect(steps[at]).toBe(status);
    expect(steps[0]).toBe("editing");
  }
  const ends = (status: ClaimStatus) => roadOf(status).steps.at(-1);
  expect(claimStatuses.map(ends)).toEqual([
    "paid",
    "paid",
    "paid",
    "approved",
    "paid",
    "paid",
    "approved",
    "approved",
    "rejected_final",
    "cancelled",
    "not_submitted_expired",
    "post_submission_expired",
    "dispute_expired",
  ]);
});

test("item 1: the history tells every act, of the round and of the claim, with who and when", async () => {
  const one = await decided(f, "rejected");
  const view = await open(one, { at: day(20) });
  expect(view.history.map(({ event, who }) => [event, who])).toEqual([
    ["consent.accepted", { kind: "customer", name: "Zoë de Vries" }],
    ["claim.submitted", { kind: "partner", name: one.company.admin.name }],
    ["claim.review_started", { kind: "programme", name: null }],
    ["claim.rejected", { kind: "programme", name: null }],
  ]);
  expect(view.history.map(({ at }) => at)).toEqual([day(1), day(11), day(13), day(13)]);
  expect(view.reviews).toMatchObject([{ decision: "rejected", reasons }]);
  expect(view).toMatchObject({
    deadline: { kind: "dispute", daysLeft: 23, date: "2026-04-22" },
    acts: { submit: false, cancel: false, dispute: true, renew: false },
    editable: false,
    contactLocked: true,
  });
});

test("W5: the history tells a colleague who filled in the partner survey as the partner's", async () => {
  const one = await sent(f, await surveyed(f), { kind: "partner" });
  const at = new Date(sentAt(one).getTime() + DAY);
  const form = await surveyForm(f, one.visitor, at);
  const posted = { ...form, q_outcome: "all", q_next_steps: "A pilot", fullName: "Sanne Visser" };
  await answerSurvey(f.ctx(one.visitor, at), { posted, saysLanguages: true });
  const { history } = await open(one, { at });
  const act = history.find(({ event }) => event === "survey.answered");
  expect(act?.who).toEqual({ kind: "partner", name: "Sanne Visser" });
});

test("once everything is there it can be submitted; what was just done is said only while it fits", async () => {
  const one = await consented(f);
  await giveProof(f, one.claim);
  expect((await open(one)).acts.submit).toBe(true);
  expect((await open(one, { done: "submitted" })).done).toBeNull();
  expect((await open(one, { done: "toString" })).done).toBeNull();
  await submitClaim(f.ctx(one.company.admin, day(6)), { number: one.claim.number });
  expect(await open(one, { done: "submitted", at: day(7) })).toMatchObject({
    done: "submitted",
    status: "submitted",
    deadline: null,
    acts: { submit: false, cancel: false, dispute: false, renew: false },
  });
});

test("W9 the contact is locked once the customer has answered", async () => {
  const one = await consented(f, { engagement: it.engagement });
  await giveProof(f, one.claim);
  expect(await open(one)).toMatchObject({ editable: true, contactLocked: true });
  const form = (part: string, at = day(5)) =>
    reading(f.ctx(one.company.admin, at), (tx) =>
      editClaimView(tx, { claimNumber: String(one.claim.number), part }),
    );
  expect(await form("customer")).toMatchObject({ closed: "contact_locked" });
  expect(await form("invoice")).toMatchObject({
    closed: null,
    firstDay: "2026-03-11",
    today: "2026-03-15",
  });
  expect(await form("partner", day(200))).toMatchObject({ closed: "claim_closed" });
  expect(await form("name", day(200))).toMatchObject({ closed: null });
  await expect(form("everything")).rejects.toThrow("not_found");
});

test("item 4: the page before submitting tells what a reviewer would likely return, of the claim as it is", async () => {
  const one = await consented(f, { engagement: it.engagement });
  await giveProof(f, one.claim);
  const view = await reading(f.ctx(one.company.admin, day(5)), (tx) =>
    submitClaimView(tx, { claimNumber: String(one.claim.number) }),
  );
  expect(view.open).toEqual([]);
  expect(view.again).toBe(false);
  expect(view.files.map(({ name, uploadedOn }) => [name, uploadedOn])).toEqual([
    ["findings_and_recommendations.pdf", "2026-03-10"],
    ["invoice.pdf", "2026-03-10"],
  ]);
  expect(view.findings.map(({ code }) => code)).toEqual([
    "invoice_number_missing",
    "amount_missing",
    "customer_name_missing",
    "dates_missing",
    "other_domain",
  ]);
});

test("P1 of section 9: a claim that ran out can be begun anew; then it leads to the new round", async () => {
  const one = await consented(f, { engagement: it.engagement });
  await f.sql(
    `insert into engagement_rates (engagement_id, band, valid_from, amount_minor)
     select $1, band, '2025-07-01', 500000 from unnest(array['A', 'B', 'C']) band`,
    [it.engagement.id],
  );
  const late = { at: day(95) };
  expect(await open(one, late)).toMatchObject({
    status: "not_submitted_expired",
    deadline: null,
    acts: { renew: true },
    renewal: null,
  });
  const { associationId } = await renewClaim(f.ctx(one.company.admin, day(95)), {
    number: one.claim.number,
  });
  expect(await open(one, late)).toMatchObject({
    acts: { renew: false },
    renewal: { associationId, number: null },
  });
  // The customer did not answer in time: it can be tried once more.
  expect(await open(one, { at: day(130) })).toMatchObject({ acts: { renew: true }, renewal: null });
});

test("a cancelled claim stays readable", async () => {
  const one = await consented(f);
  await cancelClaim(f.ctx(one.company.admin, day(3)), { number: one.claim.number });
  expect(await open(one, { done: "cancelled" })).toMatchObject({
    status: "cancelled",
    done: "cancelled",
    road: { steps: ["editing", "cancelled"], at: 1 },
  });
});

test("it is not found by another partner, at another location, or with another number", async () => {
  const rival = await f.partner();
  const elsewhere = await f.location(it.company);
  const user = await f.user(it.company, {
    grants: [{ role: "incentives_user", locationId: elsewhere.id }],
  });
  await expect(open(it, { actor: rival.admin })).rejects.toThrow("not_found");
  await expect(open(it, { actor: user })).rejects.toThrow("not_found");
  for (const claimNumber of ["abc", "0000001", "1"]) {
    const view = reading(f.ctx(it.company.admin), (tx) => claimDetails(tx, { claimNumber }));
    await expect(view).rejects.toThrow("not_found");
  }
});

test("S4 it needs an incentives role", async () => {
  await expect(open(it, { actor: await f.user(it.company) })).rejects.toThrow("no_role");
});
