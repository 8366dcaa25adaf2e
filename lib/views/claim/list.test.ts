import { exportClaims } from "@/lib/claims/list/export";
import { claimsQuery } from "@/lib/claims/list/schema";
import { submitClaim } from "@/lib/claims/submit-claim";
import { reading, transaction, type Operator, type PartnerUser } from "@/lib/ctx";
import { deadline } from "@/lib/time/deadline";
import { walkTo, projectionFaults } from "@/testing/claim-walk";
import { claimOf, consented, giveProof, paying, submitted, type Consented } from "@/testing/claims";
import { atEightDigits } from "@/testing/claim-numbers";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { searchView } from "../search";
import { claimHead } from "./details";
import { claimsList } from "./list";

const make = fixture();
const DAY = 86_400_000;
const days = (count: number) => new Date(make.now.getTime() + count * DAY);

let partner: Company;
let engagement: Engagement;
let operator: Operator;

beforeAll(async () => {
  operator = await make.operator();
});

beforeEach(async () => {
  partner = await make.partner({ locations: [{ name: "Amsterdam" }, { name: "Gent" }] });
  engagement = await make.engagement();
});

const open = (
  search: Record<string, string> = {},
  actor: PartnerUser = partner.admin,
  at = days(1),
) => reading(make.ctx(actor, at), (tx) => claimsList(tx, { search }));

type Values = { name?: string; place?: number; agoDays?: number; of?: Engagement };

/** A customer who consented `agoDays` days before `make.now`. */
async function claim({ name = "Bos", place = 0, agoDays = 0, of = engagement }: Values = {}) {
  const tenant = await make.tenant({ name, eligibleFor: [of] });
  const createdAt = days(-agoDays - 1);
  return consented(make, {
    company: partner,
    engagement: of,
    tenant,
    association: {
      createdAt,
      requestedAt: createdAt,
      locationId: partner.locations[place]!.id,
      consentDueAt: deadline(createdAt, 30, "Europe/Amsterdam"),
    },
    request: { sentAt: createdAt },
    at: days(-agoDays),
  });
}

async function sentIn(values: Values = {}): Promise<Consented> {
  const it = await claim(values);
  await giveProof(make, it.claim);
  await submitClaim(make.ctx(partner.admin, days(0.5)), { number: it.claim.number });
  return { ...it, claim: await claimOf(make, it.association.id) };
}

const numbers = (view: Awaited<ReturnType<typeof open>>) => view.rows.map(({ number }) => number);

describe("the list of claims", () => {
  it("shows a claim of every engagement with its deadline in days (D9), payout and place", async () => {
    const other = await make.engagement({ name: "Other workshop" });
    const first = await claim({ name: "Bakkerij Bos", agoDays: 80 });
    const second = await claim({ name: "Zon", of: other });
    const view = await open();
    expect(numbers(view)).toEqual([first.claim.number, second.claim.number]);
    expect(view.total).toBe(2);
    expect(view.rows[0]).toMatchObject({
      customer: { name: "Bakkerij Bos" },
      engagement: { slug: engagement.slug },
      location: { name: "Amsterdam" },
      status: "editing",
      toDo: true,
      deadline: { daysLeft: 9 },
    });
  });

  it("W11 shows as it is now what the clock has passed, in rows, filters and counts", async () => {
    await paying(make, engagement.id);
    const { claim: lapsed } = await claim({ agoDays: 0 });
    await claim({ name: "Still running", agoDays: -60 });
    const at = days(91);
    const view = await open({}, partner.admin, at);
    // D27: nothing is paid for it any more.
    expect(view.rows.map(({ payout }) => payout?.minor)).toEqual([400_000, 0]);
    expect(view.rows.map(({ status, deadline: left }) => [status, left?.daysLeft ?? null])).toEqual(
      [
        ["editing", 59],
        ["not_submitted_expired", null],
      ],
    );
    const counts = Object.fromEntries(view.options.statuses.map((one) => [one.value, one.count]));
    expect(counts).toMatchObject({ to_do: 1, done: 1, editing: 1, not_submitted_expired: 1 });
    expect(numbers(await open({ status: "not_submitted_expired" }, partner.admin, at))).toEqual([
      lapsed.number,
    ]);
    expect(numbers(await open({ status: "done" }, partner.admin, at))).toEqual([lapsed.number]);
    expect((await open({ status: "editing" }, partner.admin, at)).rows).toHaveLength(1);
    expect((await open({ status: "editing", due: "7" }, partner.admin, at)).rows).toEqual([]);
  });

  it("filters by group, status, engagement, location and deadline, and counts what each would show", async () => {
    const other = await make.engagement();
    const running = await claim({ agoDays: 80 });
    const sent = await sentIn({ place: 1, of: other });
    const fix = await walkTo(make, await sentIn(), "action_required", operator, days(1));
    const paid = await walkTo(make, await sentIn({ place: 1 }), "paid", operator, days(1));
    const found = async (search: Record<string, string>) => numbers(await open(search)).sort();
    const sorted = (...claims: { number: number }[]) => claims.map(({ number }) => number).sort();

    expect(await found({ status: "to_do" })).toEqual(sorted(running.claim, fix));
    expect(await found({ status: "with_programme" })).toEqual(sorted(sent.claim));
    expect(await found({ status: "done" })).toEqual(sorted(paid));
    expect(await found({ status: "action_required" })).toEqual(sorted(fix));
    expect(await found({ engagement: other.slug })).toEqual(sorted(sent.claim));
    const gent = partner.locations[1]!.mpnId;
    expect(await found({ location: gent })).toEqual(sorted(sent.claim, paid));
    expect(await found({ location: gent, status: "done" })).toEqual(sorted(paid));
    expect(await found({ q: gent })).toEqual(sorted(sent.claim, paid));
    expect(await found({ due: "14" })).toEqual(sorted(running.claim));
    expect(await found({ due: "7" })).toEqual([]);
    expect(await found({ status: "paid", due: "30" })).toEqual([]);
    expect(
      await found({ status: "nonsense", due: "x", engagement: "?!", after: "1~2" }),
    ).toHaveLength(4);

    const { options } = await open({ location: gent });
    expect(options.statuses).toContainEqual({ value: "done", group: true, count: 1 });
    expect(options.engagements).toContainEqual({ value: other.slug, name: other.name, count: 1 });
    expect(options.locations.map(({ name, count }) => [name, count])).toEqual([
      ["Amsterdam", 2],
      ["Gent", 2],
    ]);
    expect((await open()).options.due.map(({ count }) => count)).toEqual([0, 1, 1]);
  });

  it("finds by name, friendly name, domain, e-mail, tenant, TPID, claim ID and MPN ID", async () => {
    const tenant = await make.tenant({
      name: "Łódź 100% Wijnhandel-Zuid",
      tpid: 7_654_321,
      domains: ["wijn-zuid.example"],
      eligibleFor: [engagement],
    });
    const { claim: wanted } = await consented(make, { company: partner, engagement, tenant });
    await transaction(make.ctx(partner.admin), (tx) =>
      tx.db.execute(
        `update workshop_claims set friendly_name = 'Héél groot project' where id = '${wanted.id}'`,
      ),
    );
    await claim({ name: "Something else" });
    for (const q of [
      "wijnhandel",
      "WIJNHANDEL-Z",
      "100%",
      "zuid 100",
      "heel groot",
      "wijn-zuid.ex",
      "zoe.devries@customer",
      tenant.id.toUpperCase(),
      "7654321",
      String(wanted.number),
    ]) {
      const rows = (await open({ q })).rows.filter(({ number }) => number === wanted.number);
      expect([q, rows.length]).toEqual([q, 1]);
    }
    for (const q of ["101", "handel", "wijnhandel else", "999999999"])
      expect([q, (await open({ q })).rows]).toEqual([q, []]);
    expect((await open({ q: "wijnhandel", status: "done" })).rows).toEqual([]);
  });

  it("goes through a long list without losing or repeating a claim, in each order and with equal keys", async () => {
    for (let n = 0; n < 6; n++)
      await claim({ name: `Same ${n % 2}`, agoDays: n % 2, place: n % 2 });
    const one = (await open()).rows[0]!;
    // As many as two pages need, with few different keys.
    await make.sql(
      "alter table claim_lines disable trigger user; alter table claim_lines drop constraint claim_lines_claim_of_partner",
    );
    await make.sql(
      `insert into claim_lines (claim_id, partner_id, number, engagement_id, tenant_id, location_id, time_zone, status, due_at, name, search)
       select gen_random_uuid(), partner_id, 9000000 + n, engagement_id, tenant_id, location_id, time_zone, status,
         due_at + (n % 3) * interval '1 day', 'Same ' || n % 2, ' same' from claim_lines, generate_series(1, 120) n where number = $1`,
      [one.number],
    );
    await make.sql(
      `update claim_counts set count = count + 120 where partner_id = $1 and status = 'editing'
       and (location_id, engagement_id) = (select location_id, engagement_id from claim_lines where number = $2)`,
      [partner.id, one.number],
    );
    await make.sql("alter table claim_lines enable trigger user");
    const user = await make.user(partner, {
      grants: partner.locations.map(({ id }) => ({
        role: "incentives_user" as const,
        locationId: id,
      })),
    });
    for (const actor of [partner.admin, user]) {
      for (const sort of ["due", "-due", "name", "-name", "number", "-number"]) {
        for (const status of ["", "to_do"]) {
          const seen: number[] = [];
          const keys: string[] = [];
          let after: string | null = null;
          do {
            const search: Record<string, string> = {
              sort,
              status,
              ...(after === null ? {} : { after }),
            };
            const view = await open(search, actor);
            seen.push(...numbers(view));
            keys.push(...view.rows.map((row) => row.customer.name));
            after = view.next;
          } while (after !== null);
          expect([sort, status, seen.length, new Set(seen).size]).toEqual([sort, status, 126, 126]);
          if (sort === "name") expect(keys).toEqual([...keys].sort());
          if (sort === "-number") expect(seen).toEqual([...seen].sort((a, b) => b - a));
        }
      }
    }
    await make.sql("delete from claim_lines where search = ' same' and partner_id = $1", [
      partner.id,
    ]);
  });

  it("S4 is for people with an incentives role", async () => {
    await expect(open({}, await make.user(partner))).rejects.toThrow("no_role");
    const staff = reading(make.ctx(operator), (tx) => claimsList(tx, { search: {} }));
    await expect(staff).rejects.toThrow("forbidden");
  });

  it("shows a user of one location that location's claims alone, also by search and in counts", async () => {
    const { claim: secret } = await claim({ name: "Secret" });
    const { claim: mine } = await claim({ name: "Mine", place: 1 });
    const user = await make.user(partner, {
      grants: [{ role: "incentives_user", locationId: partner.locations[1]!.id }],
    });
    for (const search of [{}, { sort: "name" }, { status: "to_do" }, { due: "30" }] as Record<
      string,
      string
    >[]) {
      const at = search.due ? days(80) : days(1);
      expect(numbers(await open(search, user, at))).toEqual([mine.number]);
    }
    const view = await open({}, user);
    expect([view.total, view.options.locations.length]).toEqual([1, 1]);
    for (const q of ["secret", String(secret.number), partner.locations[0]!.mpnId])
      expect((await open({ q }, user)).rows).toEqual([]);
    const place = { location: partner.locations[0]!.mpnId };
    expect((await open(place, user)).rows).toEqual([]);
  });

  it("shows nobody else's claims", async () => {
    const { claim: theirs } = await claim({ name: "Secret" });
    const rival = await make.partner();
    for (const q of ["", "secret", String(theirs.number)]) {
      const view = await open({ q }, rival.admin);
      expect([view.rows, view.total]).toEqual([[], 0]);
    }
  });

  it("keeps to the facts: names, domains, moves and ends are shown and found at once", async () => {
    const it = await sentIn({ name: "Before" });
    await make.sql("update tenants set name = 'After Rename' where id = $1", [it.tenant.id]);
    await make.sql("insert into tenant_domains values ('later.example', $1)", [it.tenant.id]);
    expect((await open({ q: "rename" })).rows[0]).toMatchObject({
      customer: { name: "After Rename" },
    });
    expect((await open({ q: "later.ex" })).rows).toHaveLength(1);
    expect((await open({ q: "before" })).rows).toEqual([]);
    await walkTo(make, it, "rejected", operator, days(2));
    expect((await open({ status: "rejected" })).rows).toHaveLength(1);
    await submitted(make, { company: partner, engagement });
    expect(await projectionFaults(make)).toEqual([]);
  });
});

test("after 9999999 a claim has eight digits: in lists, searches, addresses, files", async () => {
  const [last, next] = await atEightDigits(make, async () => [
    (await claim({ name: "Last of seven" })).claim,
    (await claim({ name: "First of eight" })).claim,
  ]);
  const both = [last.number, next.number];
  expect(last.number).toBe(9_999_999);
  expect(next.number).toBeGreaterThanOrEqual(10_000_000);
  const listed = async (search: Record<string, string>) =>
    (await open(search)).rows.map(({ number }) => number);
  expect(await listed({ sort: "number" })).toEqual(both);
  expect(await listed({ sort: "-number" })).toEqual(both.toReversed());
  for (const number of both) {
    expect(await listed({ q: String(number) })).toEqual([number]);
    const found = await reading(make.ctx(partner.admin), (tx) =>
      searchView(tx, { q: String(number), locale: "en" }),
    );
    expect(JSON.stringify(found)).toContain(`/claims/${number}`);
    const head = await reading(make.ctx(partner.admin), (tx) => claimHead(tx, String(number)));
    expect(head.claim.number).toBe(number);
  }
  let text = "";
  for await (const part of exportClaims(make.ctx(partner.admin), claimsQuery.parse({}), "en"))
    text += part;
  for (const number of both) expect(text).toContain(String(number));
});
