import { openDatabase, type Database } from "@/db/client";
import { reading, type PartnerUser } from "@/lib/ctx";
import { fixture, type Company, type Engagement, type Tenant } from "@/testing/fixture";
import { eligibilityResult } from "./eligibility-result";

const make = fixture({ tampers: true });
const criteria = [
  { metric: "teams_pau", operator: ">=" as const, value: 300 },
  { metric: "teams_mau_share", operator: "<" as const, value: 0.6 },
];

let partner: Company;
let engagement: Engagement;

beforeEach(async () => {
  partner = await make.partner();
  engagement = await make.engagement({
    customerCriteria: criteria,
    customerCountries: ["NL", "BE"],
  });
});

const why = (tenant: { id: string }, actor: PartnerUser = partner.admin, slug = engagement.slug) =>
  reading(make.ctx(actor), (tx) => eligibilityResult(tx, { slug, tenantId: tenant.id }));
const notFound = { code: "not_found" };

async function knownTenant(usage: Record<string, number>, country = "NL"): Promise<Tenant> {
  const tenant = await make.tenant({ usage, country, month: "2026-01-01" });
  await make.known(partner, tenant);
  return tenant;
}

let rivals = 0;

/** Another partner's consent, as an answer leaves it; done when its claim was submitted. */
async function rivalConsent(tenant: Tenant, done: boolean): Promise<Company> {
  const rival = await make.partner({ name: `Rival ${++rivals} & Sons` });
  await make.association(rival, tenant, engagement);
  await make.sql("alter table associations disable trigger user");
  await make.sql(
    `update associations set requested_at = created_at, consented_at = created_at, consent_slot = 1,
      delivery_due_at = created_at + interval '90 days', submitted_at = $3
    where partner_id = $1 and tenant_id = $2`,
    [rival.id, tenant.id, done ? new Date(make.now.getTime() + 1_000) : null],
  );
  await make.sql("alter table associations enable trigger user");
  return rival;
}

test("S11 every rule with what is required, what is so, its month, and how far it is", async () => {
  const tenant = await knownTenant({ teams_pau: 180 }, "DE");
  expect(await why(tenant)).toMatchObject({
    customer: { id: tenant.id, name: tenant.name },
    tab: "ineligible",
    reason: "criteria",
    taken: null,
    location: null,
    rules: [
      {
        metric: "teams_pau",
        required: 300,
        actual: 180,
        month: "2026-01-01",
        met: false,
        distance: { direction: "rise", by: 120 },
      },
      { metric: "teams_mau_share", actual: null, month: null, met: false, distance: null },
      { kind: "customer_country", required: ["NL", "BE"], actual: "DE", met: false },
    ],
  });
});

test("S7 an eligible customer has all rules met and no reason", async () => {
  const tenant = await knownTenant({ teams_pau: 300, teams_mau_share: 0.5 });
  const view = await why(tenant);
  expect(view).toMatchObject({ tab: "eligible", reason: null });
  expect(view.rules.every(({ met }) => met)).toBe(true);
});

test.each([
  ["S12", false, "consent"],
  ["S13", true, "done"],
] as const)(
  "%s another partner has the customer: the reason, and no trace of the other",
  async (_, done, reason) => {
    const tenant = await knownTenant({ teams_pau: 300, teams_mau_share: 0.5 });
    const rival = await rivalConsent(tenant, done);
    const view = await why(tenant);
    expect(view).toMatchObject({ tab: "ineligible", reason, taken: reason });
    const shown = JSON.stringify(view);
    for (const trace of [rival.id, rival.name, rival.location.id, rival.location.mpnId]) {
      expect(shown).not.toContain(trace);
    }
  },
);

test("S10 the criteria are the reason before another partner is, and both rules are shown", async () => {
  const tenant = await knownTenant({ teams_pau: 1 });
  await rivalConsent(tenant, false);
  expect(await why(tenant)).toMatchObject({ reason: "criteria", taken: "consent" });
});

test("S20 with an association the rules of its location are there too", async () => {
  const tenant = await make.tenant({ usage: { teams_pau: 1 } });
  await make.association(partner, tenant, engagement);
  const { location } = await why(tenant);
  expect(location).toMatchObject({ mpnId: partner.location.mpnId, met: false });
  expect(location?.criteria.map(({ kind }) => kind)).toEqual([
    "enrolment",
    "payee_profile",
    "offered",
  ]);
});

describe.each(["row-level security", "the application alone"])(
  "own Customers page, by %s",
  (layer) => {
    let db: Database;
    beforeAll(() => {
      const { webUrl, adminUrl } = make.urls();
      const url = layer === "row-level security" ? webUrl : adminUrl;
      db = openDatabase(url, { max: 2, timeoutMs: 15_000 });
    });
    afterAll(() => db.close());
    const why = (tenant: { id: string }, actor = partner.admin, slug = engagement.slug) =>
      reading({ actor, now: make.now, db }, (tx) =>
        eligibilityResult(tx, { slug, tenantId: tenant.id }),
      );

    test("a tenant that this partner does not work with is not found, be it another's or nobody's", async () => {
      const tenant = await make.tenant();
      await expect(why(tenant)).rejects.toMatchObject(notFound);
      await make.known(await make.partner(), tenant);
      await expect(why(tenant)).rejects.toMatchObject(notFound);
    });

    test("an engagement or tenant ID that is none is not found", async () => {
      const tenant = await knownTenant({});
      await expect(why(tenant, partner.admin, "no-such-workshop")).rejects.toMatchObject(notFound);
      for (const id of ["x", "", `${tenant.id}0`]) {
        await expect(why({ id })).rejects.toMatchObject(notFound);
      }
    });

    test("S56 an added customer whose time ran out is not found", async () => {
      const tenant = await make.tenant();
      const createdAt = new Date(make.now.getTime() - 60 * 86_400_000);
      await make.association(partner, tenant, engagement, { createdAt });
      await expect(why(tenant)).rejects.toMatchObject(notFound);
    });

    test("S4 a user sees the customers of their own locations; without a role nothing", async () => {
      const elsewhere = await make.location(partner);
      const tenant = await make.tenant();
      await make.association(partner, tenant, engagement);
      const role = "incentives_user" as const;
      const here = await make.user(partner, {
        grants: [{ role, locationId: partner.location.id }],
      });
      const there = await make.user(partner, { grants: [{ role, locationId: elsewhere.id }] });
      const nobody = await make.user(partner);
      expect(await why(tenant, here)).toMatchObject({ customer: { id: tenant.id } });
      await expect(why(tenant, there)).rejects.toMatchObject(notFound);
      await expect(why(tenant, nobody)).rejects.toMatchObject({ code: "no_role" });
    });
  },
);
