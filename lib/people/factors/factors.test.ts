import { TOTP } from "otpauth";
import { databaseKey } from "@/lib/keys";
import { invitationToken } from "@/scripts/demo/acts/invited";
import { fixture } from "@/testing/fixture";
import { TEST_SECRET } from "@/testing/secret";
import { refusedWith } from "@/testing/refusal";
import { reading, transaction, type Operator, type PartnerUser } from "../../ctx";
import { Refusal } from "../../errors";
import { invitePeople } from "../members/invite-people";
import { inviteInput } from "../members/schema";
import { findSession } from "../session.queries";
import { makeOffer } from "./offer";
import { openSession } from "../open-session";
import { makeSignInLink } from "../sign-in-link";
import { proveCode } from "./prove-code";
import { removeFactor } from "./remove-factor";
import { setUpInput } from "./schema";
import { setUpCodes } from "./set-up-codes";
import { settingUp } from "../../views/account/factors";

const f = fixture();
const later = (seconds: number) => new Date(f.now.getTime() + seconds * 1_000);
const codeOf = (secret: string, at: Date) =>
  new TOTP({ secret, algorithm: "SHA1", digits: 6, period: 30 }).generate({
    timestamp: at.getTime(),
  });
const said = async (work: Promise<unknown>) => (await refusedWith(work)) ?? "done";

/** Signs in by a mailed link alone, as the door does it. */
async function signIn(email: string, at = f.now) {
  const { token } = await transaction(f.door(at), (tx) =>
    makeSignInLink(tx, { email, language: "en", returnTo: null, minutes: 15 }),
  );
  const { sessionId, userId, secret } = await openSession(f.door(at), { token });
  return { own: { sessionId, userId }, secret };
}

async function withCodes(person: PartnerUser | Operator) {
  const offer = makeOffer({ ...person, since: null, now: f.now });
  const code = codeOf(offer.secret, f.now);
  await setUpCodes(f.door(), person, { offer: offer.sealed, code });
  return offer;
}

const owed = async (secret: string, at = f.now) =>
  (await findSession(f.db, secret, at))?.row.factor;
/** Whether the database takes the session's secret as a proof of who asks. */
const proves = (secret: string, person: PartnerUser | Operator) =>
  said(
    reading(f.ctx({ ...person, secret }), async ({ db }) => db.execute("select 1")).catch(() => {
      throw new Refusal("forbidden");
    }),
  );

test("U13 an operator owes a second factor unless the setting says otherwise; nothing opens before", async () => {
  const operator = await f.operator();
  const { secret } = await signIn(operator.email);
  expect([await owed(secret), await proves(secret, operator)]).toEqual(["setup", "forbidden"]);
  await f.sql("update programme set operators_factor = false");
  expect([await owed(secret), await proves(secret, operator)]).toEqual([null, "done"]);
  await f.sql("update programme set operators_factor = true");
  const { admin } = await f.partner();
  expect(await owed((await signIn(admin.email)).secret)).toBeNull();
});

test("U13 who set one up owes it at each sign-in, and a code pays it once", async () => {
  const { admin } = await f.partner();
  const { secret: key } = await withCodes(admin);
  const first = await signIn(admin.email, later(60));
  expect([await owed(first.secret, later(60)), await proves(first.secret, admin)]).toEqual([
    "ask",
    "forbidden",
  ]);
  const code = codeOf(key, later(60));
  expect(await said(proveCode(f.door(later(60)), first.own, { code: "000000" }))).toBe(
    "code_wrong",
  );
  await proveCode(f.door(later(60)), first.own, { code });
  expect([await owed(first.secret, later(60)), await proves(first.secret, admin)]).toEqual([
    null,
    "done",
  ]);
  const second = await signIn(admin.email, later(60));
  expect(await said(proveCode(f.door(later(60)), second.own, { code }))).toBe("code_wrong");
  // Nor one from before it, which the clocks would still allow.
  const before = codeOf(key, later(30));
  expect(await said(proveCode(f.door(later(60)), second.own, { code: before }))).toBe("code_wrong");
});

test("U13 of many who send one code at once, one gets in: app and recovery code alike", async () => {
  const { admin } = await f.partner();
  const { secret: key, recovery } = await withCodes(admin);
  const at = later(120);
  for (const code of [codeOf(key, at), recovery[0]!.toUpperCase().replaceAll("-", " ")]) {
    const opened = await Promise.all(Array.from({ length: 6 }, () => signIn(admin.email, at)));
    const all = await Promise.all(
      opened.map(({ own }) => said(proveCode(f.door(at), own, { code }))),
    );
    expect(all.filter((one) => one === "done")).toHaveLength(1);
  }
  const { own } = await signIn(admin.email, at);
  const other = await f.partner();
  const theirs = await withCodes(other.admin);
  expect(await said(proveCode(f.door(at), own, { code: theirs.recovery[1]! }))).toBe("code_wrong");
});

test("nothing at rest holds a secret, a token, a code or a recovery code", async () => {
  const { admin } = await f.partner();
  const { secret, recovery } = await withCodes(admin);
  const opened = await signIn(admin.email, later(60));
  const { token } = await transaction(f.door(), (tx) =>
    makeSignInLink(tx, { email: admin.email, language: "en", returnTo: null, minutes: 15 }),
  );
  const invited = inviteInput.parse({
    people: "new@elsewhere.example",
    role: "incentives_user",
    places: "company",
    language: "nl",
  });
  await invitePeople(f.ctx(admin), invited);
  const invitation = await invitationToken(f.system(), "new@elsewhere.example");
  const tables = await f.sql<{ name: string }>(
    `select quote_ident(nspname) || '.' || quote_ident(relname) as name from pg_class c
     join pg_namespace n on n.oid = c.relnamespace where relkind in ('r', 'p') and nspname in ('public', 'private', 'pgboss')`,
  );
  const rest: string[] = [];
  for (const { name } of tables)
    rest.push(JSON.stringify(await f.sql(`select t::text as row from ${name} t`)));
  expect(rest.some((rows) => rows.includes(admin.email))).toBe(true);
  const keys = [databaseKey("web"), databaseKey("worker"), TEST_SECRET];
  const texts = [secret, ...recovery, opened.secret, token, invitation, ...keys];
  for (const text of texts.flatMap((one) => [
    one,
    one.replaceAll("-", ""),
    Buffer.from(one).toString("hex"),
  ]))
    expect([text, rest.some((rows) => rows.includes(text))]).toEqual([text, false]);
});

test("a link alone takes no factor away and adds none beside it; nor does an old session", async () => {
  const { admin } = await f.partner();
  await withCodes(admin);
  const { own } = await signIn(admin.email, later(60));
  const offer = makeOffer({ ...admin, since: null, now: later(60) });
  const more = { offer: offer.sealed, code: codeOf(offer.secret, later(60)) };
  expect(await said(setUpCodes(f.door(later(60)), own, more))).toBe("sign_in_again");
  expect(await said(removeFactor(f.door(later(60)), own, { id: "codes" }))).toBe("sign_in_again");
  expect(await said(removeFactor(f.door(later(901)), admin, { id: "codes" }))).toBe(
    "sign_in_again",
  );
  expect(await said(removeFactor(f.door(later(899)), admin, { id: "codes" }))).toBe("done");
  expect(await f.sql("select from recovery_codes where user_id = $1", [admin.userId])).toEqual([]);
});

test("what a page offered is for its own person, stays the same for half an hour, and runs out", async () => {
  const [{ admin }, other] = [await f.partner(), await f.partner()];
  const offer = makeOffer({ ...admin, since: null, now: f.now });
  const at = (seconds: number) => ({
    offer: offer.sealed,
    code: codeOf(offer.secret, later(seconds)),
  });
  const again = (who: PartnerUser, seconds: number) =>
    makeOffer({ ...who, since: null, now: later(seconds) }).secret;
  expect(again(admin, 60)).toBe(offer.secret);
  expect(again({ ...admin, sessionId: other.admin.sessionId }, 0)).not.toBe(offer.secret);
  expect(new Set(offer.recovery).size).toBe(10);
  expect(offer.recovery.join()).toMatch(/^([a-z2-9]{4}(-[a-z2-9]{4}){5},?){10}$/);
  expect(await said(setUpCodes(f.door(), other.admin, at(0)))).toBe("offer_over");
  expect(await said(setUpCodes(f.door(later(3600)), admin, at(3600)))).toBe("offer_over");
  expect(await said(setUpCodes(f.door(), admin, { offer: offer.sealed, code: "123" }))).toBe(
    "code_wrong",
  );
});

test("a session that is over, or somebody else's, proves nothing", async () => {
  const [{ admin }, other] = [await f.partner(), await f.partner()];
  const { secret } = await withCodes(admin);
  const { own } = await signIn(admin.email);
  const code = codeOf(secret, later(60));
  const mixed = { userId: admin.userId, sessionId: other.admin.sessionId };
  expect(await said(proveCode(f.door(later(60)), mixed, { code }))).toBe("signed_out");
  await f.sql("update sessions set revoked_at = now() where id = $1", [own.sessionId]);
  expect(await said(proveCode(f.door(later(60)), own, { code }))).toBe("signed_out");
});

test("who takes a factor away and sets one up anew is offered another secret and other codes", async () => {
  const { admin } = await f.partner();
  const offered = () => reading(f.door(later(40)), (tx) => settingUp(tx, admin));
  const first = await offered();
  expect((await offered()).secret).toBe(first.secret);
  const code = codeOf(first.secret, later(50));
  await setUpCodes(f.door(later(50)), admin, { offer: first.offer, code });
  await removeFactor(f.door(later(55)), admin, { id: "codes" });
  const second = await offered();
  expect(second.secret).not.toBe(first.secret);
  expect(second.recovery.filter((code) => first.recovery.includes(code))).toEqual([]);
});

test("a code is read as apps show it, in two halves", () => {
  expect(setUpInput.parse({ code: " 123 456 ", offer: "x" })).toMatchObject({ code: "123456" });
});
