import { refreshEligibility } from "@/lib/eligibility/refresh";
import { reading, transaction, type PartnerUser } from "@/lib/ctx";
import { ask } from "@/testing/asked";
import { consented, paying, submitted } from "@/testing/claims";
import { fixture, type Company, type Engagement, type Tenant } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { listOpportunities } from "../customers/opportunities/queries";
import { chances } from "../customers/opportunities/schema";
import { customerView } from "./customer";
import { opportunitiesView, type OpportunitiesView } from "./opportunities";

/** K2: known customers × workshops, by the rules of the Customers lists and of a customer's own page. */
const f = fixture();
const day = (days: number) => new Date(f.now.getTime() + days * 86_400_000);

let company: Company;
let rival: Company;
/** At the second location alone. */
let clerk: PartnerUser;
let open: Engagement;
let seats: Engagement;
let closed: Engagement;
const known: Record<"near" | "far" | "taken" | "running" | "done" | "elsewhere", Tenant> =
  {} as never;

beforeAll(async () => {
  company = await f.partner({
    locations: [
      { name: "Utrecht" },
      { name: "Nairobi", country: "KE", timeZone: "Africa/Nairobi" },
    ],
  });
  rival = await f.partner();
  clerk = await f.user(company, {
    grants: [{ role: "incentives_user", locationId: company.locations[1]!.id }],
  });
  const seat = { metric: "teams_mau", operator: ">=" as const, value: 300 };
  open = await f.engagement({ name: "Open to all" });
  seats = await f.engagement({ name: "Seats", customerCriteria: [seat], solutionArea: "security" });
  closed = await f.engagement({ name: "Closed", availableUntil: "2026-01-31" });
  await f.engagement({ name: "Unpaid" });
  for (const [engagement, amount] of [
    [open, 4_000],
    [seats, 6_000],
    [closed, 9_000],
  ] as const) {
    await paying(f, engagement.id, amount);
  }
  // In Kenya's market band less is paid.
  await f.sql(
    "insert into market_countries (band, country) values ('A', 'NL') on conflict (country) do update set band = 'A'",
  );
  await f.sql("update engagement_rates set amount_minor = amount_minor / 2 where band <> 'A'");
  const names = ["near", "far", "taken", "running", "done", "elsewhere"] as const;
  for (const name of names) {
    const mau = name === "near" ? 290 : name === "far" ? 20 : 500;
    known[name] = await f.tenant({ name: `Noord ${name}`, usage: { teams_mau: mau } });
    await f.known(company, known[name]);
  }
  const ids = names.map((name) => known[name].id);
  await transaction(f.system(), (tx) => refreshEligibility(tx, ids));
  await f.known(rival, known.near);
  await consented(f, { company: rival, engagement: open, tenant: known.taken });
  const claimed = { origin: "claimed" as const, customerEmail: null };
  await submitted(f, { company, engagement: open, tenant: known.done, association: claimed });
  await ask(f, { company, engagement: open, tenant: known.running, association: claimed });
  await ask(f, {
    company,
    engagement: open,
    tenant: known.elsewhere,
    association: { ...claimed, locationId: company.locations[1]!.id },
  });
});

const show = (search: Record<string, string> = {}, actor: PartnerUser = company.admin) =>
  reading(f.ctx(actor, day(2)), (tx) => opportunitiesView(tx, { search }));
const cellsOf = ({ columns, rows }: OpportunitiesView) =>
  Object.fromEntries(
    rows.map(({ name, cells }) => [
      name.replace("Noord ", ""),
      Object.fromEntries(
        cells.map((cell, at) => [
          columns[at]?.name,
          cell && [cell.chance, cell.payout === null ? null : cell.payout.minor / 100],
        ]),
      ),
    ]),
  );

test("tells where each known customer stands at each workshop on offer, what it pays and what is missing", async () => {
  const view = await show();
  expect(view.columns.map(({ name }) => name)).toEqual(["Open to all", "Seats"]);
  expect(cellsOf(view)).toEqual({
    near: { "Open to all": ["eligible", 4_000], Seats: ["near", 6_000] },
    far: { "Open to all": ["eligible", 4_000], Seats: ["not", null] },
    taken: { "Open to all": ["taken", null], Seats: ["eligible", 6_000] },
    running: { "Open to all": ["under_way", 4_000], Seats: ["eligible", 6_000] },
    done: { "Open to all": ["done", 4_000], Seats: ["eligible", 6_000] },
    elsewhere: { "Open to all": ["under_way", 2_000], Seats: ["eligible", 6_000] },
  });
  const near = view.rows.find(({ tenantId }) => tenantId === known.near.id);
  expect(near?.cells[1]?.missing).toEqual([{ metric: "teams_mau", direction: "rise", by: 10 }]);
  expect(view).toMatchObject({ unpaid: 1, next: null });
  // At most: one of the two locations is paid half of that.
  expect(view.all).toEqual({ count: 6, amount: { minor: 3_200_000, currency: "USD" }, most: true });
  expect(view.columns.map(({ sum }) => sum.minor)).toEqual([800_000, 2_400_000]);
});

test("says the same as the customer's own page", async () => {
  const view = await show();
  for (const { tenantId, cells } of view.rows) {
    const page = await reading(f.ctx(company.admin, day(2)), (tx) =>
      customerView(tx, { tenantId, search: {} }),
    );
    for (const [at, { slug }] of view.columns.entries()) {
      const here = ({ workshop }: { workshop: { slug: string } }) => workshop.slug === slug;
      const cell = cells[at];
      const round = page.rounds.find(here);
      const chance = page.chances.find(here);
      const barrier = page.barriers.find(here);
      if (round)
        expect(cell).toMatchObject({
          state: round.state,
          rowId: round.rowId,
          payout: round.payout,
        });
      if (chance) {
        expect([cell?.chance, cell?.state.action]).toEqual(["eligible", "claim_customer"]);
        expect(chance.payouts.map(({ amount }) => amount)).toContainEqual(cell?.payout);
      }
      if (barrier)
        expect(cell?.chance).toBe(
          barrier.why === "criteria" ? (cell?.missing.length ? "near" : "not") : "taken",
        );
      expect([round, chance, barrier].filter(Boolean)).toHaveLength(1);
    }
  }
});

test("each filter finds the customers that have such a cell, and sums what was chosen", async () => {
  const all = await show();
  for (const chance of chances) {
    const view = await show({ chance });
    const fitting = all.rows.filter(({ cells }) => cells.some((cell) => cell?.chance === chance));
    expect(fitting.length).toBeGreaterThan(0);
    expect(view.rows.map(({ name }) => name)).toEqual(fitting.map(({ name }) => name));
  }
  const security = await show({ area: "security", chance: "near" });
  expect(cellsOf(security)).toEqual({ near: { Seats: ["near", 6_000] } });
  expect(security.columns).toMatchObject([{ sum: { minor: 600_000 } }]);
  expect((await show({ payout: "500000" })).columns).toMatchObject([{ slug: seats.slug }]);
  const nairobi = await show({ location: company.locations[1]!.mpnId });
  expect(nairobi.all).toMatchObject({ count: 6, amount: { minor: 1_600_000 }, most: false });
  expect(cellsOf(nairobi).far).toMatchObject({ "Open to all": ["eligible", 2_000] });
  expect((await show({ payout: "99999999" })).rows).toEqual([]);
  // A location that is not, or no longer, the reader's.
  const gone = { columns: [], rows: [], all: null, unpaid: 0 };
  expect(await show({ location: "4711" })).toMatchObject(gone);
  expect(await show({ location: company.location.mpnId }, clerk)).toMatchObject(gone);
});

test("a search finds by every word of a customer, and counts what those found could get", async () => {
  const found = await show({ q: known.far.domain });
  expect(Object.keys(cellsOf(found))).toEqual(["far"]);
  expect(found.all).toMatchObject({ count: 1, amount: { minor: 400_000 } });
  expect((await show({ q: "noord", chance: "taken" })).rows).toHaveLength(1);
  expect(await show({ q: "nobody is called so" })).toMatchObject({ rows: [], all: { count: 0 } });
});

test("shows somebody of one location what the Customers lists show them, and nobody another company's", async () => {
  const seen = cellsOf(await show({}, clerk));
  expect(seen).toMatchObject({
    near: { "Open to all": ["eligible", 2_000] },
    running: { "Open to all": null, Seats: ["eligible", 3_000] },
    done: { "Open to all": null },
    elsewhere: { "Open to all": ["under_way", 2_000] },
  });
  expect(Object.keys(cellsOf(await show({ chance: "done" }, clerk)))).toEqual([]);
  expect(Object.keys(cellsOf(await show({ chance: "under_way", q: "noord" }, clerk)))).toEqual([
    "elsewhere",
  ]);
  expect(Object.keys(cellsOf(await show({}, rival.admin)))).toEqual(["near", "taken"]);
  expect(await refusedWith(show({}, await f.user(company)))).toBe("no_role");
});

test("goes on page by page, each customer once, also where a search finds very many", async () => {
  const big = await f.partner();
  const names = Array.from({ length: 30 }, (_, n) => `Many ${String(n % 20).padStart(2, "0")}`);
  for (const name of names) await f.known(big, await f.tenant({ name, eligibleFor: [open] }));
  for (const [q, few] of [
    ["", 1_000],
    ["many", 1_000],
    ["many", 10],
  ] as const) {
    const page = (after: string | null) =>
      reading(f.ctx(big.admin), (tx) =>
        listOpportunities(
          { ...tx, actor: big.admin },
          { q, after, chance: "", engagements: [open.id, seats.id] },
          few,
        ),
      );
    const first = await page(null);
    const second = await page(first.next);
    const rows = [...first.rows, ...second.rows];
    expect([first.rows.length, second.rows.length, second.next]).toEqual([25, 5, null]);
    expect(first.eligible?.[open.id]).toBe(q === "" || few === 10 ? undefined : 30);
    expect(rows.map(({ name }) => name)).toEqual(names.toSorted());
    expect(new Set(rows.map(({ id }) => id)).size).toBe(30);
  }
});
