import { eq } from "drizzle-orm";
import {
  associations,
  customers,
  locations,
  memberships,
  operatorGrants,
  partners,
  roleGrants,
  sessions,
  users,
} from "@/db/schema";
import { fixture, type Company } from "@/testing/fixture";
import { reading, transaction, type Actor, type PartnerUser } from "../ctx";
import { authorize } from "../access/authorize";
import { listReaders } from "../notify/queries";
import { noAccess } from "../views/no-access";
import { tokenOf } from "../mail/tokens";
import { askSignIn } from "./ask-sign-in";
import { openSession } from "./open-session";
import { listAdmins } from "../partners/queries";
import { switchCompany } from "./switch-company";

const f = fixture();
const admin = { role: "incentives_admin", locationId: null } as const;
const later = (minutes: number) => new Date(f.now.getTime() + minutes * 60_000);

type Seen = {
  partnerId: string | null;
  partnerName: string | null;
  grants: unknown[];
  operatorRoles: string[];
  companies: { id: string; joined: boolean }[];
} | null;

async function seen({ secret }: { secret: string }): Promise<Seen> {
  const text = "select app_session($1, $2) as session";
  const [row] = await f.db.query<{ session: Seen }>(text, [secret, f.now]);
  return row?.session ?? null;
}

/** A person who is an admin of one company and holds one location of another. */
async function ofTwo() {
  const [one, two] = [await f.partner(), await f.partner()];
  const atOne = await f.user(one, { grants: [admin] });
  const atTwo = await f.member(two, atOne, [
    { role: "incentives_user", locationId: two.location.id },
  ]);
  return { one, two, atOne, atTwo };
}

async function signIn(email: string, at = f.now) {
  await askSignIn(f.door(at), { email, language: "en", returnTo: null });
  const [mail] = await f.sql<{ id: string }>(
    `select variables->>'tokenId' as id from emails where template = 'sign-in' and recipient = $1
     order by created_at desc limit 1`,
    [email],
  );
  const token = tokenOf("sign-in", mail?.id ?? "");
  return openSession(f.door(at), { token });
}

const end = (partner: { id: string }, { userId }: { userId: string }) =>
  f.sql("update memberships set ended_at = $3 where partner_id = $1 and user_id = $2", [
    partner.id,
    userId,
    f.now,
  ]);

async function round(company: Company) {
  const engagement = await f.engagement();
  return f.association(company, await f.tenant({ eligibleFor: [engagement] }), engagement);
}

test("U3 somebody of two companies sees, in each, the rows of that one alone", async () => {
  const { one, two, atOne, atTwo } = await ofTwo();
  const [ours, theirs] = [await round(one), await round(two)];
  const rowsOf = (actor: PartnerUser) =>
    reading(f.ctx(actor), async ({ db }) => ({
      rounds: (await db.select({ id: associations.id }).from(associations)).map(({ id }) => id),
      customers: (await db.select().from(customers)).map(({ partnerId }) => partnerId),
      partners: (await db.select().from(partners)).map(({ id }) => id),
      places: (await db.select().from(locations)).map(({ id }) => id),
      members: (await db.select().from(memberships)).map(({ userId }) => userId).sort(),
      people: (await db.select().from(users)).map(({ id }) => id).sort(),
      grants: (await db.select().from(roleGrants)).map(({ partnerId }) => partnerId),
    }));
  for (const [actor, company, association] of [
    [atOne, one, ours],
    [atTwo, two, theirs],
  ] as const) {
    const people = [company.admin.userId, actor.userId].sort();
    expect(await rowsOf(actor)).toEqual({
      rounds: [association.id],
      customers: [company.id],
      partners: [company.id],
      places: [company.location.id],
      members: people,
      people,
      grants: [company.id, company.id],
    });
  }
});

test("U3 and acts, in each, there alone, with the roles held there", async () => {
  const { one, two, atOne, atTwo } = await ofTwo();
  const [ours, theirs] = [await round(one), await round(two)];
  expect((await seen(atOne))?.grants).toEqual(atOne.grants);
  expect((await seen(atTwo))?.grants).toEqual(atTwo.grants);
  authorize(f.ctx<Actor>(atOne), "settings.manage");
  expect(() => {
    authorize(f.ctx<Actor>(atTwo), "settings.manage");
  }).toThrow("no_role");
  const move = (actor: PartnerUser, id: string) =>
    transaction(f.ctx(actor), ({ db }) =>
      db
        .update(associations)
        .set({ requestedAt: f.now })
        .where(eq(associations.id, id))
        .returning({ id: associations.id }),
    );
  expect(await move(atOne, theirs.id)).toEqual([]);
  expect(await move(atTwo, ours.id)).toEqual([]);
  expect(await move(atTwo, theirs.id)).toEqual([{ id: theirs.id }]);
});

test("a membership that ended is worth nothing from the next request on; the other one stands", async () => {
  const { one, two, atOne, atTwo } = await ofTwo();
  expect(await seen(atOne)).toMatchObject({ partnerId: one.id });
  await end(one, atOne);
  expect(await seen(atOne)).toBeNull();
  expect(await seen(atTwo)).toMatchObject({
    partnerId: two.id,
    companies: [{ id: two.id, joined: true }],
  });
  expect(await seen(await signIn(atOne.email))).toMatchObject({ partnerId: two.id });
});

test("a disabled account is worth nothing in any company", async () => {
  const { atOne, atTwo } = await ofTwo();
  await f.sql("update users set disabled_at = now() where id = $1", [atOne.userId]);
  expect([await seen(atOne), await seen(atTwo)]).toEqual([null, null]);
});

test("who is invited but has not joined, or has left, gets no link", async () => {
  const company = await f.partner();
  const [invited, left] = [await f.user(company), await f.user(company)];
  await f.sql("update memberships set joined_at = null where user_id = $1", [invited.userId]);
  await end(company, left);
  for (const person of [invited, left]) {
    expect(await seen(person)).toBeNull();
    await askSignIn(f.door(), { email: person.email, language: "en", returnTo: null });
  }
  expect(
    await f.sql("select from emails where recipient in ($1, $2)", [invited.email, left.email]),
  ).toEqual([]);
});

test("signing in leads to the company that was used last, also by a switch", async () => {
  const { one, two, atOne } = await ofTwo();
  await f.sql("delete from sessions where user_id = $1", [atOne.userId]);
  await f.sql("update memberships set joined_at = $2 where partner_id = $1", [two.id, later(1)]);
  const first = await signIn(atOne.email, later(1));
  expect(await seen(first)).toMatchObject({ partnerId: one.id });
  await switchCompany(f.door(later(2)), { sessionId: first.sessionId, to: two.id });
  expect(await seen(first)).toMatchObject({ partnerId: two.id, partnerName: two.name });
  expect(await seen(await signIn(atOne.email, later(3)))).toMatchObject({ partnerId: two.id });
});

test("a switch is written down in both companies' logs, neither of which names the other", async () => {
  const { one, two, atOne } = await ofTwo();
  const { sessionId, userId } = atOne;
  const go = () => switchCompany(f.door(), { sessionId, to: two.id });
  await Promise.all([go(), go(), go()]);
  const written = await f.sql<{ chain: string; event: string }>(
    "select chain, event, data from audit_log where subject_id = $1 order by event",
    [sessionId],
  );
  expect(written).toEqual([
    { chain: two.id, event: "session.entered", data: { userId } },
    { chain: one.id, event: "session.left", data: { userId } },
  ]);
});

test("nobody switches to a company that is not theirs, nor with a session that is over", async () => {
  const { one, two, atOne, atTwo } = await ofTwo();
  const stranger = await f.partner();
  const to = (sessionId: string, id: string | null) =>
    switchCompany(f.door(), { sessionId, to: id });
  await expect(to(atOne.sessionId, stranger.id)).rejects.toThrow("not_found");
  await expect(to(atOne.sessionId, null)).rejects.toThrow("not_found");
  await f.sql("update sessions set revoked_at = now() where id = $1", [atTwo.sessionId]);
  await expect(to(atTwo.sessionId, one.id)).rejects.toThrow("not_found");
  await end(two, atOne);
  await expect(to(atOne.sessionId, two.id)).rejects.toThrow("not_found");
  await expect(
    switchCompany(f.ctx(atOne), { sessionId: atOne.sessionId, to: two.id }),
  ).rejects.toThrow("forbidden");
});

test("somebody of the programme may belong to companies too, and be one or the other", async () => {
  const company = await f.partner();
  const operator = await f.operator({ companies: [company.id] });
  const { sessionId, userId } = operator;
  expect(await seen(operator)).toMatchObject({ partnerId: null, companies: [{ id: company.id }] });
  await switchCompany(f.door(later(1)), { sessionId, to: company.id });
  expect(await seen(operator)).toMatchObject({ partnerId: company.id, grants: [] });
  await switchCompany(f.door(later(2)), { sessionId, to: null });
  await f.sql("delete from operator_grants where user_id = $1", [userId]);
  expect(await seen(operator)).toBeNull();
  expect(await seen(await signIn(operator.email))).toMatchObject({ partnerId: company.id });
});

test("P6 staff who left a company decide on nothing of it for a year, and go there no more", async () => {
  const company = await f.partner();
  const operator = await f.operator({ companies: [company.id] });
  const left = (days: number) =>
    f.sql(
      "update memberships set ended_at = now() - make_interval(days => $2) where partner_id = $1 and user_id = $3",
      [company.id, days, operator.userId],
    );
  const affiliated = () =>
    f.db.transaction(f.scope(operator), async (db) => {
      const { rows } = await db.execute<{ ids: string[] }>("select app_affiliated() as ids");
      return rows[0]?.ids;
    });
  await left(1);
  expect(await affiliated()).toEqual([company.id]);
  expect(await seen(operator)).toMatchObject({ companies: [{ id: company.id, joined: false }] });
  await left(366);
  expect(await affiliated()).toEqual([]);
  await f.sql("update memberships set ended_at = $2 where partner_id = $1", [
    company.id,
    new Date(f.now.getTime() - 366 * 86_400_000),
  ]);
  expect(await seen(operator)).toMatchObject({ companies: [] });
});

test("P5 an operator does what one of their roles allows", async () => {
  const may = (actor: Actor, act: "claims.pay" | "claims.review" | "programme.read") => {
    try {
      authorize(f.ctx(actor), act);
      return true;
    } catch {
      return false;
    }
  };
  const table = [
    [["payments"], true, false, true],
    [["reviewer"], false, true, true],
    [["reader"], false, false, true],
    [["payments", "reviewer"], true, true, true],
    [[], false, false, false],
  ] as const;
  const operator = await f.operator();
  for (const [roles, pays, reviews, reads] of table) {
    const one = { ...operator, roles };
    expect([may(one, "claims.pay"), may(one, "claims.review"), may(one, "programme.read")]).toEqual(
      [pays, reviews, reads],
    );
  }
});

test("a company's people give themselves no role, no membership and no other account", async () => {
  const { one, two, atOne } = await ofTwo();
  const stranger = await f.partner();
  const { userId, sessionId } = atOne;
  const as = <T>(work: Parameters<typeof transaction<PartnerUser, T>>[1]) =>
    transaction(f.ctx(atOne), work);
  const denied = {
    message: expect.stringMatching(
      /permission denied|row-level security|who disables somebody is named/,
    ) as string,
  };
  const refused = async (tried: Promise<unknown>) => {
    const error = await tried.catch((thrown: unknown) => thrown);
    expect((error as Error).cause ?? error).toMatchObject(denied);
  };
  await refused(
    as(({ db }) =>
      db
        .insert(roleGrants)
        .values({ partnerId: one.id, userId, ...admin, locationId: one.location.id }),
    ),
  );
  await refused(
    as(({ db }) =>
      db.insert(memberships).values({ partnerId: stranger.id, userId, joinedAt: f.now }),
    ),
  );
  await refused(as(({ db }) => db.insert(operatorGrants).values({ userId, role: "reader" })));
  await refused(as(({ db }) => db.update(memberships).set({ endedAt: f.now })));
  await refused(as(({ db }) => db.update(users).set({ email: "x@stranger.example" })));
  const spoken = as(({ db }) => db.update(users).set({ locale: "nl" }).returning({ id: users.id }));
  expect(await spoken).toEqual([{ id: userId }]);
  for (const partnerId of [stranger.id, two.id]) {
    const moved = as(({ db }) =>
      db
        .update(sessions)
        .set({ partnerId, chosenAt: f.now })
        .where(eq(sessions.id, sessionId))
        .returning({ id: sessions.id }),
    );
    expect(await moved).toEqual([]);
  }
  await end(two, atOne);
  await f.sql("update sessions set partner_id = $2 where id = $1", [sessionId, two.id]);
  expect(await seen(atOne)).toBeNull();
});

test("D12 who has left a company hears of it no more, nor is named as who can help there", async () => {
  const { one, two, atOne } = await ofTwo();
  const colleague = await f.user(one);
  const readers = async (company: Company) =>
    (
      await transaction(f.system(), (tx) =>
        listReaders(tx, {
          partnerId: company.id,
          locationId: company.location.id,
          contactEmail: null,
          userIds: [atOne.userId],
        }),
      )
    ).map(({ to }) => to);
  const helpers = () =>
    reading(f.ctx(colleague), async (tx) => {
      const view = await noAccess(tx, { from: "/claims" });
      const admins = await listAdmins(tx);
      return [view.kind === "role" ? view.helpers : [], admins].map((list) =>
        list.map(({ email }) => email).sort(),
      );
    });
  const both = [one.admin.email, atOne.email].sort();
  expect(await readers(one)).toEqual([atOne.email]);
  expect(await helpers()).toEqual([both, both]);
  await end(one, atOne);
  expect(await readers(one)).toEqual([one.admin.email]);
  expect(await readers(two)).toEqual([atOne.email]);
  expect(await helpers()).toEqual([[one.admin.email], [one.admin.email]]);
});
