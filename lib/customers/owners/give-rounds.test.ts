import { listClaims } from "@/lib/claims/list/list";
import { claimsQuery } from "@/lib/claims/list/schema";
import { reading, type PartnerUser } from "@/lib/ctx";
import { attentionPage } from "@/lib/views/attention";
import { customersPage } from "@/lib/views/customers-page";
import { historyPage } from "@/lib/views/history";
import { consented } from "@/testing/claims";
import { ask } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { getCustomer } from "../one/queries";
import { giveRounds } from "./give-rounds";
import { giveInput } from "./schema";

const f = fixture();
const all = { role: "incentives_user", locationId: null } as const;

type It = Awaited<ReturnType<typeof ask>>;
const give = (
  by: PartnerUser,
  it: It,
  to: PartnerUser,
  seen: string | null = it.company.admin.userId,
) => giveRounds(f.ctx(by), { rounds: [{ id: it.association.id, seen }], owner: to.userId });
const ownersOf = async (it: It, reader = it.company.admin) =>
  (await reading(f.ctx(reader), (tx) => getCustomer(tx, it.association.tenantId))).owned.map(
    ({ owner }) => owner,
  );
const mine = { owner: "me" };

test("K6 who began it has a round until it is given to a colleague, who has it and its claim in every list of theirs", async () => {
  const it = await consented(f);
  const to = await f.user(it.company, { grants: [all] });
  const { engagement } = it;
  const lists = async (reader: PartnerUser) => {
    const ctx = f.ctx(reader, it.claim.createdAt);
    const input = { slug: engagement.slug, search: mine };
    return {
      claims: (await reading(ctx, (tx) => listClaims(tx, claimsQuery.parse(mine)))).rows.length,
      customers: (await reading(ctx, (tx) => customersPage(tx, input))).rows.length,
    };
  };
  expect(await ownersOf(it)).toEqual([it.company.admin.name]);
  expect(await lists(it.company.admin)).toEqual({ claims: 1, customers: 1 });
  expect(await lists(to)).toEqual({ claims: 0, customers: 0 });
  await give(it.company.admin, it, to);
  expect(await ownersOf(it)).toEqual([to.name]);
  expect(await lists(it.company.admin)).toEqual({ claims: 0, customers: 0 });
  expect(await lists(to)).toEqual({ claims: 1, customers: 1 });
  expect(
    await f.sql("select data from audit_log where event = 'round.given' and subject_id = $1", [
      it.association.id,
    ]),
  ).toEqual([
    { data: { ownerId: to.userId, ownerName: to.name, beforeId: it.company.admin.userId } },
  ]);
  // What stands so already is no change, and nothing is told of it.
  await give(it.company.admin, it, to);
  expect(
    await f.sql("select from audit_log where event = 'round.given' and subject_id = $1", [
      it.association.id,
    ]),
  ).toHaveLength(1);
});

test("K6 what waits and what ended is filtered by its owner", async () => {
  const it = await ask(f);
  const to = await f.user(it.company, { grants: [all] });
  await give(it.company.admin, it, to);
  const near = new Date(it.association.consentDueAt.getTime() - 86_400_000);
  const over = it.association.consentDueAt;
  const counts = async (reader: PartnerUser) => [
    (await reading(f.ctx(reader, near), (tx) => attentionPage(tx, { search: mine }))).rows.length,
    (
      await reading(f.ctx(reader, over), (tx) =>
        historyPage(tx, { slug: it.engagement.slug, search: mine }),
      )
    ).rounds.length,
  ];
  expect(await counts(it.company.admin)).toEqual([0, 0]);
  expect(await counts(to)).toEqual([1, 1]);
});

test("K6, U8 whoever left has nothing: it falls to their heir, or to nobody", async () => {
  const it = await ask(f);
  const { admin, id } = it.company;
  const [to, heir] = [
    await f.user(it.company, { grants: [all] }),
    await f.user(it.company, { grants: [all] }),
  ];
  await give(admin, it, to);
  await f.sql(
    "update memberships set ended_at = now(), heir_id = $3 where partner_id = $1 and user_id = $2",
    [id, to.userId, heir.userId],
  );
  expect(await ownersOf(it)).toEqual([heir.name]);
  const rows = await reading(f.ctx(heir), (tx) =>
    customersPage(tx, { slug: it.engagement.slug, search: mine }),
  );
  expect(rows.rows).toHaveLength(1);
  // A role that ended leaves it to nobody; it can be given on all the same.
  await f.sql("delete from role_grants where partner_id = $1 and user_id = $2", [id, heir.userId]);
  expect(await ownersOf(it)).toEqual([null]);
  await give(admin, it, admin, to.userId);
  expect(await ownersOf(it)).toEqual([admin.name]);
});

test("K6 of two who give one round at once, one is told that somebody changed it", async () => {
  const it = await ask(f);
  const people = [
    await f.user(it.company, { grants: [all] }),
    await f.user(it.company, { grants: [all] }),
  ];
  const done = await Promise.all(people.map((to) => refusedWith(give(it.company.admin, it, to))));
  expect(done.sort()).toEqual(["changed_meanwhile", null]);
});

test("K6 several at once are given together or not at all", async () => {
  const it = await ask(f);
  const other = await ask(f);
  const to = await f.user(it.company, { grants: [all] });
  const seen = it.company.admin.userId;
  const rounds = [it, other].map(({ association }) => ({ id: association.id, seen }));
  expect(await refusedWith(giveRounds(f.ctx(it.company.admin), { rounds, owner: to.userId }))).toBe(
    "not_found",
  );
  expect(await ownersOf(it)).toEqual([it.company.admin.name]);
});

test("K6, S4 another partner's round, one elsewhere, one that ended: not found; nobody's without a role there", async () => {
  const it = await ask(f);
  const { admin } = it.company;
  const elsewhere = await f.location(it.company);
  const local = await f.user(it.company, { grants: [{ ...all, locationId: elsewhere.id }] });
  const rival = await f.partner();
  expect(await refusedWith(give(rival.admin, it, rival.admin))).toBe("not_found");
  expect(await refusedWith(give(local, it, local))).toBe("not_found");
  expect(await refusedWith(give(admin, it, local))).toBe("owner_elsewhere");
  expect(await refusedWith(give(admin, it, rival.admin))).toBe("owner_elsewhere");
  expect(await refusedWith(give(await f.user(it.company), it, admin))).toBe("no_role");
  await f.sql("update associations set ended_at = $2, end_reason = 'programme' where id = $1", [
    it.association.id,
    f.now,
  ]);
  expect(await refusedWith(give(admin, it, admin))).toBe("not_found");
});

test("K6 a customer with a link gives nothing to anybody, whatever statement they smuggle in", async () => {
  const it = await ask(f);
  await expect(
    f.db.transaction(f.scope(it.visitor), (db) =>
      db.execute(`update associations set owner_id = '${it.company.admin.userId}'`),
    ),
  ).rejects.toMatchObject({ cause: { constraint: "associations_whose" } });
});

test("K6 what a form sends is read, or refused", () => {
  const [customer, id] = [crypto.randomUUID(), crypto.randomUUID()];
  const form = { customer, rounds: `${id}:`, owner: id };
  expect(giveInput.parse(form).rounds).toEqual([{ id, seen: null }]);
  for (const rounds of [undefined, "x", `${id}:x`, "' or true --"])
    expect(giveInput.safeParse({ ...form, rounds }).success).toBe(false);
});
