import { reading, type Locale, type Operator, type PartnerUser } from "@/lib/ctx";
import { endRound } from "@/lib/consent/end-round";
import { fixture, type Company, type Engagement, type Tenant } from "@/testing/fixture";
import { consented, type Consented } from "@/testing/claims";
import { searchView, type SearchKind } from "./search";

/** Search everywhere (K5): each finds what they may open, and nothing else. */
const f = fixture();

let company: Company;
let rival: Company;
let engagement: Engagement;
let claimed: Consented;
let gone: Tenant;
let clerk: PartnerUser;

beforeAll(async () => {
  company = await f.partner({ locations: [{ name: "Utrecht" }, { name: "Gent" }] });
  rival = await f.partner();
  await f.engagement();
  engagement = await f.engagement({ name: "Workshop Zeppelin" });
  claimed = await consented(f, {
    company,
    engagement,
    tenant: await f.tenant({ name: "Quagga Bouw", eligibleFor: [engagement] }),
  });
  gone = await f.tenant({ name: "Dodo Quagga", eligibleFor: [engagement] });
  const round = await f.association(company, gone, engagement);
  await endRound(f.ctx(company.admin), { associationId: round.id, reason: "wrong_customer" });
  clerk = await f.user(company, {
    name: "Wombat Clerk",
    grants: [{ role: "incentives_user", locationId: company.locations[1]!.id }],
  });
});

async function found(actor: PartnerUser | Operator, q: string, locale: Locale = "en") {
  const { groups } = await reading(f.ctx(actor), (tx) => searchView(tx, { q, locale }));
  return Object.fromEntries(
    groups.map(({ kind, hits }) => [kind, hits.map(({ label }) => label)]),
  ) as Partial<Record<SearchKind, string[]>>;
}

test("finds customers by whatever is known of them, also those whose round ended", async () => {
  for (const q of ["quagga", "quag bouw", claimed.tenant.domain, claimed.tenant.id])
    expect([q, (await found(company.admin, q)).customers]).toEqual([
      q,
      expect.arrayContaining(["Quagga Bouw"]),
    ]);
  expect((await found(company.admin, "dodo")).customers).toEqual(["Dodo Quagga"]);
  expect(await found(company.admin, " % _ ")).toEqual({});
});

test("finds claims by number, workshops by name, pages and acts by their words in one's language", async () => {
  const number = String(claimed.claim.number);
  expect(await found(company.admin, number)).toMatchObject({ claims: [number] });
  expect((await found(company.admin, "zeppelin")).engagements).toEqual(["Workshop Zeppelin"]);
  expect((await found(company.admin, "klant toev", "nl")).pages).toEqual(["Klant toevoegen"]);
});

test("finds nothing of others: partners, locations, people for whoever manages none", async () => {
  expect(await found(rival.admin, "quagga")).toEqual({});
  expect(await found(rival.admin, String(claimed.claim.number))).toEqual({});
  // A known customer is the whole company's; the round that ended elsewhere is not.
  expect(await found(clerk, "quagga")).toEqual({ customers: ["Quagga Bouw"] });
  expect((await found(company.admin, "wombat")).people).toEqual(["Wombat Clerk"]);
  expect(await found(clerk, "wombat")).toEqual({});
  expect(await found(await f.user(company), "quagga")).toEqual({});
});

test("staff find partners, tenants, claims that were sent in, workshops and their pages", async () => {
  const staff = await f.operator();
  expect((await found(staff, company.name)).partners).toEqual([company.name]);
  expect((await found(staff, "quagga")).tenants?.sort()).toEqual(["Dodo Quagga", "Quagga Bouw"]);
  expect(await found(staff, String(claimed.claim.number))).not.toHaveProperty("claims");
  expect((await found(staff, "zeppelin")).engagements).toEqual(["Workshop Zeppelin"]);
  const reader = await f.operator({ roles: ["reader"] });
  expect((await found(staff, "operators")).pages).toEqual(["Operators"]);
  expect(await found(reader, "operators")).toEqual({});
});

test("a workshop is found by what the programme calls its area, in each language, and not by its key", async () => {
  const area = await f.engagement({ name: "Workshop Okapi", solutionArea: "security" });
  await f.sql(
    "update solution_areas set label_en = 'Kiwi & more', label_nl = 'Kweepeer' where key = $1",
    [area.solutionArea],
  );
  for (const q of ["kiwi", "kweepeer"])
    expect([q, (await found(company.admin, q)).engagements]).toEqual([q, ["Workshop Okapi"]]);
  expect(await found(company.admin, area.solutionArea)).not.toHaveProperty("engagements");
});

test("of more than fifty customers the page shows fifty, says that there are more, and where", async () => {
  const many = await f.partner();
  const shown = async () => {
    const view = await reading(f.ctx(many.admin), (tx) =>
      searchView(tx, { q: "wisent", locale: "en", whole: true }),
    );
    return view.groups.map(({ kind, hits, more, all }) => [kind, hits.length, more, all]);
  };
  const meet = async () =>
    f.association(many, await f.tenant({ name: "Wisent", eligibleFor: [engagement] }), engagement);
  for (let n = 0; n < 50; n++) await meet();
  expect(await shown()).toEqual([["customers", 50, false, null]]);
  await meet();
  expect(await shown()).toEqual([["customers", 50, true, "/opportunities?q=wisent"]]);
});

test("of workshops there is no list that is searched: more of them are said alone", async () => {
  for (let n = 0; n < 9; n++) await f.engagement({ name: `Workshop Tapir ${n}` });
  const { groups } = await reading(f.ctx(company.admin), (tx) =>
    searchView(tx, { q: "tapir", locale: "en" }),
  );
  expect(groups.map(({ kind, hits, more, all }) => [kind, hits.length, more, all])).toEqual([
    ["engagements", 8, true, null],
  ]);
});
