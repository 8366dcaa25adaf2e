import { randomBytes } from "node:crypto";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { transaction } from "../../ctx";
import { PROGRAMME } from "@/db/schema";
import { disablePerson } from "../members/disable-person";
import { findSession } from "../session.queries";
import { makeSignInLink } from "../sign-in-link";
import { openSession, type From } from "../open-session";
import { switchCompany } from "../switch-company";
import { sessionsView } from "../../views/account/sessions";
import { endOwnSessions } from "./end-own-sessions";
import { endSessionsOf } from "./end-sessions-of";
import { noteSeen } from "./note-seen";

const f = fixture();
const later = (minutes: number) => new Date(f.now.getTime() + minutes * 60_000);

async function signIn(email: string, from: From = {}, at = f.now) {
  const { token } = await transaction(f.door(at), (tx) =>
    makeSignInLink(tx, { email, language: "en", returnTo: null, minutes: 15 }),
  );
  const { userId, sessionId, secret } = await openSession(f.door(at), { token }, from);
  return { userId, sessionId, secret };
}

const isIn = async ({ secret }: { secret: string }, at = f.now) =>
  (await findSession(f.db, secret, at)) !== null;
const seenBy = (own: { userId: string; sessionId: string }, at = f.now) =>
  transaction(f.door(at), (tx) => sessionsView(tx, own));
const told = (userId: string) =>
  f.sql<{ event: string }>(
    "select event from audit_log where data->>'userId' = $1 and event in ('session.ended', 'person.signed_out') order by seq",
    [userId],
  );

test("U7 one sees where one is signed in, this browser first, and nothing that is over or somebody else's", async () => {
  const { admin } = await f.partner();
  const other = await f.partner();
  await f.sql("delete from sessions where user_id = $1", [admin.userId]);
  const device = randomBytes(32);
  const phone = await signIn(admin.email, {
    browser: "Safari",
    system: "iOS",
    ipAddress: "192.0.2.9",
  });
  const own = await signIn(admin.email, { browser: "Firefox", system: "Windows", device });
  const gone = await signIn(admin.email);
  await endOwnSessions(f.door(), own, { id: gone.sessionId });
  await signIn(other.admin.email);
  await noteSeen(f.door(later(7)), phone.sessionId);
  await noteSeen(f.door(later(9)), phone.sessionId);
  const { sessions } = await seenBy(own, later(10));
  expect(sessions).toMatchObject([
    { id: own.sessionId, here: true, browser: "Firefox", system: "Windows" },
    { id: phone.sessionId, here: false, ipAddress: "192.0.2.9", seenAt: later(7) },
  ]);
  expect((await seenBy(own, later(12 * 60))).sessions).toEqual([]);
});

test("U7 one session, or all others, end on the very next request; nobody else's does", async () => {
  const { admin } = await f.partner();
  const stranger = await f.partner();
  const [own, one, two] = [
    await signIn(admin.email),
    await signIn(admin.email),
    await signIn(admin.email),
  ];
  const theirs = await signIn(stranger.admin.email);
  // Another's id, and one's own session, end nothing.
  expect(await endOwnSessions(f.door(), own, { id: theirs.sessionId })).toBe(0);
  expect(await endOwnSessions(f.door(), own, { id: own.sessionId })).toBe(0);
  expect([await isIn(theirs), await isIn(own)]).toEqual([true, true]);
  expect(await endOwnSessions(f.door(), own, { id: one.sessionId })).toBe(1);
  expect(await endOwnSessions(f.door(), own, { id: one.sessionId })).toBe(0);
  expect([await isIn(own), await isIn(one), await isIn(two)]).toEqual([true, false, true]);
  await expect(
    f.db.transaction({ actor: "person", secret: one.secret }, () => Promise.resolve()),
  ).rejects.toThrow();
  await endOwnSessions(f.door(), own, { id: null });
  expect([await isIn(own), await isIn(two), await isIn(theirs), await isIn(admin)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(await told(admin.userId)).toHaveLength(3);
  // Whoever was signed out ends nothing any more, and only the product itself does it at all.
  expect(await refusedWith(endOwnSessions(f.door(), two, { id: null }))).toBe("signed_out");
  expect(await refusedWith(endOwnSessions(f.ctx(stranger.admin), own, { id: null }))).toBe(
    "forbidden",
  );
});

test("U7 an admin signs their people out of the company, and none of these sessions comes back to it", async () => {
  const [company, elsewhere] = [await f.partner(), await f.partner()];
  const person = await f.user(company, { grants: [{ role: "incentives_user", locationId: null }] });
  await f.member(elsewhere, person);
  const here = await signIn(person.email);
  const there = await signIn(person.email);
  await switchCompany(f.door(), { sessionId: there.sessionId, to: elsewhere.id });
  expect(
    await endSessionsOf(f.ctx(company.admin, later(1)), { at: undefined, id: person.userId }),
  ).toBe(2);
  expect([await isIn(here, later(1)), await isIn(there, later(1))]).toEqual([false, true]);
  const back = (own: typeof there, at: Date) =>
    refusedWith(switchCompany(f.door(at), { sessionId: own.sessionId, to: company.id }));
  expect(await back(there, later(2))).toBe("not_found");
  const anew = await signIn(person.email, {}, later(3));
  expect(await back(anew, later(3))).toBeNull();
  expect(await isIn(anew, later(3))).toBe(true);
  expect(await told(person.userId)).toEqual([{ event: "person.signed_out" }]);
});

test("U7 who signs whom out: no stranger, no colleague, nobody themselves; staff anybody whom they manage", async () => {
  const [company, rival] = [await f.partner(), await f.partner()];
  const [place, otherPlace] = [company.location, await f.location(company)];
  const colleague = await f.user(company, {
    grants: [{ role: "incentives_user", locationId: place.id }],
  });
  const local = await f.user(company, {
    grants: [{ role: "incentives_admin", locationId: otherPlace.id }],
  });
  const [manager, reader] = [
    await f.operator({ roles: ["partner_manager"] }),
    await f.operator({ roles: ["reader"] }),
  ];
  const inside = await f.operator({ roles: ["partner_manager"], companies: [company.id] });
  const session = await signIn(colleague.email);
  const ask = (actor: Parameters<typeof f.ctx>[0], at?: string, id = colleague.userId) =>
    refusedWith(endSessionsOf(f.ctx(actor), { at, id }));
  expect(await ask(rival.admin)).toBe("other_places");
  expect(await ask(rival.admin, company.id)).toBe("not_found");
  expect(await ask(local)).toBe("other_places");
  expect(await ask(colleague, undefined, company.admin.userId)).toBe("no_role");
  expect(await ask(company.admin, undefined, company.admin.userId)).toBe("own_sessions");
  expect(await ask(reader, company.id)).toBe("forbidden");
  expect(await ask(inside, company.id)).toBe("own_company_people");
  // Somebody who is not (any more) of the company that is named.
  expect(await ask(manager, rival.id)).toBe("other_places");
  expect(await ask(manager, PROGRAMME)).toBe("forbidden");
  expect(await isIn(session)).toBe(true);
  expect(await ask(manager, company.id)).toBeNull();
  expect(await isIn(session)).toBe(false);
  const administrator = await f.operator({ roles: ["administrator"] });
  expect(await ask(administrator, PROGRAMME)).toBe("other_places");
  expect(await isIn(reader)).toBe(true);
  expect(await ask(administrator, PROGRAMME, reader.userId)).toBeNull();
  expect(await isIn(reader)).toBe(false);
  await disablePerson(f.ctx(company.admin), { at: undefined, id: colleague.userId, heir: null });
  expect(await ask(company.admin)).toBe("other_places");
});

test("U15 a new browser is told of by e-mail: not the first one, not one that is known, once each", async () => {
  const { admin } = await f.partner({ admin: { locale: "nl", timeZone: "Europe/Amsterdam" } });
  const mails = () =>
    f.sql(
      "select language, variables from emails where template = 'new-device' and recipient = $1",
      [admin.email],
    );
  const [first, second] = [randomBytes(32), randomBytes(32)];
  await signIn(admin.email, { device: first });
  await signIn(admin.email, { device: first }, later(1));
  expect(await mails()).toEqual([]);
  await signIn(admin.email, { device: second, browser: "Edge", ipAddress: "192.0.2.8" }, later(2));
  await signIn(admin.email, { device: second }, later(3));
  await signIn(admin.email, { device: first }, later(4));
  expect(await mails()).toEqual([
    {
      language: "nl",
      variables: {
        signedInAt: later(2).toISOString(),
        browser: "Edge",
        system: null,
        ipAddress: "192.0.2.8",
        timeZone: "Europe/Amsterdam",
      },
    },
  ]);
  // Nor is an account that was left alone for more than a year a new one.
  await signIn(admin.email, { device: randomBytes(32) }, later(500 * 24 * 60));
  expect(await mails()).toHaveLength(2);
  // The same browser is another account's first one.
  const colleague = await f.partner();
  await signIn(colleague.admin.email, { device: second });
  expect(
    await f.sql("select from emails where recipient = $1 and template = 'new-device'", [
      colleague.admin.email,
    ]),
  ).toEqual([]);
});
