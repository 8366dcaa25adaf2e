import { randomUUID } from "node:crypto";
import type { PartnerUser } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { fixture, type Company, type Engagement, type Tenant } from "@/testing/fixture";
import { chooseLocation } from "./choose-location";
import { chooseWorkshops } from "./choose-workshops";
import { claimCustomer } from "./claim";

const f = fixture();

const codesOf = async (act: Promise<unknown>) => {
  const error: unknown = await act.then(
    () => "it was not refused",
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error("no refusal", { cause: error });
  return error.errors.map(({ field, code }) => `${field}:${code}`);
};
const rounds = (tenant: Tenant) =>
  f.sql("select * from associations where tenant_id = $1 order by created_at, id", [tenant.id]);

async function workshop(): Promise<Engagement> {
  const engagement = await f.engagement();
  await f.sql(
    `insert into engagement_rates (engagement_id, band, valid_from, amount_minor)
     select $1, band, '2025-07-01', 500000 from unnest(array['A', 'B', 'C']) band`,
    [engagement.id],
  );
  return engagement;
}

type Run = { actor?: PartnerUser; at?: Date };

async function fill(
  company: Company,
  tenant: Tenant,
  workshops: Engagement[],
  { actor = company.admin, at = f.now }: Run = {},
): Promise<string> {
  const ctx = f.ctx(actor, at);
  const draft = randomUUID();
  const page = { slug: workshops[0]!.slug, draft, go: "next" as const };
  await chooseLocation(ctx, { ...page, tenantId: tenant.id, location: company.location.id });
  await chooseWorkshops(ctx, {
    ...page,
    workshops: workshops.map(({ id }) => id),
    claimedTenantId: tenant.id,
  });
  return draft;
}

async function start() {
  const company = await f.partner();
  const [one, two] = [await workshop(), await workshop()];
  const tenant = await f.tenant({ eligibleFor: [one, two] });
  await f.known(company, tenant);
  return { company, one, two, tenant };
}

test("S43: one round a workshop, marked as claimed, with its audit row", async () => {
  const { company, one, two, tenant } = await start();
  const draftId = await fill(company, tenant, [one, two]);
  const result = await claimCustomer(f.ctx(company.admin), { draftId });
  expect(result.associations).toHaveLength(2);
  expect(await rounds(tenant)).toMatchObject([
    { origin: "claimed", customer_email: null, mismatch_reason: null },
    { origin: "claimed" },
  ]);
  expect(
    await f.sql(
      "select distinct event from audit_log where chain = $1 and event like 'customer.%'",
      [company.id],
    ),
  ).toEqual([{ event: "customer.claimed" }]);
  expect(
    await f.sql("select distinct status from customers where tenant_id = $1 and partner_id = $2", [
      tenant.id,
      company.id,
    ]),
  ).toContainEqual({ status: "to_ask" });
});

test("D4: sent several times at once it claims once", async () => {
  const { company, one, tenant } = await start();
  const draftId = await fill(company, tenant, [one]);
  const send = () => claimCustomer(f.ctx(company.admin), { draftId });
  const results = await Promise.all([send(), send(), send()]);
  expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
  expect(await rounds(tenant)).toHaveLength(1);
});

test("S16: only a known customer can be claimed", async () => {
  const company = await f.partner();
  const engagement = await workshop();
  const tenant = await f.tenant({ eligibleFor: [engagement] });
  await f.known(await f.partner(), tenant);
  expect(await codesOf(fill(company, tenant, [engagement]))).toEqual([":not_known"]);
  expect(await rounds(tenant)).toEqual([]);
});

test("D6, D7: after a decline or an expiry the customer can be claimed again", async () => {
  const { company, one, tenant } = await start();
  const old = await f.association(company, tenant, one, { origin: "claimed", customerEmail: null });
  expect(await codesOf(fill(company, tenant, [one]))).toEqual(["workshops:workshop_closed"]);
  const at = old.consentDueAt;
  const draftId = await fill(company, tenant, [one], { at });
  await claimCustomer(f.ctx(company.admin, at), { draftId });
  expect(await rounds(tenant)).toMatchObject([
    { id: old.id, end_reason: "consent_expired", ended_at: at },
    { ended_at: null, origin: "claimed" },
  ]);
});

test("D1: under way at a location that the user does not see: still not twice", async () => {
  const { company, one, tenant } = await start();
  await f.association(company, tenant, one, { origin: "claimed", customerEmail: null });
  const place = await f.location(company);
  const grants = [{ role: "incentives_user" as const, locationId: place.id }];
  const user = await f.user(company, { grants });
  const elsewhere = { ...company, location: place };
  expect(await codesOf(fill(elsewhere, tenant, [one], { actor: user }))).toEqual([
    "workshops:workshop_closed",
  ]);
});

test("nobody without a role, no colleague and no other company claims with this draft", async () => {
  const { company, one, tenant } = await start();
  const draftId = await fill(company, tenant, [one]);
  const claim = (actor: PartnerUser) => codesOf(claimCustomer(f.ctx(actor), { draftId }));
  const colleague = await f.user(company, {
    grants: [{ role: "incentives_admin", locationId: null }],
  });
  expect(await claim({ ...company.admin, grants: [] })).toEqual([":no_role"]);
  expect(await claim(colleague)).toEqual([":not_found"]);
  expect(await claim((await f.partner()).admin)).toEqual([":not_found"]);
  expect(await rounds(tenant)).toEqual([]);
});
