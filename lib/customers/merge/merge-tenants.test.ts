import { randomUUID } from "node:crypto";
import { reading } from "@/lib/ctx";
import { endRound } from "@/lib/consent/end-round";
import { stopRound } from "@/lib/consent/stop-round";
import { resolveTenant } from "@/lib/tenants/resolve";
import { tellOthers } from "@/lib/consent/tell-others";
import { ask } from "@/testing/asked";
import { attacker } from "@/testing/attacker";
import { factFaults, faultsAfter } from "@/testing/audit-faults";
import { consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { mergeTenants } from "./merge-tenants";
import { planMerge } from "./queries";

const them = attacker(() => f);
const f = fixture();
const DAY = 86_400_000;
const at = (days: number) => new Date(f.now.getTime() + days * DAY);
const steward = () => f.operator({ roles: ["data_steward"] });
type Tenant = { id: string };

async function merge(from: Tenant, into: Tenant, now = at(2)) {
  const ctx = f.ctx(await steward(), now);
  const { seen } = await reading(ctx, (tx) => planMerge(tx, { from: from.id, into: into.id }));
  await mergeTenants(ctx, { tenant: from.id, into: into.id, seen });
}
const plan = async (from: Tenant, into: Tenant) =>
  reading(f.ctx(await steward(), at(2)), (tx) => planMerge(tx, { from: from.id, into: into.id }));
const rounds = (tenant: Tenant) =>
  f.sql<{ id: string }>(
    "select id, consent_slot, consented_at from associations where tenant_id = $1 order by created_at, id",
    [tenant.id],
  );
const rows = (partner: { id: string }, tenant: Tenant) =>
  f.sql(
    "select engagement_id, tab, status, known, name from customers where partner_id = $1 and tenant_id = $2",
    [partner.id, tenant.id],
  );
const nothingWrong = async () => {
  expect(await f.sql("select * from projection_faults()")).toEqual([]);
};

test("P18 everything of one tenant becomes the other's; nothing of it is left but its ID and TPID", async () => {
  const engagement = await f.engagement();
  const into = await f.tenant({ tpid: 11, usage: { teams_pau: 5 }, month: "2026-02-01" });
  const it = await consented(f, { engagement });
  const rival = await f.partner();
  await f.known(rival, into);
  await f.sql("update tenants set tpid = 12 where id = $1", [it.tenant.id]);
  await f.sql("insert into tenant_usage values ($1, '2026-02-01', $2), ($1, '2026-01-01', $3)", [
    it.tenant.id,
    { teams_pau: 9, exo_mau: 4 },
    { teams_pau: 2 },
  ]);
  const before = await rounds(it.tenant);
  await merge(it.tenant, into);
  expect(await rounds(into)).toEqual(before);
  expect(await rounds(it.tenant)).toEqual([]);
  expect(await rows(it.company, it.tenant)).toEqual([]);
  expect(await rows(it.company, into)).toMatchObject([
    { tab: "eligible", status: "active", known: true, name: into.name },
  ]);
  expect(await rows(rival, into)).toMatchObject([{ tab: "ineligible", status: "consent" }]);
  const [claim] = await f.sql("select tenant_id from claim_lines where claim_id = $1", [
    it.claim.id,
  ]);
  expect(claim).toEqual({ tenant_id: into.id });
  const usage = await f.sql(
    "select month::text, metrics from tenant_usage where tenant_id = $1 order by month",
    [into.id],
  );
  expect(usage).toEqual([
    { month: "2026-01-01", metrics: { teams_pau: 2 } },
    { month: "2026-02-01", metrics: { teams_pau: 5, exo_mau: 4 } },
  ]);
  const [old] = await f.sql("select merged_into, tpid from tenants where id = $1", [it.tenant.id]);
  expect(old).toEqual({ merged_into: into.id, tpid: "12" });
  await nothingWrong();
  expect(await factFaults(f, it.company.id)).toEqual([]);
});

test("P18 the old ID, its TPID and its domains lead to the survivor, also after it was merged on", async () => {
  const [a, b, c] = [
    await f.tenant({ tpid: 101 }),
    await f.tenant(),
    await f.tenant({ tpid: 103 }),
  ];
  await merge(a, b);
  await merge(b, c);
  const partner = await f.partner();
  const resolved = (identifier: string, email = `x@${a.domain}`) =>
    reading(f.ctx(partner.admin), (tx) => resolveTenant(tx, { email, identifier }));
  for (const identifier of [a.id, b.id, c.id, "101", "103", ""])
    expect(await resolved(identifier)).toMatchObject({
      kind: "found",
      tenant: { id: c.id },
      mismatch: false,
    });
  expect(await refusedWith(merge(a, c))).toBe("not_found");
  expect(await factFaults(f, "programme")).toEqual([]);
  const elsewhere = "update tenants set merged_into = $2 where id = $1";
  expect(await faultsAfter(f, "programme", elsewhere, [a.id, b.id])).toMatchObject([
    { kind: "tenant", id: a.id, fault: "differs" },
  ]);
  const apart = "update tenants set merged_into = null, merged_at = null where id = $1";
  expect(await faultsAfter(f, "programme", apart, [b.id])).toContainEqual(
    expect.objectContaining({ id: b.id, fault: "gone" }),
  );
});

test("D8, D18 at the instant of the merge what a consent leaves no room for is closed, and told", async () => {
  const engagement = await f.engagement();
  const won = await consented(f, { engagement });
  const waits = await ask(f, { engagement });
  const { effects } = await plan(won.tenant, waits.tenant);
  expect(effects.filter(({ partnerId }) => partnerId === waits.company.id)).toMatchObject([
    {
      before: [{ tenantId: waits.tenant.id, state: { kind: "asked" } }],
      after: { kind: "ineligible", reason: "consent" },
    },
  ]);
  await merge(won.tenant, waits.tenant);
  const [request] = await f.sql(
    "select closed_for, closed_at from consent_requests where id = $1",
    [waits.request.id],
  );
  expect(request).toEqual({ closed_for: "taken", closed_at: at(2) });
  expect(await rows(waits.company, waits.tenant)).toMatchObject([{ status: "consent" }]);
  await tellOthers(f.system(at(2)));
  const told = await f.sql(
    "select 1 from emails where partner_id = $1 and template = 'partner-no-longer-open'",
    [waits.company.id],
  );
  expect(told.length).toBeGreaterThan(0);
  await nothingWrong();
});

test("P18 more consents than are allowed clash until one was ended, with a reason and notice", async () => {
  const engagement = await f.engagement();
  const [one, other] = [await consented(f, { engagement }), await consented(f, { engagement })];
  expect((await plan(one.tenant, other.tenant)).clashes).toMatchObject([
    { kind: "consents", allowed: 1, engagementId: engagement.id },
  ]);
  expect(await refusedWith(merge(one.tenant, other.tenant))).toBe("merge_clashes");
  const stop = { partner: one.company.id, round: one.association.id, reason: "There twice" };
  await stopRound(f.ctx(await steward(), at(2)), stop);
  expect(await refusedWith(stopRound(f.ctx(await steward(), at(2)), stop))).toBe("round_ended");
  const sent = await f.sql<{ template: string }>(
    "select template, recipient from emails where partner_id = $1 and template in ('request-ended', 'partner-stopped') order by 1",
    [one.company.id],
  );
  expect(sent.map(({ template }) => template)).toEqual(
    expect.arrayContaining(["partner-stopped", "request-ended"]),
  );
  const [claim] = await f.sql("select status from workshop_claims where id = $1", [one.claim.id]);
  expect(claim).toEqual({ status: "cancelled" });
  await merge(one.tenant, other.tenant);
  const live = await f.sql(
    "select partner_id from associations where tenant_id = $1 and engagement_id = $2 and ended_at is null and consented_at is not null",
    [other.tenant.id, engagement.id],
  );
  expect(live).toEqual([{ partner_id: other.company.id }]);
  await nothingWrong();
  for (const it of [one, other]) expect(await factFaults(f, it.company.id)).toEqual([]);
});

test("P18 where two consents are allowed, both stand, each in a place of its own", async () => {
  const engagement = await f.engagement({ consentsPerCustomer: 2 });
  const [one, other] = [await consented(f, { engagement }), await consented(f, { engagement })];
  await merge(one.tenant, other.tenant);
  const slots = await f.sql<{ consent_slot: number }>(
    "select consent_slot from associations where tenant_id = $1 order by 1",
    [other.tenant.id],
  );
  expect(slots).toEqual([{ consent_slot: 1 }, { consent_slot: 2 }]);
  await nothingWrong();
});

test("P18 two rounds of one partner clash; an ended one does not", async () => {
  const engagement = await f.engagement();
  const company = await f.partner();
  const one = await ask(f, { engagement, company });
  const other = await ask(f, { engagement, company });
  expect((await plan(one.tenant, other.tenant)).clashes).toMatchObject([
    {
      kind: "two_rounds",
      partnerId: company.id,
      roundIds: [one.association.id, other.association.id],
    },
  ]);
  expect(await refusedWith(merge(one.tenant, other.tenant))).toBe("merge_clashes");
  await endRound(f.ctx(company.admin, at(1)), {
    associationId: one.association.id,
    reason: "wrong_customer",
  });
  await merge(one.tenant, other.tenant);
  expect(await rounds(other.tenant)).toHaveLength(2);
  await nothingWrong();
});

test("who may not merge, and what cannot be merged", async () => {
  const [a, b] = [await f.tenant(), await f.tenant()];
  const input = { tenant: a.id, into: b.id, seen: "" };
  const as = (actor: Parameters<typeof f.ctx>[0], more = {}) =>
    refusedWith(mergeTenants(f.ctx(actor, at(2)), { ...input, ...more }));
  expect(await as(await f.operator({ roles: ["partner_manager", "reader"] }))).toBe("forbidden");
  expect(await as((await f.partner()).admin)).toBe("forbidden");
  expect(await as(await steward(), { into: a.id })).toBe("other_tenant_same");
  expect(await as(await steward(), { into: randomUUID() })).toBe("not_found");
  expect(await as(await steward())).toBe("changed_meanwhile");
  const it = await ask(f);
  const own = await f.operator({ roles: ["data_steward"], companies: [it.company.id] });
  expect(await as(own, { tenant: it.tenant.id })).toBe("own_company");
});

test("P4 what changed since the page was opened is looked at again", async () => {
  const [a, b] = [await f.tenant(), await f.tenant()];
  const ctx = f.ctx(await steward(), at(2));
  const { seen } = await plan(a, b);
  const it = await ask(f, { tenant: a });
  const input = { tenant: a.id, into: b.id };
  expect(await refusedWith(mergeTenants(ctx, { ...input, seen }))).toBe("changed_meanwhile");
  await mergeTenants(ctx, { ...input, seen: (await plan(a, b)).seen });
  expect(await rounds(b)).toMatchObject([{ id: it.association.id }]);
});

test("the database lets nobody but a data steward merge, nor a round change its tenant otherwise", async () => {
  const it = await ask(f);
  const other = await f.tenant();
  await them.connect();
  for (const who of [
    it.company.admin,
    it.visitor,
    await f.operator({ roles: ["reviewer", "partner_manager"] }),
    "nobody",
    "worker",
  ] as const) {
    const on = await them.begin(who);
    expect(
      String(await them.tries("select merge_tenants($1, $2, now())", [it.tenant.id, other.id], on)),
    ).toMatch(/permission denied|insufficient|data steward/);
  }
  const on = await them.begin(await steward());
  expect(
    String(
      await them.tries(
        `update associations set tenant_id = '${other.id}' where id = '${it.association.id}'`,
        [],
        on,
      ),
    ),
  ).toMatch(/permission denied|insufficient_privilege/);
});
