import { reading } from "@/lib/ctx";
import { programmeClaim } from "@/lib/views/claim/review";
import { programmeClaims } from "@/lib/views/programme/claims";
import { claimOf, disputed, inReview, submitted } from "@/testing/claims";
import { factFaults } from "@/testing/audit-faults";
import { fixture } from "@/testing/fixture";
import { approveClaim } from "./approve-claim";
import { handOverReview } from "./hand-over-review";
import { nextInput } from "./schema";
import { takeNext } from "./take-next";

const f = fixture();
const note = "I am away until Monday; ask for the signed invoice.";

test("W12 a claim is handed over with a line; only the colleague decides from then on", async () => {
  const it = await inReview(f);
  const colleague = await f.operator({ roles: ["reviewer"] });
  const { number, version } = it.claim;
  await handOverReview(f.ctx(it.reviewer, it.at), {
    number,
    version,
    reviewerId: colleague.userId,
    note,
  });
  expect(await claimOf(f, it.association.id)).toMatchObject({
    reviewerId: colleague.userId,
    reviewerSince: it.at,
  });
  await expect(approveClaim(f.ctx(it.reviewer, it.at), { number })).rejects.toThrow(
    "under_review_by",
  );
  const seen = await reading(f.ctx(colleague, it.at), (tx) =>
    programmeClaim(tx, { claimNumber: String(number), search: {} }),
  );
  expect(seen.handed).toEqual({ name: it.reviewer.name, note });
  const mine = await reading(f.ctx(colleague, it.at), (tx) =>
    programmeClaims(tx, { search: { status: "mine" } }),
  );
  expect(mine.rows.map((row) => [row.number, row.reviewer])).toEqual([
    [number, { name: colleague.name, you: true, from: it.reviewer.name }],
  ]);
  expect(mine.counts.mine.count).toBe(1);
  expect((await factFaults(f, it.company.id)).filter(({ kind }) => kind === "claim")).toEqual([]);
  await approveClaim(f.ctx(colleague, it.at), { number });
});

test("P5, P6 it is handed to nobody who could not review it, nor by whoever does not hold it", async () => {
  const it = await inReview(f);
  const { number } = it.claim;
  const payer = await f.operator({ roles: ["payments"] });
  const own = await f.operator({ companies: [it.company.id] });
  await f.sql(
    "insert into memberships (partner_id, user_id, joined_at) values ($1, $2, now()) on conflict do nothing",
    [it.company.id, own.userId],
  );
  for (const { userId } of [payer, own, it.reviewer, it.company.admin])
    await expect(
      handOverReview(f.ctx(it.reviewer, it.at), { number, reviewerId: userId, note }),
    ).rejects.toThrow("reviewer_unfit");
  const other = await f.operator();
  await expect(
    handOverReview(f.ctx(other, it.at), { number, reviewerId: other.userId, note }),
  ).rejects.toThrow("under_review_by");
  // Nor at the database.
  const set = async (actor: typeof other, reviewer: string) =>
    f.db.transaction(f.scope(actor), async (db) => {
      const { rowCount } = await db.execute(
        `update workshop_claims set reviewer_id = '${reviewer}', reviewer_since = now() where id = '${it.claim.id}'`,
      );
      return rowCount;
    });
  for (const [who, { userId }] of [
    [it.reviewer, payer],
    [it.reviewer, own],
    [other, await f.operator()],
  ] as const)
    await expect(set(who, userId)).rejects.toMatchObject({
      cause: { constraint: "workshop_claims_whose" },
    });
  expect(await set(it.reviewer, other.userId)).toBe(1);
});

test("W12 the next claim is the oldest that nobody has, and not of one's own company", async () => {
  const day = (date: string) => new Date(`2019-${date}T10:00:00Z`);
  const first = await submitted(f, { at: day("04-01") });
  const second = await submitted(f, { at: day("04-02") });
  const third = await submitted(f, { at: day("04-03") });
  const one = await f.operator({ companies: [first.company.id] });
  const two = await f.operator();
  const at = day("06-01");
  const search = { q: "", sort: "age", engagement: null, partner: null, target: "" } as const;
  expect(await takeNext(f.ctx(one, at), search)).toBe(second.claim.number);
  // Two who ask at once get two claims.
  const both = await Promise.all([one, two].map((who) => takeNext(f.ctx(who, at), search)));
  expect([...both].sort()).toEqual([first, third].map(({ claim }) => claim.number).sort());
  expect(await takeNext(f.ctx(two, at), { ...search, partner: third.company.id })).toBeNull();
});

test("W12 of a queue that is searched the next claim is the oldest that the search finds", async () => {
  const day = (date: string) => new Date(`2018-${date}T10:00:00Z`);
  const tenant = await f.tenant({ name: "Zoekgeraakt Vastgoed" });
  const older = await submitted(f, { at: day("04-01") });
  const found = await submitted(f, { tenant, at: day("04-02") });
  const who = f.ctx(await f.operator(), day("06-01"));
  const asked = nextInput.parse({ q: "Zoekgeraakt" });
  expect(await takeNext(who, asked)).toBe(found.claim.number);
  expect(await takeNext(who, asked)).toBeNull();
  expect(await takeNext(who, nextInput.parse({}))).toBe(older.claim.number);
});

test("W12 the programme's own clock: working days since a claim came, to sort by, and what is over it alone", async () => {
  const partner = await f.partner();
  const day = (date: string) => new Date(`2026-${date}T10:00:00Z`);
  // Five working days from a Thursday and a Friday; what was disputed in between came before both.
  const thursday = await submitted(f, {
    company: partner,
    at: day("04-01"),
    submitAt: day("04-09"),
  });
  const friday = await submitted(f, { company: partner, at: day("04-01"), submitAt: day("04-10") });
  const contested = await disputed(f, {
    company: partner,
    at: day("04-01"),
    submitAt: new Date("2026-04-09T08:00:00Z"),
  });
  const staff = await f.operator();
  const seen = async (search: Record<string, string>, at = day("04-17")) => {
    const { rows, counts } = await reading(f.ctx(staff, at), (tx) =>
      programmeClaims(tx, { search: { partner: partner.id, ...search } }),
    );
    return {
      rows: rows.map(({ number, clock }) => [number, clock]),
      waiting: counts.waiting.count,
    };
  };
  const [a, b, c] = [thursday, friday, contested].map(({ claim }) => claim.number);
  const clocks = [
    [a, { date: "2026-04-16", left: -1 }],
    [c, { date: "2026-04-17", left: 0 }],
    [b, { date: "2026-04-17", left: 0 }],
  ];
  expect((await seen({ sort: "age" })).rows.map(([number]) => number)).toEqual([c, a, b]);
  expect(await seen({ sort: "target" })).toEqual({ rows: clocks, waiting: 3 });
  expect((await seen({ sort: "-target" })).rows).toEqual([...clocks].reverse());
  expect(await seen({ target: "over" })).toEqual({ rows: clocks.slice(0, 1), waiting: 1 });
  expect((await seen({ target: "over", status: "approved" })).rows).toEqual([]);
  const later = (await seen({ target: "over", sort: "target" }, day("04-20"))).rows;
  expect(later.map(([number]) => number)).toEqual([a, c, b]);
  const shown = await reading(f.ctx(staff, day("04-17")), (tx) =>
    programmeClaim(tx, { claimNumber: String(a), search: {} }),
  );
  expect(shown.clock).toEqual(clocks[0]?.[1]);
});
