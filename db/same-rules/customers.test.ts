import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { whyNotContact } from "@/lib/consent/contacts/rules";
import { standingOf } from "@/lib/consent/contacts/queries";
import { isNear } from "@/lib/eligibility/near.rules";
import { ineligibility, tenantEligibility, type CustomerRules } from "@/lib/eligibility/rules";
import { fixture } from "@/testing/fixture";
import { tamper } from "@/testing/tamper";

/** Rules about customers that stand in TypeScript and in SQL, or in SQL twice, over all cases. */
const f = fixture({ tampers: true });

describe("S10–S13: who can still have a customer", () => {
  const round = {
    none: null,
    asked: { requested_at: f.now },
    consented: { requested_at: f.now, consented_at: f.now },
    submitted: { requested_at: f.now, consented_at: f.now, submitted_at: f.now },
    ended: { requested_at: f.now, ended_at: f.now, end_reason: "declined" },
    withdrawn: {
      requested_at: f.now,
      consented_at: f.now,
      ended_at: f.now,
      end_reason: "withdrawn",
    },
  };
  type Round = keyof typeof round;
  const kinds = Object.keys(round) as Round[];
  const holds = (kind: Round) => kind === "consented" || kind === "submitted";

  test("is said alike by the list, the check when adding, and the slots", () =>
    tamper(f, async (admin) => {
      const mine = await f.partner();
      const rivals = [await f.partner(), await f.partner()] as const;
      const engagement = await f.engagement();
      const due = new Date(f.now.getTime() + 30 * 86_400_000);
      for (const places of [1, 2]) {
        await f.sql("update engagements set consents_per_customer = $2 where id = $1", [
          engagement.id,
          places,
        ]);
        for (const first of kinds)
          for (const second of kinds) {
            const tenantId = randomUUID();
            for (const [at, kind] of [first, second].entries()) {
              const facts = round[kind];
              const { id, location, admin: person } = rivals[at]!;
              if (facts === null) continue;
              const row = {
                id: randomUUID(),
                partner_id: id,
                location_id: location.id,
                tenant_id: tenantId,
                engagement_id: engagement.id,
                version_id: engagement.versionId,
                origin: "added",
                customer_email: "a@b.example",
                created_at: f.now,
                created_by: person.userId,
                time_zone: "UTC",
                consent_due_at: due,
                ...("consented_at" in facts
                  ? { consent_slot: at === 1 && holds(first) ? 2 : 1, delivery_due_at: due }
                  : {}),
                ...facts,
              };
              const columns = Object.keys(row).join(", ");
              await admin.query(
                `insert into associations (${columns}) select ${columns} from jsonb_populate_record(null::associations, $1)`,
                [JSON.stringify(row)],
              );
            }
            await f.known(mine, await tenantOf(tenantId));
            const { rows } = await admin.query<{ check: string; list: string; free: boolean }>(
              `select taken_by_others($1, $2, $3, $4) as check, (customer_now($1, $2, $3)).taken as list,
              free_consent_slot($2, $3) is not null as free`,
              [mine.id, engagement.id, tenantId, f.now],
            );
            const held = [first, second].filter(holds);
            const taken =
              held.length < places ? null : held.includes("submitted") ? "done" : "consent";
            expect({ first, second, places, ...rows[0] }).toEqual({
              ...{ first, second, places, check: taken, list: taken },
              free: taken === null,
            });
            expect(ineligibility(true, taken)).toBe(taken);
          }
      }
    }));

  const tenantOf = async (id: string) => f.tenant({ id });
});

test("S10, S11: whether a tenant meets the criteria", () =>
  tamper(f, async (admin) => {
    const metric = fc.constantFrom("seats", "usage");
    const value = fc.integer({ min: 0, max: 3 });
    const months = ["2026-01-01", "2026-02-01", "2026-03-01"];
    const criterion = fc.record({
      metric,
      operator: fc.constantFrom(">=", "<=", ">", "<", "=" as const),
      value,
    });
    const cases = fc.record({
      criteria: fc.array(
        fc.oneof(
          criterion,
          fc.record({ anyOf: fc.array(criterion, { minLength: 1, maxLength: 3 }) }),
        ),
        { maxLength: 3 },
      ),
      countries: fc.option(fc.subarray(["NL", "BE"]), { nil: null }),
      country: fc.constantFrom("NL", "DE"),
      usage: fc.array(fc.record({ seats: value, usage: value }, { requiredKeys: [] }), {
        maxLength: 3,
      }),
    });
    const engagement = await f.engagement();
    const tenant = await f.tenant();
    let met = 0;
    let near = 0;
    for (const one of fc.sample(cases, 400)) {
      const rules: CustomerRules = {
        customerCriteria: one.criteria,
        customerCountries: one.countries,
      };
      const usage = one.usage.map((metrics, at) => ({ month: months[at]!, metrics }));
      await admin.query("delete from tenant_usage where tenant_id = $1", [tenant.id]);
      await admin.query(
        "insert into tenant_usage (tenant_id, month, metrics) select $1, (u ->> 'month')::date, u -> 'metrics' from jsonb_array_elements($2) u",
        [tenant.id, JSON.stringify(usage)],
      );
      await admin.query("update tenants set country = $2 where id = $1", [tenant.id, one.country]);
      await admin.query(
        "update engagement_versions set customer_criteria = $2, customer_countries = $3 where engagement_id = $1",
        [engagement.id, JSON.stringify(one.criteria), one.countries],
      );
      const { rows } = await admin.query<{ met: boolean; near: boolean }>(
        "select criteria_met($1, $2, now()) as met, criteria_near($1, $2, now()) as near",
        [engagement.id, tenant.id],
      );
      const told = tenantEligibility(rules, { country: one.country, usage });
      expect({ ...one, ...rows[0] }).toEqual({ ...one, met: told.met, near: isNear(told) });
      if (told.met) met += 1;
      if (isNear(told)) near += 1;
    }
    // Some of 400 at random meet them, or nearly: neither side says no to everything.
    expect(met).toBeGreaterThan(10);
    expect(near).toBeGreaterThan(0);
  }));

test("D19: what the programme said of a contact", () =>
  tamper(f, async (admin) => {
    const partnerId = randomUUID();
    for (const decision of [undefined, null, "released", "refused"] as const) {
      const id = randomUUID();
      if (decision !== undefined)
        await admin.query(
          `insert into contact_releases (id, partner_id, tenant_id, association_id, contact_name, contact_email, reason, asked_at, asked_by, decision, decided_at, note)
         values ($1, $2, $3, $3, 'Ada', $4, 'why', $5::timestamptz, $3, $6::text, case when $6::text is not null then $5::timestamptz end, 'note')`,
          [id, partnerId, randomUUID(), `${id}@a.example`, f.now, decision],
        );
      const { rows } = await admin.query<{ standing: string | null }>(
        "select contact_standing($1, $2) as standing",
        [partnerId, id],
      );
      expect(rows[0]?.standing).toBe(standingOf(decision === undefined ? null : { decision }));
    }
  }));

test("D19: what the database calls the partner's own contact the product does too, and more", async () => {
  const person = "Robin@people.example";
  const company = await f.partner({ admin: { email: person } });
  const domain = "company.example";
  await f.sql("insert into partner_domains (partner_id, domain) values ($1, $2)", [
    company.id,
    domain,
  ]);
  const contact = "jo@contact.example";
  const facts = { tenantDomains: [], partnerDomains: [domain], people: [person], banned: [] };
  const boxes = ["robin", "ROBIN", "jo", "zoe", "robin+x"];
  const domains = [
    domain,
    "COMPANY.example",
    "sub.company.example",
    "people.example",
    "sub.people.example",
    "contact.example",
    "customer.example",
    "xcompany.example",
  ];
  const counted = { both: 0, product: 0, none: 0 };
  for (const email of boxes.flatMap((box) => domains.map((one) => `${box}@${one}`))) {
    const [row] = await f.sql<{ own: boolean }>("select contact_is_own($1, $2, $3) as own", [
      company.id,
      email,
      contact,
    ]);
    const why = whyNotContact(email, facts, contact);
    if (row?.own) expect({ email, why }).not.toEqual({ email, why: null });
    counted[row?.own ? "both" : why === null ? "none" : "product"] += 1;
  }
  expect(counted).toEqual({ both: 16, product: 14, none: 10 });
});
