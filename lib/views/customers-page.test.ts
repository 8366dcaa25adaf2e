import { reading } from "@/lib/ctx";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { submitted } from "@/testing/claims";
import { walkTo } from "@/testing/claim-walk";
import { customersPage, type CustomersView } from "./customers-page";

const make = fixture();
const days = (count: number, from = make.now) => new Date(from.getTime() + count * 86_400_000);

let partner: Company;
let engagement: Engagement;

beforeEach(async () => {
  partner = await make.partner();
  engagement = await make.engagement();
});

const open = (search: Record<string, string> = {}, actor = partner.admin, at = make.now) =>
  reading(make.ctx(actor, at), (tx) => customersPage(tx, { slug: engagement.slug, search }));

async function addCustomers(names: string[], values: object = {}) {
  for (const name of names) {
    const tenant = await make.tenant({ name, eligibleFor: [engagement] });
    await make.association(partner, tenant, engagement, values);
  }
}

function counted({ counts }: CustomersView) {
  const { eligible, ineligible, complete } = counts;
  return { eligible: eligible.count, ineligible: ineligible.count, complete: complete.count };
}

describe("the Customers page", () => {
  it("S1–S4 is there once for each engagement of role Build intent, for the two incentives roles", async () => {
    await addCustomers(["Here"]);
    const other = await make.engagement();
    const page = (slug: string, actor = partner.admin) =>
      reading(make.ctx(actor), (tx) => customersPage(tx, { slug, search: {} }));
    expect((await page(engagement.slug)).rows).toHaveLength(1);
    expect((await page(other.slug)).rows).toEqual([]);
    await make.sql(
      "insert into partner_roles (key, label_en, label_nl, with_customers) values ('usage', 'Usage', 'Gebruik', false)",
    );
    const usage = await make.engagement({ partnerRole: "usage" });
    await expect(page(usage.slug)).rejects.toMatchObject({ code: "not_found" });
    const grants = [{ role: "incentives_user" as const, locationId: partner.location.id }];
    const user = await make.user(partner, { grants });
    expect((await page(engagement.slug, user)).rows).toHaveLength(1);
    const colleague = await make.user(partner);
    await expect(page(engagement.slug, colleague)).rejects.toMatchObject({ code: "no_role" });
  });

  it("S5, S7, S46 lists what is under way with the days that are left", async () => {
    await addCustomers(["Bakkerij Bos"], { createdAt: days(-20) });
    const view = await open();
    expect(counted(view)).toEqual({ eligible: 1, ineligible: 0, complete: 0 });
    expect(view.rows).toMatchObject([
      { name: "Bakkerij Bos", state: { kind: "to_ask", daysLeft: 10, action: "trigger_consent" } },
    ]);
  });

  it("S6 lists every known customer, on the tab where it belongs", async () => {
    const good = await make.tenant({ name: "Good", eligibleFor: [engagement] });
    const poor = await make.tenant({ name: "Poor" });
    await make.known(partner, good);
    await make.known(partner, poor);
    expect((await open()).rows).toMatchObject([{ name: "Good", state: { kind: "known" } }]);
    const ineligible = await open({ tab: "ineligible" });
    expect(ineligible.rows).toMatchObject([
      { name: "Poor", state: { reason: "criteria", action: "why" } },
    ]);
    expect(counted(ineligible)).toEqual({ eligible: 1, ineligible: 1, complete: 0 });
  });

  it("S56 leaves out what ran out, also before it was cleared away, and counts it out", async () => {
    await addCustomers(["Gone"], { createdAt: days(-40) });
    await addCustomers(["Here"]);
    const view = await open();
    expect(view.rows.map((row) => row.name)).toEqual(["Here"]);
    expect(view.counts.eligible.count).toBe(1);
  });

  it("begins with what is under way, by days left, and sorts by name as people do, in every script", async () => {
    await addCustomers(["Zon", "Åkers", "açaí"], { createdAt: days(-1) });
    await addCustomers(["Ελιά"], { createdAt: days(-9) });
    for (const name of ["Bakker", "aap", "Årdal"])
      await make.known(partner, await make.tenant({ name, eligibleFor: [engagement] }));
    const shown = async (search = {}) => (await open(search)).rows.map(({ name }) => name);
    const work = ["Ελιά", "açaí", "Åkers", "Zon", "aap", "Årdal", "Bakker"];
    expect(await shown()).toEqual(work);
    expect(await shown({ sort: "-days" })).toEqual([...work].reverse());
    const byName = ["aap", "açaí", "Åkers", "Årdal", "Bakker", "Zon", "Ελιά"];
    expect(await shown({ sort: "name" })).toEqual(byName);
    expect(await shown({ sort: "-name" })).toEqual([...byName].reverse());
    expect(await shown({ status: "known" })).toEqual(["aap", "Årdal", "Bakker"]);
  });

  it("goes through a long list without losing or repeating a row, in each order", async () => {
    const names = Array.from(
      { length: 60 },
      (_, n) => `Customer ${String(n % 30).padStart(3, "0")}`,
    );
    await addCustomers(names);
    for (const sort of ["name", "-name", "days", "-days"]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const view = await open(after === null ? { sort } : { sort, after });
        seen.push(...view.rows.map((row) => row.tenantId));
        after = view.next;
      } while (after !== null);
      expect([sort, seen.length, new Set(seen).size]).toEqual([sort, 60, 60]);
    }
  });

  it("finds by name, domain, e-mail, tenant and TPID, and takes signs of LIKE literally", async () => {
    const tenant = await make.tenant({
      name: "Wijnhandel 100% Zuid",
      tpid: 7_654_321,
      domains: ["wijn-zuid.example"],
      eligibleFor: [engagement],
    });
    await make.association(partner, tenant, engagement, { customerEmail: "mia@elders.example" });
    await addCustomers(["Something else"]);
    for (const q of [
      "WIJNHANDEL",
      "wijn-zuid",
      "mia@elders",
      tenant.id.slice(0, 13),
      "7654321",
      "100%",
    ]) {
      expect([q, (await open({ q })).rows.map((row) => row.name)]).toEqual([
        q,
        ["Wijnhandel 100% Zuid"],
      ]);
    }
    expect((await open({ q: "101% Zuid" })).rows).toEqual([]);
    expect((await open({ q: "lders" })).rows).toEqual([]);
  });

  it("says on each tab how much a search finds there", async () => {
    const poor = await make.tenant({ name: "Zuid Poor" });
    await make.known(partner, poor);
    await addCustomers(["Zuid One", "Zuid Two", "Noord"]);
    const view = await open({ q: "zuid", tab: "complete" });
    expect(view.rows).toEqual([]);
    expect(counted(view)).toEqual({ eligible: 2, ineligible: 1, complete: 0 });
    expect(counted(await open({ q: "zuid two" }))).toEqual({
      eligible: 1,
      ineligible: 0,
      complete: 0,
    });
  });

  it("finds by contact, claim ID, invoice number and payment reference", async () => {
    const it = await submitted(make, { company: partner, engagement });
    const paid = await walkTo(make, it, "paid", await make.operator(), days(12));
    const [row] = await make.sql<
      Record<"first" | "last" | "email" | "invoice" | "payment" | "name", string>
    >(
      `select contact_first_name as first, contact_last_name as last, contact_email as email, invoice_number as invoice,
         payment_reference as payment, t.name
       from workshop_claims c join tenants t on t.id = c.tenant_id where c.id = $1`,
      [paid.id],
    );
    const { first, last, email, invoice, payment, name } = row!;
    for (const q of [`${first} ${last}`, email, String(paid.number), invoice, payment]) {
      const view = await open({ q, tab: "complete" }, partner.admin, days(13));
      expect([q, view.rows.map((one) => one.name)]).toEqual([q, [name]]);
    }
  });

  it("filters by status", async () => {
    await addCustomers(["Not asked"]);
    await addCustomers(["Asked"], { requestedAt: make.now });
    const view = await open({ status: "asked" });
    expect(view.rows.map((row) => row.name)).toEqual(["Asked"]);
    expect(view.statuses).toEqual(
      expect.arrayContaining([
        { tab: "eligible", status: "asked", count: 1 },
        { tab: "eligible", status: "to_ask", count: 1 },
      ]),
    );
  });

  it("S4 is for people with an incentives role", async () => {
    const colleague = await make.user(partner);
    await expect(open({}, colleague)).rejects.toThrow("no_role");
  });

  it("shows a user of one location that location's customers alone", async () => {
    await addCustomers(["Mine"]);
    const elsewhere = await make.location(partner);
    const user = await make.user(partner, {
      grants: [{ role: "incentives_user", locationId: elsewhere.id }],
    });
    const view = await open({}, user);
    expect(view.rows).toEqual([]);
    expect(view.counts.eligible.count).toBe(0);
  });

  it("shows nobody else's customers", async () => {
    await addCustomers(["Secret"]);
    const rival = await make.partner();
    expect((await open({}, rival.admin)).rows).toEqual([]);
  });

  it("does not know an engagement that is not there", async () => {
    engagement = { ...engagement, slug: "absent" };
    await expect(open()).rejects.toThrow("not_found");
  });

  it("S14, S15 Complete says of every claim where it stands, and leads to it", async () => {
    const operator = await make.operator();
    const statuses = [
      "submitted",
      "under_review",
      "action_required",
      "approved",
      "paid",
      "rejected",
    ] as const;
    for (const status of statuses) {
      const sent = await submitted(make, { company: partner, engagement });
      await walkTo(make, sent, status, operator, days(12));
    }
    const view = await open({ tab: "complete" }, partner.admin, days(13));
    const found = view.rows.map(({ state }) =>
      state.kind === "claimed" ? state.claimStatus : null,
    );
    expect([...found].sort()).toEqual([...statuses].sort());
    for (const { claimNumber, state } of view.rows) {
      expect(claimNumber).toBeGreaterThan(999_999);
      expect(state.action).toBe("view_claim");
    }
    expect(
      (await open({ tab: "complete", status: "paid" }, partner.admin, days(13))).rows,
    ).toHaveLength(1);
  });

  it("W11 Complete shows a claim that ran out as it is now, before a job records it", async () => {
    const sent = await submitted(make, { company: partner, engagement });
    const { reviewDueAt } = await walkTo(
      make,
      sent,
      "action_required",
      await make.operator(),
      days(12),
    );
    const at = (ms: number, search = {}) =>
      open({ tab: "complete", ...search }, partner.admin, new Date(reviewDueAt.getTime() + ms));
    expect((await at(-1)).rows).toMatchObject([{ state: { claimStatus: "action_required" } }]);
    expect((await at(0)).rows).toMatchObject([
      { state: { claimStatus: "post_submission_expired" } },
    ]);
    expect((await at(0, { status: "action_required" })).rows).toEqual([]);
  });
});
