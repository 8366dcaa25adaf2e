import { reading, type Actor } from "@/lib/ctx";
import { usd } from "@/testing/money";
import { fixture, type Company } from "@/testing/fixture";
import { engagementEligibility } from "./engagement-eligibility";
import { engagementSummary } from "./engagement-summary";
import { engagementsOverview, type OverviewLine } from "./engagements-overview";

const make = fixture();
const criteria = (qualification: string) => ({
  partnerCriteria: { anyOf: [qualification], allOf: [], countries: null },
});

async function overview(actor: Actor, search: Record<string, string> = {}, now = make.now) {
  return reading(make.ctx(actor, now), (tx) => engagementsOverview(tx, { search }));
}

async function lines(actor: Actor, search: Record<string, string> = {}): Promise<OverviewLine[]> {
  return (await overview(actor, search)).rows;
}

async function rate(
  engagement: { id: string },
  band: string,
  amount: number | null,
  from = "2025-07-01",
) {
  await make.sql(
    "insert into engagement_rates (engagement_id, band, valid_from, amount_minor) values ($1, $2, $3, $4)",
    [engagement.id, band, from, amount === null ? null : usd(amount).minor],
  );
}

/** A company with an eligible location, one without qualification, and one not enrolled. */
async function company(): Promise<Company> {
  return make.partner({
    locations: [
      { name: "A", qualifications: ["specialization:a"] },
      { name: "B", qualifications: [] },
      { name: "C", enrolment: "invited", qualifications: ["specialization:a"] },
    ],
  });
}

describe("engagements overview (section 7)", () => {
  test("counts eligible locations of the enrolled ones and says what is missing", async () => {
    const partner = await company();
    const good = await make.engagement(criteria("specialization:a"));
    const none = await make.engagement(criteria("specialization:z"));
    await rate(good, "C", 1000);
    await rate(none, "C", 1000);
    const rows = await lines(partner.admin);
    expect(rows.find(({ slug }) => slug === good.slug)).toMatchObject({
      eligible: 1,
      locations: 2,
      missing: null,
    });
    expect(rows.find(({ slug }) => slug === none.slug)).toMatchObject({
      eligible: 0,
      missing: { criteria: [{ kind: "qualification", required: ["specialization:z"] }] },
    });
  });

  test("an engagement that pays nothing in a band is not for its locations (D16)", async () => {
    const partner = await company();
    const engagement = await make.engagement(criteria("specialization:a"));
    await rate(engagement, "C", null);
    const [row] = (await lines(partner.admin)).filter(({ slug }) => slug === engagement.slug);
    expect(row).toMatchObject({ eligible: 0, missing: { criteria: [{ kind: "offered" }] } });
  });

  test("upcoming, active and expired by the calendar of the location", async () => {
    const partner = await make.partner();
    const made = {
      upcoming: await make.engagement({ availableFrom: "2026-03-11" }),
      active: await make.engagement({ availableFrom: "2026-03-10", lastDayToAdd: "2026-03-10" }),
      expired: await make.engagement({ lastDayToAdd: "2026-03-09" }),
    };
    const rows = await lines(partner.admin);
    for (const [availability, { slug }] of Object.entries(made))
      expect(rows.find((row) => row.slug === slug)).toMatchObject({ availability });
    const upcoming = await lines(partner.admin, { availability: "upcoming" });
    expect(upcoming.map(({ slug }) => slug)).toContain(made.upcoming.slug);
    expect(upcoming.map(({ slug }) => slug)).not.toContain(made.active.slug);
  });

  test("search, area, role and location filter the list; nonsense in the address is ignored", async () => {
    const partner = await company();
    const engagement = await make.engagement({
      name: "Zebra Crossing",
      solutionArea: "security",
      ...criteria("specialization:a"),
    });
    await rate(engagement, "C", 1000);
    const found = async (search: Record<string, string>) =>
      (await lines(partner.admin, search)).some(({ slug }) => slug === engagement.slug);
    const [a, b] = partner.locations;
    expect(await found({ q: "zebra security" })).toBe(true);
    expect(await found({ q: "zebra x" })).toBe(false);
    expect(await found({ area: "security" })).toBe(true);
    expect(await found({ area: "modern-work" })).toBe(false);
    expect(await found({ role: "build-intent" })).toBe(true);
    expect(await found({ role: "Drive consumption" })).toBe(false);
    expect(await found({ location: a!.mpnId })).toBe(true);
    expect(await found({ location: b!.mpnId })).toBe(false);
    expect(await found({ location: "no such", availability: "?" })).toBe(true);
  });

  test("active and eligible customers are those of the actor's locations; a rival's are nowhere", async () => {
    const partner = await make.partner({ locations: [{ name: "A" }, { name: "B" }] });
    const rival = await make.partner();
    const engagement = await make.engagement();
    for (const [owner, place] of [
      [partner, partner.locations[0]!],
      [partner, partner.locations[1]!],
      [rival, rival.location],
    ] as const) {
      const tenant = await make.tenant({ eligibleFor: [engagement] });
      await make.association(owner, tenant, engagement, { locationId: place.id });
    }
    const user = await make.user(partner, {
      grants: [{ role: "incentives_user", locationId: partner.locations[0]!.id }],
    });
    const of = async (actor: Actor) =>
      (await lines(actor)).find(({ slug }) => slug === engagement.slug)?.eligibleCustomers;
    expect(await of(partner.admin)).toBe(2);
    expect(await of(user)).toBe(1);
    expect(await of(rival.admin)).toBe(1);
  });

  test("somebody without a role sees nothing of it (S4)", async () => {
    const partner = await make.partner();
    const colleague = await make.user(partner);
    await expect(overview(colleague)).rejects.toMatchObject({ code: "no_role" });
    await expect(overview(await make.operator())).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("Summary and Eligibility (section 7)", () => {
  test("rates of today by band, with the actor's locations; others apart (D16)", async () => {
    await make.sql("insert into market_countries values ('NL', 'A') on conflict do nothing");
    const partner = await make.partner({
      locations: [{ city: "A" }, { city: "B", country: "BR" }],
    });
    const engagement = await make.engagement();
    await rate(engagement, "A", 5000);
    await rate(engagement, "A", 6000, "2026-03-10");
    await rate(engagement, "A", 7000, "2026-03-11");
    await rate(engagement, "C", null);
    const view = await reading(make.ctx(partner.admin), (tx) =>
      engagementSummary(tx, engagement.slug),
    );
    expect(view.rates).toEqual([
      { band: "A", amount: usd(6000), validFrom: "2026-03-10", places: ["A"] },
      { band: "B", amount: null, validFrom: null, places: [] },
      { band: "C", amount: null, validFrom: "2025-07-01", places: ["B"] },
    ]);
    expect(view.otherRates.map(({ amount }) => amount)).toEqual([usd(7000), usd(5000)]);
  });

  test("every location with its criteria; the actor's own, the company's others, those not enrolled", async () => {
    const partner = await company();
    const engagement = await make.engagement(criteria("specialization:a"));
    await rate(engagement, "A", 5000);
    await rate(engagement, "C", 1000);
    const user = await make.user(partner, {
      grants: [{ role: "incentives_user", locationId: partner.locations[1]!.id }],
    });
    const view = await reading(make.ctx(user), (tx) => engagementEligibility(tx, engagement.slug));
    expect(view).toMatchObject({
      mine: [{ name: "B", met: false }],
      others: [{ name: "A", met: true }],
      notEnrolled: [{ name: "C", met: false, enrolment: "invited" }],
    });
    expect(view.mine[0]!.criteria.filter(({ met }) => !met)).toMatchObject([
      { kind: "qualification", required: ["specialization:a"], actual: [] },
    ]);
  });

  test("an engagement that is not there is not found", async () => {
    const partner = await make.partner();
    for (const view of [engagementSummary, engagementEligibility])
      await expect(
        reading(make.ctx(partner.admin), async (tx) => {
          await view(tx, "no-such");
        }),
      ).rejects.toMatchObject({ code: "not_found" });
  });
});
