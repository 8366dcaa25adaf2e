import { sql } from "drizzle-orm";
import { reading, type Actor, type Visitor } from "@/lib/ctx";
import { submitted } from "@/testing/claims";
import { fixture, type Company, type Engagement, type Tenant } from "@/testing/fixture";

/** The database's own search looks past row-level security to use its index: it must hold alone. */
const make = fixture();

let partner: Company;
let rival: Company;
let engagement: Engagement;
const ids: Record<"here" | "there" | "known" | "rivals", string> = {
  here: "",
  there: "",
  known: "",
  rivals: "",
};
const numbers = { mine: 0, theirs: 0 };
let visitor: Visitor;

beforeAll(async () => {
  partner = await make.partner({ locations: [{}, {}] });
  rival = await make.partner();
  engagement = await make.engagement();
  const tenant = (name: string) => make.tenant({ name, eligibleFor: [engagement] });
  const [here, there, known, rivals] = [
    await tenant("Zuid Here"),
    await tenant("Zuid There"),
    await tenant("Zuid Known"),
    await tenant("Zuid Rivals"),
  ];
  await make.association(partner, here, engagement);
  await make.association(partner, there, engagement, {
    locationId: partner.locations[1]?.id ?? "",
  });
  await make.known(partner, known);
  await make.association(rival, rivals, engagement);
  Object.assign(ids, idsOf({ here, there, known, rivals }));
  const mine = await submitted(make, { company: partner, engagement });
  numbers.mine = mine.claim.number;
  visitor = mine.visitor;
  numbers.theirs = (await submitted(make, { company: rival, engagement })).claim.number;
});

const idsOf = (tenants: Record<string, Tenant>) =>
  Object.fromEntries(Object.entries(tenants).map(([key, { id }]) => [key, id]));
const clerk = (at: number) =>
  make.user(partner, {
    grants: [{ role: "incentives_user", locationId: partner.locations[at]?.id ?? null }],
  });

async function hits(actor: Actor, call: ReturnType<typeof sql>): Promise<unknown[]> {
  return reading(make.ctx(actor), async ({ db }) => {
    const { rows } = await db.execute<{ id: unknown }>(
      sql`select unnest(${call}) as id order by 1`,
    );
    return rows.map(({ id }) => id);
  });
}
const customers = (q: string) =>
  sql`customer_hits(${engagement.id}::uuid, search_patterns(${q}), 1001)`;
const claims = (q: string | number) => sql`claim_hits(search_patterns(${String(q)}), 1001)`;
const tenants = (q: string) => sql`tenant_hits(${q}, search_patterns(${q}), 1001)`;
const knownOnes = (q: string, most = 1001) =>
  sql`known_hits(${engagement.id}::uuid, search_patterns(${q}), ${most}::integer)`;
const sorted = (...values: string[]) => [...values].sort();

describe("what the database finds", () => {
  it("of customers is the asking company's alone, and of the locations of its person", async () => {
    expect(await hits(partner.admin, customers("zuid"))).toEqual(
      sorted(ids.here, ids.there, ids.known),
    );
    expect(await hits(await clerk(0), customers("zuid"))).toEqual(sorted(ids.here, ids.known));
    expect(await hits(await clerk(1), customers("zuid"))).toEqual(sorted(ids.there, ids.known));
    expect(await hits(rival.admin, customers("zuid"))).toEqual([ids.rivals]);
  });

  it("of claims too; the programme finds all", async () => {
    for (const number of [numbers.mine, numbers.theirs]) {
      const found = (of: Company) =>
        (of === partner) === (number === numbers.mine) ? [number] : [];
      expect(await hits(partner.admin, claims(number))).toEqual(found(partner));
      expect(await hits(rival.admin, claims(number))).toEqual(found(rival));
      expect(await hits(await make.operator(), claims(number))).toEqual([number]);
      expect(await hits(await clerk(1), claims(number))).toEqual([]);
    }
  });

  it("of known customers is the asking company's alone, and none where they are too many", async () => {
    expect(await hits(partner.admin, knownOnes("zuid"))).toEqual([ids.known]);
    expect(await hits(await clerk(1), knownOnes("zuid"))).toEqual([ids.known]);
    expect(await hits(rival.admin, knownOnes("zuid"))).toEqual([]);
    expect(await hits(visitor, knownOnes("zuid"))).toEqual([]);
    expect(await hits(partner.admin, knownOnes("zuid", 1))).toEqual([]);
  });

  it("of tenants is for the programme alone", async () => {
    expect(await hits(await make.operator(), tenants("zuid here"))).toEqual([ids.here]);
    expect(await hits(partner.admin, tenants("zuid here"))).toEqual([]);
  });

  it("is nothing for somebody with a link, nor for whoever does not say for whom they ask", async () => {
    for (const call of [customers("zuid"), claims(numbers.mine), tenants("zuid here")]) {
      expect(await hits(visitor, call)).toEqual([]);
      const rows = await make.db.query("select unnest(claim_hits(search_patterns('a'), 10))", []);
      expect(rows).toEqual([]);
    }
    expect(await hits(await make.operator(), customers("zuid"))).toEqual([]);
  });

  it("is no more than was asked for", async () => {
    const call = sql`customer_hits(${engagement.id}::uuid, search_patterns('zuid'), 2)`;
    expect(await hits(partner.admin, call)).toHaveLength(2);
  });
});
