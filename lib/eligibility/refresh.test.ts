import { reading, transaction } from "@/lib/ctx";
import { changeListing } from "@/lib/engagements/editing/change-listing";
import { listingInput } from "@/lib/engagements/editing/schema";
import { fixture } from "@/testing/fixture";
import { findProgress } from "./progress";
import { refreshEligibility } from "./refresh";
import { refreshAllEligibility } from "./refresh-all";

const make = fixture();
const criteria = [{ metric: "teams_pau", operator: ">=" as const, value: 300 }];
const later = new Date("2026-03-11T09:00:00.000Z");

const refresh = (ids: string[], at = later) =>
  transaction(make.system(at), (tx) => refreshEligibility(tx, ids));
const stored = (tenant: { id: string }, engagement: { id: string }) =>
  make.sql<{ met: boolean; evaluated_at: Date }>(
    "select met, evaluated_at from tenant_eligibility where tenant_id = $1 and engagement_id = $2",
    [tenant.id, engagement.id],
  );
const row = (tenant: { id: string }, engagement: { id: string }) =>
  make.sql<{ tab: string; status: string }>(
    "select tab, status from customers where tenant_id = $1 and engagement_id = $2",
    [tenant.id, engagement.id],
  );

test("S7, S11 every engagement is evaluated, and the Customers pages follow the facts", async () => {
  const partner = await make.partner();
  const asks = await make.engagement({ customerCriteria: criteria });
  const asksNothing = await make.engagement();
  const tenant = await make.tenant({ usage: { teams_pau: 100 }, month: "2026-01-01" });
  expect(await refresh([tenant.id, tenant.id])).toBeGreaterThanOrEqual(2);
  await make.known(partner, tenant);
  expect(await row(tenant, asks)).toEqual([{ tab: "ineligible", status: "criteria" }]);
  expect(await row(tenant, asksNothing)).toEqual([{ tab: "eligible", status: "known" }]);

  await make.sql(
    "insert into tenant_usage (tenant_id, month, metrics) values ($1, '2026-02-01', $2)",
    [tenant.id, { teams_pau: 300 }],
  );
  expect(await refresh([tenant.id])).toBe(1);
  expect(await row(tenant, asks)).toEqual([{ tab: "eligible", status: "known" }]);
});

test("what is right already is not written", async () => {
  const engagement = await make.engagement({ customerCriteria: criteria });
  const tenant = await make.tenant({ usage: { teams_pau: 500 } });
  await refresh([tenant.id]);
  expect(await refresh([tenant.id], new Date("2026-04-01T00:00:00.000Z"))).toBe(0);
  expect(await stored(tenant, engagement)).toEqual([{ met: true, evaluated_at: later }]);
});

test("a partner's verb may refresh within its own transaction; ids of nobody are nothing", async () => {
  const partner = await make.partner();
  const engagement = await make.engagement({ customerCriteria: criteria });
  const tenant = await make.tenant();
  const ids = [tenant.id, "00000000-0000-4000-8000-000000000000"];
  await transaction(make.ctx(partner.admin), (tx) => refreshEligibility(tx, ids));
  expect(await stored(tenant, engagement)).toMatchObject([{ met: false }]);
  expect(await refresh([])).toBe(0);
});

test("the nightly run sees to the customers of all partners, and to nobody else, in any number of parts", async () => {
  const partner = await make.partner();
  const engagement = await make.engagement({ customerCriteria: criteria });
  const customers = await Promise.all(
    Array.from({ length: 3 }, () => make.tenant({ usage: { teams_pau: 400 } })),
  );
  const stranger = await make.tenant({ usage: { teams_pau: 400 } });
  for (const tenant of customers) await make.known(partner, tenant);
  await refreshAllEligibility(make.system(later), { chunk: 2 });
  for (const tenant of customers)
    expect(await stored(tenant, engagement)).toMatchObject([{ met: true }]);
  expect(await stored(stranger, engagement)).toEqual([]);
  expect(await refreshAllEligibility(make.system(later))).toMatchObject({ changed: 0 });
});

test("after a change of the catalogue the nightly run moves the rows", async () => {
  const partner = await make.partner();
  const engagement = await make.engagement({ customerCriteria: criteria });
  const tenant = await make.tenant({ usage: { teams_pau: 400 } });
  await refresh([tenant.id]);
  await make.known(partner, tenant);
  expect(await row(tenant, engagement)).toEqual([{ tab: "eligible", status: "known" }]);
  await make.sql("update engagement_versions set customer_criteria = $2 where engagement_id = $1", [
    engagement.id,
    JSON.stringify([{ metric: "teams_pau", operator: ">=", value: 500 }]),
  ]);
  await refreshAllEligibility(make.system(later));
  expect(await row(tenant, engagement)).toEqual([{ tab: "ineligible", status: "criteria" }]);
});

test("it is told how far it is; a run that broke off is begun anew, each customer right as a whole", async () => {
  const partner = await make.partner();
  const [one, two] = [
    await make.engagement({ customerCriteria: criteria }),
    await make.engagement({ customerCriteria: criteria }),
  ];
  for (let n = 0; n < 6; n++)
    await make.known(partner, await make.tenant({ usage: { teams_pau: 400 } }));
  await refreshAllEligibility(make.system(later));
  const operator = make.ctx(await make.operator({ roles: ["reader"] }));
  const progress = () => reading(operator, findProgress);
  const halves = () =>
    make.sql(
      "select from tenant_eligibility a join tenant_eligibility b using (tenant_id) where a.engagement_id = $1 and b.engagement_id = $2 and a.met <> b.met",
      [one.id, two.id],
    );
  expect(await progress()).toBeNull();
  await make.sql(
    "update engagement_versions set customer_criteria = $1 where engagement_id = any($2)",
    [JSON.stringify([{ metric: "teams_pau", operator: ">=", value: 500 }]), [one.id, two.id]],
  );
  // The worker dies with its third part.
  await make.sql(`create function dies() returns trigger language plpgsql as $$ begin
    if new.done >= 5 then raise exception 'killed'; end if; return new; end $$;
    create trigger dies before update on eligibility_runs for each row execute function dies()`);
  await expect(refreshAllEligibility(make.system(later), { chunk: 2 })).rejects.toThrow();
  const [total] = await make.sql<{ count: number }>(
    "select count(distinct tenant_id)::int as count from customers",
  );
  expect(await progress()).toEqual({ done: 4, total: total?.count });
  expect(await halves()).toEqual([]);
  await make.sql("drop trigger dies on eligibility_runs");
  await refreshAllEligibility(make.system(later), { chunk: 2 });
  expect(await progress()).toBeNull();
  const [still] = await make.sql(
    "select count(*)::int as met from tenant_eligibility where met and engagement_id = any($1)",
    [[one.id, two.id]],
  );
  expect(still).toEqual({ met: 0 });
});

test("only the product itself refreshes everything", async () => {
  const { admin } = await make.partner();
  const ctx = { ...make.system(), actor: admin };
  // @ts-expect-error a partner's context is none of the product itself
  await expect(refreshAllEligibility(ctx)).rejects.toMatchObject({ code: "forbidden" });
});

test("S6 with another partner role the lists of customers follow, and where the first is opened", async () => {
  const partner = await make.partner();
  const tenant = await make.tenant();
  await make.sql(
    `insert into partner_roles (key, label_en, label_nl, with_customers) values ('alone', 'Alone', 'Alleen', false)`,
  );
  const engagement = await make.engagement({ partnerRole: "alone", openedAt: null });
  await make.known(partner, tenant);
  const editor = make.ctx(await make.operator({ roles: ["catalogue_editor"] }));
  const become = async (partnerRole: string) => {
    const { slug, solutionArea, engagementType, availableFrom } = engagement;
    const [stands] = await make.sql<{ revision: string }>(
      "select revision::text from engagements where id = $1",
      [engagement.id],
    );
    const said = { slug, solutionArea, engagementType, availableFrom, partnerRole };
    await changeListing(
      editor,
      listingInput.parse({ ...said, consentsPerCustomer: "1", revision: stands!.revision }),
    );
  };
  const waiting = async () =>
    (await make.sql("select from pgboss.job where name = 'begin-version'")).length;
  const listed = async () => (await row(tenant, engagement)).length;
  const follows = async () => {
    await refreshAllEligibility(make.system());
    expect(await make.sql("select * from projection_faults()")).toEqual([]);
  };
  await make.sql("update engagements set opened_at = $2 where id = $1", [engagement.id, make.now]);
  const before = await waiting();
  await become("build-intent");
  expect([await listed(), (await waiting()) - before]).toEqual([0, 1]);
  await follows();
  expect(await listed()).toBe(1);
  await become("alone");
  expect([await listed(), (await waiting()) - before]).toEqual([1, 2]);
  await follows();
  expect(await listed()).toBe(0);
});
