import { consented } from "@/testing/claims";
import { ask } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { barTenant } from "@/lib/eligibility/bar/bar-tenant";
import { mergeAsSteward } from "@/testing/merging";

const f = fixture();

type Row = Record<string, unknown>;
const faults = () =>
  f.sql<{ projection: string; key: Row; fields: string[] }>("select * from projection_faults()");
const customer = async (partner: { id: string }, engagement: { id: string }) =>
  (
    await f.sql<Row>("select * from customers where partner_id = $1 and engagement_id = $2", [
      partner.id,
      engagement.id,
    ])
  )[0];

/** Two partners who know one tenant; the first has its consent for a workshop, with a claim. */
async function scene() {
  const engagement = await f.engagement();
  const {
    company: partner,
    tenant,
    association,
    claim,
    request,
  } = await consented(f, { engagement });
  const rival = await f.partner();
  await f.known(rival, tenant);
  expect(await customer(rival, engagement)).toMatchObject({ taken: "consent" });
  return { engagement, partner, tenant, association, claim, request, rival };
}

/** The facts that a projection reads and that anybody may change, each with what follows. */
const changes: Record<string, (s: Awaited<ReturnType<typeof scene>>) => Promise<void>> = {
  "engagements.consents_per_customer": async ({ engagement, rival }) => {
    await f.sql("update engagements set consents_per_customer = 2 where id = $1", [engagement.id]);
    expect(await customer(rival, engagement)).toMatchObject({ taken: null, tab: "eligible" });
    await f.sql("update engagements set consents_per_customer = 1 where id = $1", [engagement.id]);
    expect(await customer(rival, engagement)).toMatchObject({ taken: "consent" });
  },
  "engagements.partner_role": async ({ engagement, partner, rival }) => {
    await f.sql(
      "insert into partner_roles (key, label_en, label_nl, with_customers) values ('sell', 'Sell', 'Verkoop', false)",
    );
    await f.sql("update engagements set partner_role = 'sell' where id = $1", [engagement.id]);
    expect(await customer(rival, engagement)).toBeUndefined();
    expect(await customer(partner, engagement)).toMatchObject({ status: "active" });
    expect(await faults()).toEqual([]);
    await f.sql("update engagements set partner_role = 'build-intent' where id = $1", [
      engagement.id,
    ]);
    expect(await customer(rival, engagement)).toMatchObject({ known: true });
  },
  "tenants.name, tenants.tpid": async ({ tenant, rival, engagement }) => {
    await f.sql("update tenants set name = 'Zebra', tpid = 4711 where id = $1", [tenant.id]);
    expect(await customer(rival, engagement)).toMatchObject({ name: "Zebra" });
  },
  "tenants.merged_into": async ({ tenant, rival, partner, engagement, claim }) => {
    const other = await f.tenant();
    const later = new Date(f.now.getTime() + 2 * 86_400_000);
    // The rival is known as a file said (P19).
    await f.sql(
      "update known_customers set imported_by = (select id from users limit 1) where partner_id = $1",
      [rival.id],
    );
    expect(await mergeAsSteward(f, tenant, other, later)).toBeNull();
    const stands = { tenant_id: other.id, name: other.name };
    expect(await customer(rival, engagement)).toMatchObject({ ...stands, taken: "consent" });
    expect(await customer(partner, engagement)).toMatchObject({ ...stands, status: "active" });
    const [line] = await f.sql("select tenant_id, name from claim_lines where claim_id = $1", [
      claim.id,
    ]);
    expect(line).toEqual(stands);
  },
  "tenants.barred_for": async ({ tenant, rival, engagement }) => {
    await f.eligible(tenant, engagement);
    const steward = f.ctx(await f.operator({ roles: ["data_steward"] }));
    await barTenant(steward, {
      tenant: tenant.id,
      revision: 1,
      reason: "public_sector",
      note: null,
    });
    expect(await customer(rival, engagement)).toMatchObject({ criteria_met: false });
  },
  tenant_domains: async ({ tenant }) => {
    await f.sql("insert into tenant_domains (domain, tenant_id) values ('zebra.example', $1)", [
      tenant.id,
    ]);
    await f.sql(
      "update tenant_domains set domain = 'quagga.example' where domain = 'zebra.example'",
    );
    expect(await faults()).toEqual([]);
    await f.sql("delete from tenant_domains where domain = 'quagga.example'");
  },
  tenant_eligibility: async ({ tenant, engagement, rival }) => {
    await f.eligible(tenant, engagement);
    expect(await customer(rival, engagement)).toMatchObject({ criteria_met: true });
    await f.sql("delete from tenant_eligibility where tenant_id = $1", [tenant.id]);
    expect(await customer(rival, engagement)).toMatchObject({ criteria_met: false });
  },
  known_customers: async ({ tenant, engagement, rival }) => {
    await f.sql("delete from known_customers where partner_id = $1", [rival.id]);
    expect(await customer(rival, engagement)).toBeUndefined();
    await f.known(rival, tenant);
    expect(await customer(rival, engagement)).toMatchObject({ known: true });
  },
  "associations.customer_email": async ({ association }) => {
    await f.sql("update associations set customer_email = 'somebody@zebra.example' where id = $1", [
      association.id,
    ]);
  },
  workshop_claims: async ({ claim }) => {
    await f.sql(
      "update workshop_claims set friendly_name = 'Zebra', invoice_number = 'Z-1' where id = $1",
      [claim.id],
    );
  },
  "workshop_claims of an ended round": async ({ claim, association, engagement, partner }) => {
    await f.sql(
      "update associations set ended_at = now(), end_reason = 'withdrawn' where id = $1",
      [association.id],
    );
    await f.sql("update workshop_claims set friendly_name = 'Zebra' where id = $1", [claim.id]);
    expect(await customer(partner, engagement)).toMatchObject({
      known: true,
      association_id: null,
    });
  },
  "consent_requests.replaced_at": async ({ request }) => {
    await f.sql("update consent_requests set replaced_at = now() where id = $1", [request.id]);
  },
  "consent_requests.replaced_at of an ended round": async ({ request, association }) => {
    await f.sql(
      "update associations set ended_at = now(), end_reason = 'withdrawn' where id = $1",
      [association.id],
    );
    await f.sql("update consent_requests set replaced_at = now() where id = $1", [request.id]);
  },
};

test.each(Object.entries(changes))("the projections follow %s", async (_name, change) => {
  const known = await scene();
  expect(await faults()).toEqual([]);
  await change(known);
  expect(await faults()).toEqual([]);
});

test("a request that waited for its release and was replaced waits no more (D19)", async () => {
  const { request, company, engagement } = await ask(f, {});
  const [release] = await f.sql<{ id: string }>(
    `insert into contact_releases (partner_id, tenant_id, association_id, contact_name, contact_email, reason, asked_at, asked_by)
     select r.partner_id, a.tenant_id, a.id, 'X', 'x@y.example', 'A reason', r.sent_at, r.sent_by
     from consent_requests r join associations a on a.id = r.association_id where r.id = $1 returning id`,
    [request.id],
  );
  await f.sql("update consent_requests set replaced_at = now() where id = $1", [request.id]);
  await f.sql(
    `insert into consent_requests select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(),
       'number', '0000000000000042', 'replaced_at', null, 'release_id', $2::text))).* from consent_requests r where id = $1`,
    [request.id, release!.id],
  );
  expect(await customer(company, engagement)).toMatchObject({ contact_release: "waiting" });
  await f.sql("update consent_requests set replaced_at = now() where release_id = $1", [
    release!.id,
  ]);
  expect(await customer(company, engagement)).toMatchObject({ contact_release: null });
  expect(await faults()).toEqual([]);
});

test("what is stale is named, field by field, and mended", async () => {
  const { tenant, claim, rival, engagement, association } = await scene();
  await f.sql("update associations set ended_at = now(), end_reason = 'withdrawn' where id = $1", [
    association.id,
  ]);
  await f.sql("update associations set search = ' nothing' where id = $1", [association.id]);
  await f.sql("update customers set taken = 'done', known = false where partner_id = $1", [
    rival.id,
  ]);
  await f.sql("update claim_lines set name = 'Other' where claim_id = $1", [claim.id]);
  await f.sql("update customer_counts set count = count + 1 where partner_id = $1 and count > 0", [
    rival.id,
  ]);
  await f.sql("update claim_counts set count = count + 1 where partner_id = $1", [claim.partnerId]);
  await f.sql("update tenants set search = ' other' where id = $1", [tenant.id]);
  const found = await faults();
  expect(
    found.map(({ projection, fields }) => `${projection}: ${fields.join(", ")}`).sort(),
  ).toEqual(
    expect.arrayContaining([
      "associations: search",
      "claim_counts: count",
      "claim_lines: name, search",
      "customer_counts: count",
      "customers: known, search, taken",
      "tenants: search",
    ]),
  );
  expect(found).toContainEqual({
    projection: "customers",
    key: { partner_id: rival.id, engagement_id: engagement.id, tenant_id: tenant.id },
    fields: ["known", "search", "taken"],
  });
  for (let left = found; left.length > 0; left = await faults()) {
    for (const { projection, key } of left)
      await f.sql("select mend_projection($1, $2)", [projection, key]);
  }
  expect(await faults()).toEqual([]);
});
