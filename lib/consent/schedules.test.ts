import { drafts } from "@/db/schema";
import { transaction } from "@/lib/ctx";
import { cleanDrafts } from "@/lib/customers/clean-drafts";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { endLapsed as endLapsedJob } from "@/lib/jobs/end-lapsed";
import { tellOthers as tellOthersJob } from "@/lib/jobs/tell-others";
import { addLink, addRequest, ask, formOf, type Asked } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { answerConsent } from "./answer";
import { remind } from "./remind";
import { reading } from "@/lib/ctx";
import { askedRequest } from "@/lib/views/asked-request";
import { tellExpired } from "./tell-expired";
import { tellFree } from "./tell-free";
import { tellOthers } from "./tell-others";
import { withdrawConsent } from "./withdraw";

const f = fixture();
const DAY = 86_400_000;
const after = (days: number) => new Date(f.now.getTime() + days * DAY);
const at = (days: number) => f.system(after(days));

async function accept(it: Asked, days = 1) {
  const form = { ...(await formOf(f, it.visitor, after(days))), decision: "accept" as const };
  return answerConsent(f.ctx(it.visitor, after(days)), form);
}
const mails = (it: { company: { id: string } }, template: string) =>
  f.sql<{ recipient: string; variables: Record<string, unknown> }>(
    "select recipient, variables from emails where partner_id = $1 and template = $2 order by created_at, recipient",
    [it.company.id, template],
  );
const events = async (it: Asked) =>
  (
    await f.sql<{ event: string }>(
      "select event from audit_log where subject_id = $1 order by seq",
      [it.association.id],
    )
  ).map(({ event }) => event);
const statusFor = async ({ visitor }: Pick<Asked, "visitor">, when: Date) =>
  (await reading(f.ctx(visitor, when), (tx) => askedRequest(tx, { language: null }))).status;
const roundOf = async (it: Asked) =>
  (await f.sql("select * from associations where id = $1", [it.association.id]))[0]!;

describe("what ran out (S55, W11, D7)", () => {
  test("a request that was not answered ends at its deadline, and contact and sender are told once", async () => {
    const it = await ask(f);
    expect(await endLapsed(at(30))).not.toContain(it.association.id);
    await Promise.all(
      [at(31), at(31)].map(async (ctx) => tellExpired(ctx, { ended: await endLapsed(ctx) })),
    );
    await tellExpired(at(32), { ended: await endLapsed(at(32)) });
    expect(await roundOf(it)).toMatchObject({
      end_reason: "consent_expired",
      ended_at: it.association.consentDueAt,
    });
    expect(await mails(it, "partner-expired")).toMatchObject([
      { recipient: it.company.admin.email, variables: { kind: "consent" } },
      { recipient: it.request.partnerContactEmail, variables: { kind: "consent" } },
    ]);
    expect((await events(it)).filter((event) => event === "consent.expired")).toHaveLength(1);
  });

  test("also when somebody who looked at the customer ended it first", async () => {
    const it = await ask(f);
    await f.sql("select end_lapsed($1, $2, $3)", [it.engagement.id, it.tenant.id, after(31)]);
    await tellExpired(at(31), { ended: [] });
    expect(await mails(it, "partner-expired")).toHaveLength(2);
  });

  test("a consent whose workshop was not claimed ends after the delivery window, reminded 30, 14, 7, 3 and 1 days before", async () => {
    const it = await ask(f);
    await accept(it);
    for (let day = 2; day <= 92; day++) await remind(at(day));
    const reminded = await mails(it, "partner-delivery-due");
    const left = reminded
      .filter(({ recipient }) => recipient === it.company.admin.email)
      .map(({ variables }) => variables.daysLeft);
    expect(left).toEqual([30, 14, 7, 3, 1]);
    await tellExpired(at(93), { ended: await endLapsed(at(93)) });
    expect(await roundOf(it)).toMatchObject({ end_reason: "delivery_expired" });
    expect(await mails(it, "partner-expired")).toMatchObject([
      { variables: { kind: "delivery" } },
      { variables: { kind: "delivery" } },
    ]);
    expect(await events(it)).toContain("delivery.expired");
  });

  test("the job does both", async () => {
    const it = await ask(f, {
      association: { createdAt: after(-40), consentDueAt: after(-9) },
      request: { sentAt: after(-40), consentDueAt: after(-9) },
    });
    await endLapsedJob(f.db);
    expect(await roundOf(it)).toMatchObject({ end_reason: "consent_expired" });
  });
});

describe("another acceptance came first (D8)", () => {
  test("the loser's contact and sender are told once, and not by whom", async () => {
    const winner = await ask(f);
    const loser = await ask(f, { engagement: winner.engagement, tenant: winner.tenant });
    const elsewhere = await ask(f, { tenant: winner.tenant, engagement: await f.engagement() });
    await accept(winner);
    const data = { associationId: winner.association.id };
    await Promise.all([tellOthers(at(1), data), tellOthers(at(1), data)]);
    await tellOthers(at(2), data);
    const told = await mails(loser, "partner-no-longer-open");
    expect(told.map(({ recipient }) => recipient)).toEqual(
      [loser.company.admin.email, loser.request.partnerContactEmail].sort(),
    );
    expect(JSON.stringify(told)).not.toContain(winner.company.name);
    expect(await mails(elsewhere, "partner-no-longer-open")).toEqual([]);
    expect(await mails(winner, "partner-no-longer-open")).toEqual([]);
    expect(await events(loser)).toContain("consent.no_longer_open");
  });

  test("what was closed stays closed when the consent is withdrawn; its partner is told once that it may ask anew (D18)", async () => {
    const winner = await ask(f);
    const loser = await ask(f, { engagement: winner.engagement, tenant: winner.tenant });
    const unasked = await f.association(await f.partner(), winner.tenant, winner.engagement);
    await accept(winner);
    const data = { associationId: winner.association.id };
    await tellOthers(at(1), data);
    await withdrawConsent(
      f.ctx(winner.visitor, after(2)),
      await formOf(f, winner.visitor, after(2)),
    );
    expect(await statusFor(loser, after(2))).toBe("no_longer_open");
    await Promise.all([tellFree(at(2), data), tellFree(at(2), data)]);
    await tellFree(at(3), data);
    const told = await mails(loser, "partner-free-again");
    expect(told.map(({ recipient }) => recipient)).toEqual(
      [loser.company.admin.email, loser.request.partnerContactEmail].sort(),
    );
    expect(JSON.stringify(told)).not.toContain(winner.company.name);
    expect(await events(loser)).toContain("consent.free_again");
    const [{ count } = { count: 0 }] = await f.sql<{ count: number }>(
      "select count(*)::int from emails where template = 'partner-free-again' and partner_id = $1",
      [unasked.partnerId],
    );
    expect(count).toBe(1);
    const [row] = await f.sql("select status, tab from customers where association_id = $1", [
      loser.association.id,
    ]);
    expect(row).toEqual({ status: "to_ask", tab: "eligible" });
  });

  test("a second consent closes the new request too, and says so again (D18)", async () => {
    const winner = await ask(f);
    const loser = await ask(f, { engagement: winner.engagement, tenant: winner.tenant });
    const third = await ask(f, { engagement: winner.engagement, tenant: winner.tenant });
    await accept(winner);
    await tellOthers(at(1), { associationId: winner.association.id });
    await withdrawConsent(
      f.ctx(winner.visitor, after(2)),
      await formOf(f, winner.visitor, after(2)),
    );
    const again = await addRequest(f, loser.company, loser.association, { sentAt: after(3) });
    const thirdAgain = await addRequest(f, third.company, third.association, { sentAt: after(3) });
    await tellFree(at(3), { associationId: winner.association.id });
    expect(await mails(loser, "partner-free-again")).toEqual([]);
    await accept({ ...third, visitor: await addLink(f, thirdAgain) }, 4);
    await tellOthers(at(5), { associationId: third.association.id });
    expect(await mails(loser, "partner-no-longer-open")).toHaveLength(4);
    expect(await statusFor(loser, after(5))).toBe("no_longer_open");
    const visitor = await addLink(f, again);
    expect(await statusFor({ ...loser, visitor }, after(5))).toBe("no_longer_open");
  });

  test("fewer consents for a customer close what is open for good, more open nothing again (D18)", async () => {
    // The trigger reads the database's clock, and closes only what has days left by it.
    const [clock] = await f.sql<{ now: Date }>("select now()");
    const start = clock!.now;
    const engagement = await f.engagement({ consentsPerCustomer: 2 });
    const round = { createdAt: start, requestedAt: start };
    const due = new Date(start.getTime() + 30 * DAY);
    const options = {
      engagement,
      association: { ...round, consentDueAt: due },
      request: { sentAt: start },
    };
    const winner = await ask(f, options);
    const other = await ask(f, { ...options, tenant: winner.tenant });
    const soon = new Date(start.getTime() + 60_000);
    const form = { ...(await formOf(f, winner.visitor, soon)), decision: "accept" as const };
    await answerConsent(f.ctx(winner.visitor, soon), form);
    expect(await statusFor(other, soon)).toBe("open");
    const allow = (consents: number) =>
      f.sql("update engagements set consents_per_customer = $2 where id = $1", [
        engagement.id,
        consents,
      ]);
    const unasked = await f.partner();
    const round2 = await f.association(unasked, winner.tenant, engagement, {
      ...round,
      consentDueAt: due,
    });
    await tellOthersJob(f.db, null);
    expect(await mails(other, "partner-no-longer-open")).toEqual([]);
    await allow(1);
    expect(await statusFor(other, soon)).toBe("no_longer_open");
    await tellOthers(f.system(soon));
    await tellOthers(f.system(soon));
    for (const [it, people] of [
      [other, 2],
      [{ company: unasked }, 1],
      [winner, 0],
    ] as const)
      expect(await mails(it, "partner-no-longer-open")).toHaveLength(people);
    const told = { subject_id: round2.id, event: "consent.no_longer_open" };
    expect(
      await f.sql("select subject_id, event from audit_log where subject_id = $1", [round2.id]),
    ).toContainEqual(told);
    const standing = () =>
      f.sql("select tab, status from customers where association_id = $1", [other.association.id]);
    expect(await standing()).toEqual([{ tab: "ineligible", status: "consent" }]);
    await allow(2);
    expect(await statusFor(other, soon)).toBe("no_longer_open");
    expect(await standing()).toEqual([{ tab: "eligible", status: "to_ask" }]);
  });

  test("the database keeps what was told: a closed or replaced request never changes, nor takes an answer", async () => {
    const winner = await ask(f);
    const loser = await ask(f, { engagement: winner.engagement, tenant: winner.tenant });
    await accept(winner);
    for (const change of [
      "closed_at = null",
      "replaced_at = now()",
      "contact_email = 'x@y.example'",
    ])
      await expect(
        f.sql(`update consent_requests set ${change} where id = $1`, [loser.request.id]),
      ).rejects.toMatchObject({ constraint: "consent_requests_facts_stay" });
  });

  test("nobody is told when the consent has gone again", async () => {
    const winner = await ask(f);
    const loser = await ask(f, { engagement: winner.engagement, tenant: winner.tenant });
    await accept(winner);
    await withdrawConsent(
      f.ctx(winner.visitor, after(2)),
      await formOf(f, winner.visitor, after(2)),
    );
    await tellOthers(at(3), { associationId: winner.association.id });
    expect(await mails(loser, "partner-no-longer-open")).toEqual([]);
  });

  test("a customer that gave consent elsewhere is reminded of nothing", async () => {
    const winner = await ask(f);
    const loser = await ask(f, { engagement: winner.engagement, tenant: winner.tenant });
    await accept(winner);
    await remind(at(23));
    expect(await mails(loser, "consent-reminder")).toEqual([]);
  });
});

test("D4 drafts that nobody touched for 30 days go; others stay", async () => {
  const company = await f.partner();
  const engagement = await f.engagement();
  const draft = (updatedAt: Date) =>
    transaction(f.owner(), async (tx) => {
      const [row] = await tx.db
        .insert(drafts)
        .values({
          partnerId: company.id,
          userId: company.admin.userId,
          kind: "add",
          engagementId: engagement.id,
          values: {},
          updatedAt,
        })
        .returning();
      return row!.id;
    });
  const [old, fresh] = [await draft(after(-31)), await draft(after(-29))];
  await cleanDrafts(at(0));
  const left = await f.sql<{ id: string }>("select id from drafts where partner_id = $1", [
    company.id,
  ]);
  expect(left.map(({ id }) => id)).toEqual([fresh]);
  expect(old).not.toBe(fresh);
});
