import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { Client } from "pg";
import { countMeeting, listCustomerEffects } from "@/lib/eligibility/effect.queries";
import { tenantEligibility } from "@/lib/eligibility/rules";
import { reading } from "@/lib/ctx";
import { fixture, type Tenant } from "@/testing/fixture";

const f = fixture({ tampers: true });

test("P11: the count is right to the tenant, and says who would change tab, for any criteria and figures", async () => {
  const metric = fc.constantFrom("seats", "usage");
  const value = fc.integer({ min: 0, max: 3 });
  const criterion = fc.record({
    metric,
    operator: fc.constantFrom(">=", "<=", ">", "<", "=" as const),
    value,
  });
  const asks = fc.record({
    customerCriteria: fc.array(
      fc.oneof(
        criterion,
        fc.record({ anyOf: fc.array(criterion, { minLength: 1, maxLength: 3 }) }),
      ),
      { maxLength: 3 },
    ),
    customerCountries: fc.option(fc.subarray(["NL", "BE"]), { nil: null }),
  });
  const figures = fc.array(fc.record({ seats: value, usage: value }, { requiredKeys: [] }), {
    maxLength: 3,
  });
  const months = ["2026-01-01", "2026-02-01", "2026-03-01"];
  const partner = await f.partner();
  const engagement = await f.engagement();
  const all: {
    tenant: Tenant;
    usage: { month: string; metrics: Record<string, number> }[];
    met: boolean;
  }[] = [];
  for (const [n, usage] of fc.sample(figures, 60).entries()) {
    const tenant = await f.tenant({ country: n % 3 === 0 ? "DE" : "NL" });
    const rows = usage.map((metrics, at) => ({ month: months[at]!, metrics }));
    for (const row of rows)
      await f.sql("insert into tenant_usage (tenant_id, month, metrics) values ($1, $2, $3)", [
        tenant.id,
        row.month,
        row.metrics,
      ]);
    const met = n % 2 === 0;
    await f.eligible(tenant, engagement, met);
    await f.known(partner, tenant);
    all.push({ tenant, usage: rows, met });
  }
  const operator = await f.operator();
  let some = 0;
  for (const rules of fc.sample(asks, 60)) {
    const told = all.map(({ tenant, usage, met }) => ({
      met,
      will: tenantEligibility(rules, { country: tenant.country, usage }),
    }));
    const [counts, effects] = await reading(
      f.ctx(operator),
      async (tx) =>
        [
          await countMeeting(tx, rules),
          await listCustomerEffects(tx, engagement.id, rules),
        ] as const,
    );
    const met = told.filter(({ will }) => will.met).length;
    const known = all.filter(({ usage }) =>
      rules.customerCriteria.every((rule) =>
        ("anyOf" in rule ? rule.anyOf : [rule]).some((one) =>
          usage.some(({ metrics }) => metrics[one.metric] !== undefined),
        ),
      ),
    ).length;
    expect({ rules, counts }).toEqual({
      rules,
      counts: { met, known, all: all.length, estimate: false },
    });
    expect({ rules, effects }).toMatchObject({
      rules,
      effects: [
        {
          known: all.length,
          gains: told.filter((one) => one.will.met && !one.met).length,
          loses: told.filter((one) => !one.will.met && one.met).length,
          rounds: 0,
        },
      ],
    });
    if (met > 0 && met < all.length) some += 1;
  }
  expect(some).toBeGreaterThan(10);
});

test("P11: what cannot be counted in time is an estimate of a sample, and says so; the transaction goes on", async () => {
  const rules = {
    customerCriteria: [{ metric: "seats", operator: ">=" as const, value: 1 }],
    customerCountries: null,
  };
  const lock = new Client({ connectionString: f.urls().ownerUrl });
  await lock.connect();
  await lock.query("begin; lock table tenants in access exclusive mode");
  const counting = reading(f.ctx(await f.operator()), async (tx) => ({
    // A sample of everything is everything.
    late: await countMeeting(tx, rules, { within: 50 }),
    some: await countMeeting(tx, rules, { within: 5_000, sample: 20 }),
  }));
  const goesOn =
    "select from pg_stat_activity where wait_event_type = 'Lock' and query like '%select count(*) as n from tenants%'";
  while ((await f.sql(goesOn)).length === 0) await sleep(20);
  await lock.end();
  const { late, some } = await counting;
  expect(late).toEqual({ ...some, estimate: true });
  expect(some.estimate).toBe(false);
});
