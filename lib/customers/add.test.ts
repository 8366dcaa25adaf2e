import { randomUUID } from "node:crypto";
import type { PartnerUser } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { fixture, type Company, type Engagement, type Tenant } from "@/testing/fixture";
import { addCustomer } from "./add";
import { chooseTenant } from "./choose-tenant";
import { chooseWorkshops } from "./choose-workshops";
import { giveReason } from "./give-reason";
import { nameCustomer } from "./name-customer";

const f = fixture();

type Facts = {
  id: string;
  partner_id: string;
  engagement_id: string;
  origin: string;
  mismatch_reason: string | null;
  customer_email: string;
  consent_due_at: Date;
  ended_at: Date | null;
  end_reason: string | null;
};
const rounds = (tenant: { id: string }) =>
  f.sql<Facts>("select * from associations where tenant_id = $1 order by created_at, id", [
    tenant.id,
  ]);
const codesOf = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error("it was not refused", { cause: error });
  return error.errors.map(({ field, code }) => `${field}:${code}`);
};

/** A workshop that pays everywhere. */
async function workshop(values: Parameters<typeof f.engagement>[0] = {}): Promise<Engagement> {
  const engagement = await f.engagement(values);
  await f.sql(
    `insert into engagement_rates (engagement_id, band, valid_from, amount_minor)
     select $1, band, '2025-07-01', 500000 from unnest(array['A', 'B', 'C']) band`,
    [engagement.id],
  );
  return engagement;
}

type Run = { actor?: PartnerUser; at?: Date; email?: string; identifier?: string; draft?: string };

/** Fills in the screens up to the review; gives the draft. */
async function fill(
  company: Company,
  tenant: Tenant,
  workshops: Engagement[],
  { actor = company.admin, at = f.now, draft = randomUUID(), ...typed }: Run = {},
): Promise<string> {
  const { slug } = workshops[0]!;
  const ctx = f.ctx(actor, at);
  const email = typed.email ?? `sam@${tenant.domain}`;
  const identifier = typed.identifier ?? "";
  const location = company.location.id;
  const go = "next" as const;
  await nameCustomer(ctx, { slug, draft, go, location, email, identifier });
  const ids = workshops.map(({ id }) => id);
  await chooseWorkshops(ctx, { slug, draft, go, workshops: ids, claimedTenantId: null });
  return draft;
}

describe("addCustomer", () => {
  test("S34, D9: one round a workshop, with its clock, its audit row and a row on the page", async () => {
    const company = await f.partner({ locations: [{ timeZone: "Pacific/Auckland" }] });
    const [one, two] = [await workshop(), await workshop({ consentDays: 45 })];
    const tenant = await f.tenant();
    const draftId = await fill(company, tenant, [one, two]);
    const result = await addCustomer(f.ctx(company.admin), { draftId });

    expect(result.tenantId).toBe(tenant.id);
    const added = await rounds(tenant);
    expect(
      added.map((row) => [row.engagement_id, row.consent_due_at.toISOString()]).sort(),
    ).toEqual(
      [
        // 10 March, 22:00 in Auckland; summer time ends there on 5 April.
        [one.id, "2026-04-09T12:00:00.000Z"],
        [two.id, "2026-04-24T12:00:00.000Z"],
      ].sort(),
    );
    expect(added[0]).toMatchObject({ origin: "added", mismatch_reason: null });
    const audit = await f.sql<{ event: string; subject_id: string }>(
      "select event, subject_id from audit_log where chain = $1 and event like 'customer.%' order by seq",
      [company.id],
    );
    expect(audit.map((row) => row.event)).toEqual(["customer.added", "customer.added"]);
    expect(audit.map((row) => row.subject_id).sort()).toEqual(added.map((row) => row.id).sort());
    expect(
      await f.sql("select distinct status, criteria_met from customers where tenant_id = $1", [
        tenant.id,
      ]),
    ).toEqual([{ status: "to_ask", criteria_met: true }]);
  });

  test("D4: sent twice, one after the other or at once, it adds once and says the same", async () => {
    const company = await f.partner();
    const engagement = await workshop();
    const tenant = await f.tenant();
    const draftId = await fill(company, tenant, [engagement]);
    const send = () => addCustomer(f.ctx(company.admin), { draftId });
    const results = await Promise.all([send(), send(), send(), send()]);
    results.push(await send());
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(await rounds(tenant)).toHaveLength(1);
    expect(
      await f.sql(
        "select count(*)::int as n from audit_log where chain = $1 and event like 'customer.%'",
        [company.id],
      ),
    ).toEqual([{ n: 1 }]);
  });

  test("D1: two drafts for the same customer at once add once, and the other is told", async () => {
    const company = await f.partner();
    const engagement = await workshop();
    const tenant = await f.tenant();
    const drafts = [
      await fill(company, tenant, [engagement]),
      await fill(company, tenant, [engagement]),
    ];
    const results = await Promise.allSettled(
      drafts.map((draftId) => addCustomer(f.ctx(company.admin), { draftId })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(
      results.flatMap((r) => (r.status === "rejected" ? [r.reason as unknown] : [])),
    ).toMatchObject([{ code: "workshop_under_way" }]);
    expect(await rounds(tenant)).toHaveLength(1);
  });

  test("S34: all or none: one workshop that closed meanwhile stops them all", async () => {
    const company = await f.partner();
    const [one, two] = [await workshop(), await workshop()];
    const tenant = await f.tenant();
    const draftId = await fill(company, tenant, [one, two]);
    await f.sql("update engagements set last_day_to_add = '2026-03-09' where id = $1", [two.id]);
    expect(await codesOf(addCustomer(f.ctx(company.admin), { draftId }))).toEqual([
      ":workshop_not_open",
    ]);
    expect(await rounds(tenant)).toEqual([]);
    await f.sql("update engagements set last_day_to_add = '2026-03-10' where id = $1", [two.id]);
    await addCustomer(f.ctx(company.admin), { draftId });
    expect(await rounds(tenant)).toHaveLength(2);
  });

  test("everything is looked at again: role, location, tenant, criteria, another's consent", async () => {
    const company = await f.partner();
    const engagement = await workshop({
      customerCriteria: [{ metric: "teams_mau", operator: ">=", value: 10 }],
    });
    const tenant = await f.tenant({ usage: { teams_mau: 10 } });
    const draftId = await fill(company, tenant, [engagement]);
    const add = (actor = company.admin) => addCustomer(f.ctx(actor), { draftId });

    const elsewhere = await f.location(company);
    const moved: PartnerUser = {
      ...company.admin,
      grants: [{ role: "incentives_user", locationId: elsewhere.id }],
    };
    expect(await codesOf(add(moved))).toEqual([":location_closed"]);

    const set = (text: string) => f.sql(text, []);
    const place = `where id = '${company.location.id}'`;
    await set(`update locations set enrolment = 'inactive' ${place}`);
    expect(await codesOf(add())).toEqual([":workshop_location"]);
    await set(`update locations set enrolment = 'enrolled' ${place}`);

    await set(
      `update tenant_usage set metrics = '{"teams_mau": 9}' where tenant_id = '${tenant.id}'`,
    );
    expect(await codesOf(add())).toEqual([":workshop_criteria"]);
    await set(
      `update tenant_usage set metrics = '{"teams_mau": 10}' where tenant_id = '${tenant.id}'`,
    );

    const other = await f.tenant();
    await set(
      `update tenant_domains set tenant_id = '${other.id}' where domain = '${tenant.domain}'`,
    );
    expect(await codesOf(add())).toEqual([":customer_changed"]);
    await set(
      `update tenant_domains set tenant_id = '${tenant.id}' where domain = '${tenant.domain}'`,
    );

    await f.known(company, tenant);
    expect(await codesOf(add())).toEqual([":already_known"]);
    expect(await rounds(tenant)).toEqual([]);
  });

  test("D7: what ran out is ended first, and the customer can be added again", async () => {
    const company = await f.partner();
    const engagement = await workshop();
    const tenant = await f.tenant();
    const first = await fill(company, tenant, [engagement]);
    await addCustomer(f.ctx(company.admin), { draftId: first });
    const [round] = await rounds(tenant);
    const lastInstant = new Date(round!.consent_due_at.getTime() - 1);
    const draft = randomUUID();
    await expect(fill(company, tenant, [engagement], { at: lastInstant, draft })).rejects.toThrow(
      "workshop_closed",
    );
    const at = round!.consent_due_at;
    const draftId = await fill(company, tenant, [engagement], { at, draft });
    await addCustomer(f.ctx(company.admin, at), { draftId });
    const [old, fresh] = await rounds(tenant);
    expect(old).toMatchObject({ ended_at: at, end_reason: "consent_expired" });
    expect(fresh).toMatchObject({ ended_at: null });
  });

  test("D8: two partners may add the same customer; neither is told of the other", async () => {
    const engagement = await workshop();
    const tenant = await f.tenant();
    for (const company of [await f.partner(), await f.partner()]) {
      const draftId = await fill(company, tenant, [engagement]);
      await addCustomer(f.ctx(company.admin), { draftId });
    }
    expect(await rounds(tenant)).toHaveLength(2);
  });

  test("S28: a mismatch blocks nothing; its reason is asked for and kept", async () => {
    const company = await f.partner();
    const engagement = await workshop();
    const tenant = await f.tenant();
    const { slug } = engagement;
    const ctx = f.ctx(company.admin);
    const [draft, go, location] = [randomUUID(), "next" as const, company.location.id];
    const typed = { location, email: "sam@elsewhere.example", identifier: tenant.id };
    expect(await nameCustomer(ctx, { slug, draft, go, ...typed })).toBe("reason");
    expect(await codesOf(giveReason(ctx, { slug, draft, go, reason: "", reasonNote: "" }))).toEqual(
      ["reason:required_reason"],
    );
    expect(
      await codesOf(giveReason(ctx, { slug, draft, go, reason: "other", reasonNote: " " })),
    ).toEqual(["reasonNote:required_reason_note"]);
    const reason = { reason: "supplier", reasonNote: "IT is run by Elsewhere" };
    expect(await giveReason(ctx, { slug, draft, go, ...reason })).toBe("workshops");
    const workshops = [engagement.id];
    expect(await chooseWorkshops(ctx, { slug, draft, go, workshops, claimedTenantId: null })).toBe(
      "review",
    );
    await addCustomer(ctx, { draftId: draft });
    expect(await rounds(tenant)).toMatchObject([
      { mismatch_reason: "supplier: IT is run by Elsewhere", customer_email: typed.email },
    ]);
  });

  test("D3: of a TPID's several tenants the user picks one when none has the e-mail's domain", async () => {
    const company = await f.partner();
    const engagement = await workshop();
    const tpid = 7_000_001;
    const [one, two] = [await f.tenant({ tpid }), await f.tenant({ tpid })];
    const stranger = await f.tenant();
    const { slug } = engagement;
    const ctx = f.ctx(company.admin);
    const [draft, go, location] = [randomUUID(), "next" as const, company.location.id];
    const typed = { location, email: "sam@elsewhere.example", identifier: String(tpid) };
    expect(await nameCustomer(ctx, { slug, draft, go, ...typed })).toBe("tenant");
    expect(await codesOf(chooseTenant(ctx, { slug, draft, go, tenant: stranger.id }))).toEqual([
      "tenant:required_tenant",
    ]);
    expect(await chooseTenant(ctx, { slug, draft, go, tenant: two.id })).toBe("reason");
    await giveReason(ctx, { slug, draft, go, reason: "renamed", reasonNote: "" });
    const workshops = [engagement.id];
    await chooseWorkshops(ctx, { slug, draft, go, workshops, claimedTenantId: null });
    await addCustomer(ctx, { draftId: draft });
    expect(await rounds(two)).toHaveLength(1);
    expect(await rounds(one)).toEqual([]);

    const fitting = { ...typed, email: `kim@${one.domain}` };
    expect(await nameCustomer(ctx, { slug, draft: randomUUID(), go, ...fitting })).toBe(
      "workshops",
    );
  });

  test("nobody without a role, of another location or another company can add with this draft", async () => {
    const company = await f.partner();
    const engagement = await workshop();
    const tenant = await f.tenant();
    const draftId = await fill(company, tenant, [engagement]);
    const colleague = await f.user(company, {
      grants: [{ role: "incentives_admin", locationId: null }],
    });
    const nobody = await f.user(company);
    const stranger = (await f.partner()).admin;
    const add = (actor: PartnerUser) => codesOf(addCustomer(f.ctx(actor), { draftId }));
    expect(await add(nobody)).toEqual([":no_role"]);
    expect(await add({ ...company.admin, grants: [] })).toEqual([":no_role"]);
    expect(await add(colleague)).toEqual([":not_found"]);
    expect(await add(stranger)).toEqual([":not_found"]);
    const operator = await f.operator();
    expect(await codesOf(addCustomer(f.ctx(operator), { draftId }))).toEqual([":forbidden"]);
    expect(await rounds(tenant)).toEqual([]);
  });

  test("a draft with an open screen is not added", async () => {
    const company = await f.partner();
    const engagement = await workshop();
    const tenant = await f.tenant();
    const [draft, go] = [randomUUID(), "next" as const];
    const { slug } = engagement;
    const typed = { location: company.location.id, email: `a@${tenant.domain}`, identifier: "" };
    await nameCustomer(f.ctx(company.admin), { slug, draft, go, ...typed });
    expect(await codesOf(addCustomer(f.ctx(company.admin), { draftId: draft }))).toEqual([
      ":wrong_state",
    ]);
  });
});

test("P29 a location whose qualification lapses takes no new customers; what is under way stays (D5)", async () => {
  const key = "specialization:threat-protection";
  const company = await f.partner({ locations: [{ qualifications: [key] }] });
  const asks = { anyOf: [key], allOf: [], countries: null };
  const engagement = await workshop({ partnerCriteria: asks });
  const [before, after] = [await f.tenant(), await f.tenant()];
  await addCustomer(f.ctx(company.admin), { draftId: await fill(company, before, [engagement]) });
  const late = await fill(company, after, [engagement]);
  await f.sql(
    "update location_qualifications set valid_until = '2026-03-09' where location_id = $1",
    [company.location.id],
  );
  expect(await codesOf(addCustomer(f.ctx(company.admin), { draftId: late }))).toEqual([
    ":workshop_location",
  ]);
  expect(await rounds(after)).toEqual([]);
  expect(await rounds(before)).toMatchObject([{ ended_at: null }]);
});
