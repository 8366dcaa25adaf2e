import { ask } from "@/testing/asked";
import { claimOf, consented, giveProof, submitted } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { submitClaim } from "./submit-claim";

const f = fixture();
const DAY = 86_400_000;
const after = (ms: number) => new Date(f.now.getTime() + ms);
const required = [
  "invoice",
  "findings_and_recommendations",
  "partner_survey",
  "customer_survey",
] as const;
const engagement = () => f.engagement({ poe: required.map((kind) => ({ kind })) });

test("a claim comes into being with the consent: seven digits, its clocks and contacts (W1, D5, D9)", async () => {
  const it = await consented(f, {
    engagement: await f.engagement({ deliveryDays: 60, reviewDays: 90 }),
  });
  expect(String(it.claim.number)).toMatch(/^[1-9]\d{6}$/);
  // Consent on 11 March 2026 in Amsterdam; the last days are 10 May and 9 June, in summer time.
  expect(it.claim).toMatchObject({
    status: "editing",
    deliveryDueAt: new Date("2026-05-10T22:00:00.000Z"),
    reviewDueAt: new Date("2026-06-09T22:00:00.000Z"),
    disputeDueAt: null,
    requires: ["invoice"],
    contactEmail: "zoe.devries@customer.example",
    partnerContactEmail: "robin@partner.example",
    dueAt: new Date("2026-05-10T22:00:00.000Z"),
    tenantId: it.tenant.id,
    locationId: it.company.location.id,
  });
});

describe("submitting a claim (W1, W11)", () => {
  test("sends it in once everything is there, and leaves the audit row", async () => {
    const it = await consented(f, { engagement: await engagement() });
    await giveProof(f, it.claim);
    const at = after(20 * DAY);
    const before = (await claimOf(f, it.association.id)).version;
    await submitClaim(f.ctx(it.company.admin, at), { number: it.claim.number, version: before });
    expect(await claimOf(f, it.association.id)).toMatchObject({
      status: "submitted",
      statusAt: at,
      submittedAt: at,
      submittedBy: it.company.admin.userId,
      version: before + 1,
    });
    const [round] = await f.sql("select submitted_at from associations where id = $1", [
      it.association.id,
    ]);
    expect(round).toEqual({ submitted_at: at });
    const log = await f.sql("select event, actor_id, data from audit_log where subject_id = $1", [
      it.claim.id,
    ]);
    expect(log).toMatchObject([
      {
        event: "claim.submitted",
        actor_id: it.company.admin.userId,
        data: { from: "editing", to: "submitted" },
      },
    ]);
    const [row] = await f.sql("select tab, status from customers where association_id = $1", [
      it.association.id,
    ]);
    expect(row).toEqual({ tab: "complete", status: "submitted" });
  });

  test.each(required)("refuses while the %s is missing, and says how many are", async (missing) => {
    const it = await consented(f, { engagement: await engagement() });
    await giveProof(f, { ...it.claim, requires: required.filter((one) => one !== missing) });
    await expect(
      submitClaim(f.ctx(it.company.admin, after(5 * DAY)), { number: it.claim.number }),
    ).rejects.toMatchObject({ errors: [{ code: "claim_not_ready", params: { open: 1 } }] });
  });

  test("is in time at the last instant of the last day, and late the next", async () => {
    const [one, other] = [await consented(f), await consented(f)];
    await giveProof(f, one.claim);
    await giveProof(f, other.claim);
    const due = one.claim.deliveryDueAt.getTime();
    await expect(
      submitClaim(f.ctx(other.company.admin, new Date(due)), { number: other.claim.number }),
    ).rejects.toMatchObject({ code: "claim_expired" });
    await submitClaim(f.ctx(one.company.admin, new Date(due - 1)), { number: one.claim.number });
    expect(await claimOf(f, one.association.id)).toMatchObject({ status: "submitted" });
  });

  test("happens once, and not on a claim that somebody changed meanwhile", async () => {
    const it = await submitted(f);
    const ctx = f.ctx(it.company.admin, after(12 * DAY));
    await expect(submitClaim(ctx, { number: it.claim.number })).rejects.toMatchObject({
      code: "claim_moved",
    });
    const edited = await consented(f);
    await giveProof(f, edited.claim);
    await f.sql("update workshop_claims set friendly_name = 'Ours' where id = $1", [
      edited.claim.id,
    ]);
    await expect(
      submitClaim(f.ctx(edited.company.admin, after(12 * DAY)), {
        number: edited.claim.number,
        version: edited.claim.version,
      }),
    ).rejects.toMatchObject({ code: "claim_changed" });
  });

  test("is for nobody without the role, of another company, or at another location", async () => {
    const company = await f.partner({ locations: [{}, {}] });
    const it = await consented(f, { company });
    await giveProof(f, it.claim);
    const input = { number: it.claim.number };
    const at = after(3 * DAY);
    const colleague = await f.user(company);
    await expect(submitClaim(f.ctx(colleague, at), input)).rejects.toMatchObject({
      code: "no_role",
    });
    await expect(submitClaim(f.ctx(await f.operator(), at), input)).rejects.toMatchObject({
      code: "forbidden",
    });
    const rival = await f.partner();
    await expect(submitClaim(f.ctx(rival.admin, at), input)).rejects.toMatchObject({
      code: "not_found",
    });
    const elsewhere = await f.user(company, {
      grants: [{ role: "incentives_user", locationId: company.locations[1]!.id }],
    });
    await expect(submitClaim(f.ctx(elsewhere, at), input)).rejects.toMatchObject({
      code: "not_found",
    });
    const here = await f.user(company, {
      grants: [{ role: "incentives_user", locationId: company.location.id }],
    });
    await submitClaim(f.ctx(here, at), input);
    expect(await claimOf(f, it.association.id)).toMatchObject({ submittedBy: here.userId });
  });

  test("a customer who was only asked has no claim to submit", async () => {
    const it = await ask(f);
    await expect(claimOf(f, it.association.id)).rejects.toThrow("there is no claim");
  });
});
