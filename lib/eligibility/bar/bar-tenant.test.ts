import { reading } from "@/lib/ctx";
import { eligibilityResult } from "@/lib/views/eligibility-result";
import { factFaults, faultsAfter } from "@/testing/audit-faults";
import { ask } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { allowTenant } from "./allow-tenant";
import { barTenant } from "./bar-tenant";

const f = fixture();
const steward = () => f.operator({ roles: ["data_steward"] });
const bar = async (tenant: { id: string }, revision = 1, more = {}) =>
  barTenant(f.ctx(await steward()), {
    tenant: tenant.id,
    revision,
    reason: "public_sector",
    note: "A town",
    ...more,
  });

test("P18 a tenant that is not allowed meets no criteria; its partners read why, until it is allowed again", async () => {
  const partner = await f.partner();
  const engagement = await f.engagement();
  const tenant = await f.tenant({ eligibleFor: [engagement] });
  await f.known(partner, tenant);
  const row = () =>
    f.sql("select tab, status from customers where partner_id = $1 and engagement_id = $2", [
      partner.id,
      engagement.id,
    ]);
  expect(await row()).toEqual([{ tab: "eligible", status: "known" }]);
  await bar(tenant);
  expect(await row()).toEqual([{ tab: "ineligible", status: "criteria" }]);
  const input = { slug: engagement.slug, tenantId: tenant.id };
  const why = await reading(f.ctx(partner.admin), (tx) => eligibilityResult(tx, input));
  expect(why).toMatchObject({
    reason: "criteria",
    rules: [{ kind: "allowed", barred: { reason: "public_sector", note: "A town" }, met: false }],
  });
  expect(await factFaults(f, "programme")).toEqual([]);
  const unsaid = "update tenants set barred_note = 'A village' where id = $1";
  expect(await faultsAfter(f, "programme", unsaid, [tenant.id])).toMatchObject([
    { kind: "tenant", id: tenant.id },
  ]);
  await allowTenant(f.ctx(await steward()), { tenant: tenant.id, revision: 2 });
  expect(await row()).toEqual([{ tab: "eligible", status: "known" }]);
  expect(await factFaults(f, "programme")).toEqual([]);
  expect(await f.sql("select * from projection_faults()")).toEqual([]);
  const told = await f.sql("select event, data from audit_log where subject_id = $1 order by seq", [
    tenant.id,
  ]);
  expect(told).toEqual([
    {
      event: "tenant.barred",
      data: {
        before: { reason: null, note: null },
        after: { reason: "public_sector", note: "A town" },
      },
    },
    { event: "tenant.allowed", data: { before: { reason: "public_sector", note: "A town" } } },
  ]);
});

test("P18, D5 a round under way goes on", async () => {
  const it = await ask(f);
  await bar(it.tenant);
  const [round] = await f.sql("select ended_at from associations where id = $1", [
    it.association.id,
  ]);
  expect(round).toEqual({ ended_at: null });
});

test("P4, P5 who may not, what somebody else changed, and what is so already", async () => {
  const tenant = await f.tenant();
  const input = { tenant: tenant.id, revision: 1, reason: "other" as const, note: "x" };
  const reader = f.ctx(await f.operator({ roles: ["reader", "partner_manager"] }));
  expect(await refusedWith(barTenant(reader, input))).toBe("forbidden");
  expect(await refusedWith(allowTenant(reader, input))).toBe("forbidden");
  const ctx = f.ctx(await steward());
  expect(await refusedWith(allowTenant(ctx, input))).toBe("already_done");
  await bar(tenant);
  expect(await refusedWith(bar(tenant, 1, { note: "Another" }))).toBe("changed_meanwhile");
  expect(await refusedWith(allowTenant(ctx, input))).toBe("changed_meanwhile");
  const there = { ...input, tenant: "00000000-0000-4000-8000-00000000dead" };
  expect(await refusedWith(barTenant(ctx, there))).toBe("not_found");
});
