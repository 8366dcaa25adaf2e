import { randomUUID } from "node:crypto";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { addTenantDomain } from "./add-domain";
import { changeTenant } from "@/lib/eligibility/change-tenant";
import { createTenant } from "./create-tenant";
import { moveTenantDomain } from "./move-domain";
import { removeTenantDomain } from "./remove-domain";

const f = fixture();
const steward = async () => f.ctx(await f.operator({ roles: ["data_steward"] }));
const told = (id: string) =>
  f.sql("select event, data from audit_log where subject_id = $1 order by seq", [id]);
const domains = async (id: string) =>
  (
    await f.sql<{ domain: string }>(
      "select domain from tenant_domains where tenant_id = $1 order by 1",
      [id],
    )
  ).map(({ domain }) => domain);
const fields = { name: "Zebra", country: "NL", tpid: 4711 };

test("P18 a tenant is written down once, and changed; before and after are told", async () => {
  const id = randomUUID();
  await createTenant(await steward(), { tenantId: id, ...fields });
  expect(await refusedWith(createTenant(await steward(), { tenantId: id, ...fields }))).toBe(
    "tenant_exists",
  );
  await changeTenant(await steward(), { tenant: id, revision: 1, ...fields, country: null });
  await changeTenant(await steward(), { tenant: id, revision: 2, ...fields, country: null });
  expect(await told(id)).toEqual([
    { event: "tenant.created", data: { after: fields } },
    { event: "tenant.changed", data: { before: { country: "NL" }, after: { country: null } } },
  ]);
  const stale = changeTenant(await steward(), {
    tenant: id,
    revision: 1,
    ...fields,
    name: "Okapi",
  });
  await expect(stale).rejects.toMatchObject({
    errors: [
      { code: "changed_meanwhile" },
      { field: "name", code: "stands_now", params: { value: "Zebra" } },
      { field: "country", code: "stands_now" },
    ],
  });
});

test("P18 domains are added, moved and removed; each belongs to one tenant", async () => {
  const [a, b] = [await f.tenant({ domains: [] }), await f.tenant({ domains: [] })];
  const partner = await f.partner();
  await f.known(partner, b);
  const domain = "zebra.example";
  await addTenantDomain(await steward(), { tenant: a.id, domain });
  expect(await refusedWith(addTenantDomain(await steward(), { tenant: a.id, domain }))).toBe(
    "already_done",
  );
  expect(await refusedWith(addTenantDomain(await steward(), { tenant: b.id, domain }))).toBe(
    "domain_of_tenant",
  );
  for (const [shared, code] of [
    ["gmail.com", "domain_free_mail"],
    ["onmicrosoft.com", "domain_shared_tenant"],
  ] as const)
    expect(
      await refusedWith(addTenantDomain(await steward(), { tenant: a.id, domain: shared })),
    ).toBe(code);
  // D24: an army's, registered exactly so.
  await addTenantDomain(await steward(), { tenant: a.id, domain: "mil.no" });
  expect(
    await refusedWith(
      moveTenantDomain(await steward(), { tenant: a.id, domain, to: "nobody.example" }),
    ),
  ).toBe("other_tenant_unknown");
  expect(
    await refusedWith(moveTenantDomain(await steward(), { tenant: a.id, domain, to: a.id })),
  ).toBe("other_tenant_same");
  await moveTenantDomain(await steward(), { tenant: a.id, domain, to: b.id });
  expect([await domains(a.id), await domains(b.id)]).toEqual([["mil.no"], [domain]]);
  expect(
    await refusedWith(moveTenantDomain(await steward(), { tenant: a.id, domain, to: b.id })),
  ).toBe("already_done");
  const found = await f.sql(
    "select distinct search like '%zebra%' as found from customers where tenant_id = $1",
    [b.id],
  );
  expect(found).not.toContainEqual({ found: false });
  await removeTenantDomain(await steward(), { tenant: b.id, domain });
  expect(await refusedWith(removeTenantDomain(await steward(), { tenant: b.id, domain }))).toBe(
    "already_done",
  );
  expect((await told(b.id)).map(({ event }) => event)).toEqual([
    "tenant.domain_received",
    "tenant.domain_removed",
  ]);
  expect(await f.sql("select * from projection_faults()")).toEqual([]);
});

test("P5 only a data steward does any of it", async () => {
  const tenant = await f.tenant();
  const ctx = f.ctx(await f.operator({ roles: ["reader", "partner_manager", "administrator"] }));
  const of = { tenant: tenant.id, domain: "okapi.example" };
  for (const act of [
    () => createTenant(ctx, { tenantId: randomUUID(), ...fields }),
    () => changeTenant(ctx, { tenant: tenant.id, revision: 1, ...fields }),
    () => addTenantDomain(ctx, of),
    () => removeTenantDomain(ctx, { ...of, domain: tenant.domain }),
    () => moveTenantDomain(ctx, { ...of, domain: tenant.domain, to: tenant.id }),
  ])
    expect(await refusedWith(act())).toBe("forbidden");
});
