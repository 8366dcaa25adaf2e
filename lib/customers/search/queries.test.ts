import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { reading, type PartnerUser } from "@/lib/ctx";
import { fixture, type Company, type Engagement } from "@/lib/testing/fixture";
import type { Cursor, CustomerRow, Listing } from "../order/queries";
import { customersQuery, type CustomersQuery } from "../schema";
import { findCustomers, type Reach } from "./queries";
import { searchForm, searchWords } from "./rules";

const make = fixture();

/** The same search, with each way forced to be the one that ends it, and in between. */
const far = {
  strolled: 400,
  walked: 5_000,
  wholeWords: 40,
  steps: 1_000,
  picked: 10_000,
  checked: 1_000,
  crossed: 100_000,
  same: 4,
};
const none = {
  strolled: 1,
  walked: 1,
  wholeWords: 0,
  steps: 1,
  picked: 0,
  checked: 0,
  crossed: 2,
  same: 4,
};
const reaches: Record<string, Omit<Reach, "name">> = {
  "as in production": { ...far, short: 500 },
  "as in a long list": { ...far, short: 0 },
  "by giving up early": {
    short: 0,
    strolled: 10,
    walked: 40,
    wholeWords: 3,
    steps: 30,
    picked: 9,
    checked: 4,
    crossed: 7,
    same: 2,
  },
  "along the words' lists": { ...none, short: 0, wholeWords: 1_000, steps: 100_000 },
  "by picking": { ...none, short: 0, picked: 10_000, checked: 10_000 },
  "by walking": { ...none, short: 0, walked: 5_000 },
  "by sifting": { ...none, short: 0, same: 30 },
  "by crossing or sweeping": { ...none, short: 0, same: 0 },
};

const names = [
  ["Noord", "Zuid", "Zuider", "Zuiderzee", "Ålborg", "Łódź", "O'Neill", "Jean-Pierre", "(Noord)"],
  ["Bouw", "bouwen", "Foods", "Holding", "& Zonen", "100%", "50_50", "Straße", "c\\o", "Zuid"],
  ["B.V.", "GmbH", "東京電力", "ソニーSony株式会社", "บริษัท", "한국전력", "Ωμέγα", "7", "2026"],
] as const;
const pieces = [...names.flat(), "a", "zo", "50", "%", "_", "'", '"', "\\", "@", "x".repeat(90)];

type Customer = {
  tenantId: string;
  texts: { text: string; address: boolean }[];
  tab: string;
  status: string;
  locationId: string | null;
};

let partner: Company;
let engagement: Engagement;
let customers: Customer[];
let actors: PartnerUser[];

beforeAll(async () => {
  partner = await make.partner({ locations: [{}, {}, {}] });
  engagement = await make.engagement();
  const user = (...places: number[]) =>
    make.user(partner, {
      grants: places.map((at) => ({
        role: "incentives_user",
        locationId: partner.locations[at]?.id ?? null,
      })),
    });
  actors = [partner.admin, await user(0), await user(1, 2)];
  await fill(160);
  customers = await look();
});

/** Customers with random names, domains and addresses: known, to ask, asked, and not eligible. */
async function fill(count: number) {
  const rival = await make.partner();
  const random = fc.sample(
    fc.record({
      name: fc.tuple(...names.map((some) => fc.constantFrom(...some))).map((all) => all.join(" ")),
      domain: fc.constantFrom("bouw", "mail.zuid-foods", "noord", "50", "xn--bcher-kva"),
      contact: fc.constantFrom("mia", "mia.jansen", "o'neill", "50_50"),
      place: fc.nat({ max: 2 }),
      kind: fc.constantFrom("known", "to_ask", "asked"),
      met: fc.boolean(),
      days: fc.nat({ max: 9 }),
    }),
    count,
  );
  const rows = random.map((one, n) => {
    const owner = n % 20 === 0 ? rival : partner;
    const domain = `${one.domain}-${n.toString()}.example.com`;
    return {
      id: randomUUID(),
      name: one.name,
      tpid: 5_000_000 + n,
      domain,
      email: `${one.contact}@${domain}`,
      met: one.met,
      kind: one.kind,
      partner_id: owner.id,
      location_id: (owner === rival ? rival.location : partner.locations[one.place])?.id,
      user_id: owner.admin.userId,
      at: new Date(make.now.getTime() - one.days * 86_400_000),
    };
  });
  await make.sql(
    `with r as materialized (
       select * from jsonb_to_recordset($2) as r (id uuid, name text, tpid bigint, domain text, email text, met boolean,
         kind text, partner_id uuid, location_id uuid, user_id uuid, at timestamptz)
     ), t as (
       insert into tenants (id, name, country, tpid, updated_at) select id, name, 'NL', tpid, at from r
     ), d as (
       insert into tenant_domains (domain, tenant_id) select domain, id from r
     ), e as (
       insert into tenant_eligibility (engagement_id, tenant_id, met, evaluated_at) select $1, id, met, at from r
     ), k as (
       insert into known_customers (partner_id, tenant_id, since) select partner_id, id, at from r where kind = 'known'
     )
     insert into associations (partner_id, location_id, tenant_id, engagement_id, origin, customer_email, created_at,
       created_by, time_zone, consent_due_at, requested_at)
     select partner_id, location_id, id, $1, 'added', email, at, user_id, 'Europe/Amsterdam', at + interval '30 days',
       case when kind = 'asked' then at end
     from r where kind <> 'known'`,
    [engagement.id, JSON.stringify(rows)],
  );
}

async function look(): Promise<Customer[]> {
  const rows = await make.sql<Customer & { name: string; ids: string; addresses: string[] }>(
    `select c.tenant_id as "tenantId", c.tab, c.status, c.location_id as "locationId", t.name,
       concat_ws(' ', t.id, t.tpid) as ids,
       array(select domain from tenant_domains where tenant_id = t.id)
         || array(select customer_email from associations where id = c.association_id) as addresses
     from customers c join tenants t on t.id = c.tenant_id where c.partner_id = $1 and c.engagement_id = $2`,
    [partner.id, engagement.id],
  );
  return rows.map(({ name, ids, addresses, ...rest }) => ({
    ...rest,
    texts: [
      { text: name, address: false },
      ...ids.split(" ").map((text) => ({ text: `${text} `, address: true })),
      ...addresses.map((text) => ({ text, address: true })),
    ],
  }));
}

const sign = /[\p{P}\p{S}]/u;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]/u;

/** The rule in plain words: where in a text may what somebody typed begin? */
function isFound({ text, address }: { text: string; address: boolean }, word: string): boolean {
  const signs = Array.from(searchForm(text));
  const end = address && !/ $/.test(text) ? signs.lastIndexOf(".") : signs.length;
  return signs.some((one, at) => {
    const before = signs[at - 1] ?? " ";
    const begins =
      before === " " ||
      (!/^[0-9a-f-]{36} $/.test(text) &&
        ((sign.test(before) && !sign.test(one)) || unspaced.test(before) || unspaced.test(one)));
    return begins && (at === 0 || at < end) && signs.slice(at).join("").startsWith(word);
  });
}

const typed = fc.oneof(
  fc.constantFrom(...pieces),
  fc
    .tuple(fc.constantFrom(...pieces), fc.nat({ max: 6 }))
    .map(([piece, length]) => piece.slice(0, length + 1)),
  fc.constantFrom("mia@bouw-1", "jansen@", "zuid-foods", "foods-3", "com", "example", "50000", "5"),
  fc.nat().map((at) => customers[at % customers.length]?.tenantId.slice(0, (at % 36) + 1) ?? ""),
  fc.string({ unit: "grapheme", maxLength: 4 }),
);
const search = fc.record({
  q: fc.array(typed, { minLength: 1, maxLength: 3 }).map((all) => all.join(" ").slice(0, 100)),
  tab: fc.constantFrom("eligible", "ineligible"),
  status: fc.constantFrom(null, null, "known", "to_ask", "asked", "criteria"),
  sort: fc.constantFrom("name", "-name", "days", "-days"),
  actor: fc.nat({ max: 2 }),
});

/** All pages of a search, by keyset, as the page itself goes through them. */
async function pages(actor: PartnerUser, query: CustomersQuery, listed: number, reach: Reach) {
  const words = searchWords(query.q);
  const seen: string[] = [];
  for (let after: Cursor | null = null; ;) {
    const listing: Listing = {
      engagementId: engagement.id,
      query,
      after,
      visible: { placed: customers.length, listed },
    };
    const rows: CustomerRow[] = await reading(make.ctx(actor), (tx) =>
      findCustomers(tx, listing, words, 8, reach),
    );
    seen.push(...rows.slice(0, 7).map(({ tenantId }) => tenantId));
    const last = rows[6];
    if (rows.length < 8 || !last) return seen;
    const key = query.sort.endsWith("days") ? last.dueAt.toISOString() : last.name;
    after = { key, tenantId: last.tenantId };
  }
}

async function inTurn(sort: string): Promise<string[]> {
  const way = sort.startsWith("-") ? "desc" : "asc";
  const by = sort.endsWith("days") ? "due_at" : "name";
  const rows = await make.sql<{ id: string }>(
    `select tenant_id as id from customers where partner_id = $1 and engagement_id = $2
     order by ${by} ${way}, tenant_id ${way}`,
    [partner.id, engagement.id],
  );
  return rows.map(({ id }) => id);
}

describe("searching customers", () => {
  it.each(Object.entries(reaches))(
    "finds the same as reading everything does, in each order, page by page, %s",
    async (way, reach) => {
      const orders = new Map<string, string[]>();
      for (const sort of ["name", "-name", "days", "-days"]) orders.set(sort, await inTurn(sort));
      await fc.assert(
        fc.asyncProperty(search, async ({ actor: at, ...asked }) => {
          const actor = actors[at] ?? partner.admin;
          const query = customersQuery.parse({ ...asked, after: null });
          const words = searchWords(query.q);
          fc.pre(words.length > 0);
          const places = actor.grants.map(({ locationId }) => locationId);
          const shown = customers.filter(
            ({ tab, status, locationId }) =>
              tab === query.tab &&
              (query.status === null || status === query.status) &&
              (locationId === null || places.includes(null) || places.includes(locationId)),
          );
          const wanted = new Set(
            shown
              .filter(({ texts }) =>
                words.every((word) => texts.some((text) => isFound(text, word))),
              )
              .map(({ tenantId }) => tenantId),
          );
          const expected = (orders.get(query.sort) ?? []).filter((id) => wanted.has(id));
          expect(
            await pages(actor, query, shown.length, { ...reach, name: way.slice(0, 9) }),
          ).toEqual(expected);
        }),
        { numRuns: 100 },
      );
    },
    60_000,
  );
});
