import { fixture } from "@/testing/fixture";
import { tokenOf } from "../mail/tokens";
import { askSignIn, SIGN_IN_LINKS } from "./ask-sign-in";
import { endSession } from "./end-session";
import { openSession } from "./open-session";

const f = fixture();
const minutes = (n: number) => new Date(f.now.getTime() + n * 60_000);

async function mailed(email: string) {
  return f.sql<{ id: string; language: string; variables: { tokenId: string } }>(
    "select id, language, variables from emails where template = 'sign-in' and recipient = $1",
    [email],
  );
}

async function askFor(email: string, returnTo: string | null = null) {
  await askSignIn(f.door(), { email, language: "nl", returnTo });
  return tokenOf("sign-in", (await mailed(email)).at(-1)?.variables.tokenId ?? "");
}

async function session(secret: string, at = f.now) {
  const [row] = await f.db.query<{ session: { grants: unknown[] } | null }>(
    "select app_session($1, $2) as session",
    [secret, at],
  );
  return row?.session ?? null;
}

const events = (userId: string) =>
  f.sql<{ event: string }>(
    "select event from audit_log where subject_id = $1 or data->>'userId' = $1::text order by seq",
    [userId],
  );

test("a link is mailed, signs in once, and leaves its traces", async () => {
  const { admin } = await f.partner();
  const token = await askFor(admin.email.toUpperCase().toLowerCase(), "/engagements/x");
  const opened = await openSession(f.door(minutes(14.9)), { token });

  expect(opened).toMatchObject({ userId: admin.userId, returnTo: "/engagements/x" });
  expect(await session(opened.secret)).toMatchObject({ userId: admin.userId });
  await expect(openSession(f.door(), { token })).rejects.toThrow("sign_in_link");
  expect(await events(admin.userId)).toEqual([
    { event: "sign_in.asked" },
    { event: "session.opened" },
  ]);
});

test("an address is found whatever its case; the account's language wins", async () => {
  const { admin } = await f.partner({ admin: { locale: "en" } });
  await askSignIn(f.door(), {
    email: admin.email.toUpperCase(),
    language: "nl",
    returnTo: null,
  });
  expect(await mailed(admin.email)).toMatchObject([{ language: "en" }]);
});

test("nothing at rest opens a session: only the hash is kept", async () => {
  const { admin } = await f.partner();
  const token = await askFor(admin.email);
  const rest = await f.sql(
    "select t::text, (select json_agg(e)::text from emails e) from sign_in_tokens t",
  );
  expect(JSON.stringify(rest)).not.toContain(token);
});

test("after 15 minutes a link is worth nothing", async () => {
  const { admin } = await f.partner();
  const token = await askFor(admin.email);
  await expect(openSession(f.door(minutes(15)), { token })).rejects.toThrow("sign_in_link");
});

test("whoever asks in somebody's name, ever so often, neither floods the mailbox nor keeps them out", async () => {
  const { admin } = await f.partner();
  const ask = (at: Date) =>
    askSignIn(f.door(at), { email: admin.email, language: "en", returnTo: null });
  await Promise.all(Array.from({ length: 10 }, () => ask(f.now)));
  for (let n = 0; n < 10; n++) await ask(minutes(n));
  expect(await mailed(admin.email)).toHaveLength(SIGN_IN_LINKS);
  // Each of the links in the mailbox signs its owner in, and makes room for the next.
  const [first] = await mailed(admin.email);
  const token = tokenOf("sign-in", first?.variables.tokenId ?? "");
  expect(await openSession(f.door(minutes(10)), { token })).toMatchObject({
    userId: admin.userId,
  });
  await ask(minutes(11));
  expect(await mailed(admin.email)).toHaveLength(SIGN_IN_LINKS + 1);
  // Once they ran out there is room again, however often somebody asked.
  await ask(minutes(30));
  expect(await mailed(admin.email)).toHaveLength(SIGN_IN_LINKS + 2);
});

test("two presses at once sign in once", async () => {
  const { admin } = await f.partner();
  const token = await askFor(admin.email);
  const tries = await Promise.allSettled(
    Array.from({ length: 6 }, () => openSession(f.door(), { token })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("an unknown address gets no mail, no token and no account", async () => {
  const before = await f.sql(
    "select (select count(*) from users) u, (select count(*) from emails) e, (select count(*) from sign_in_tokens) t",
  );
  await askSignIn(f.door(), { email: "nobody@unknown.example", language: "en", returnTo: null });
  expect(
    await f.sql(
      "select (select count(*) from users) u, (select count(*) from emails) e, (select count(*) from sign_in_tokens) t",
    ),
  ).toEqual(before);
});

test("a disabled account gets no link, and a link from before does not work", async () => {
  const company = await f.partner();
  const user = await f.user(company);
  const token = await askFor(user.email);
  await f.sql("update users set disabled_at = $2 where id = $1", [user.userId, f.now]);
  await expect(openSession(f.door(), { token })).rejects.toThrow("sign_in_link");
  await askSignIn(f.door(), { email: user.email, language: "en", returnTo: null });
  expect(await mailed(user.email)).toHaveLength(1);
  expect(await session(user.secret)).toBeNull();
});

test("signing out, or the end of 12 hours, ends the session on the next request", async () => {
  const { admin } = await f.partner();
  const { sessionId, secret, expiresAt } = await openSession(f.door(), {
    token: await askFor(admin.email),
  });
  expect(await session(secret, new Date(expiresAt.getTime() - 1))).not.toBeNull();
  expect(await session(secret, expiresAt)).toBeNull();

  await endSession(f.door(), sessionId);
  await endSession(f.door(), sessionId);
  expect(await session(secret)).toBeNull();
  expect(
    (await events(admin.userId)).filter(({ event }) => event === "session.ended"),
  ).toHaveLength(1);
});

test("signing in again on the same device ends the session from before", async () => {
  const { admin } = await f.partner();
  const first = await openSession(f.door(), { token: await askFor(admin.email) });
  await openSession(f.door(), { token: await askFor(admin.email) }, { replaces: first.sessionId });
  expect(await session(first.secret)).toBeNull();
});

test("a role that is taken away is gone on the next request", async () => {
  const { admin } = await f.partner();
  const { secret } = await openSession(f.door(), { token: await askFor(admin.email) });
  expect((await session(secret))?.grants).toHaveLength(1);
  await f.sql("delete from role_grants where user_id = $1", [admin.userId]);
  expect((await session(secret))?.grants).toEqual([]);
});

test("a persona signs in by one click, an unknown one does not", async () => {
  await f.sql("update installation set kind = 'demonstration'");
  const company = await f.partner({ admin: { email: "noor.vandijk@noordzee-cloud.example" } });
  const opened = await openSession(f.door(), { persona: "admin" });
  expect(opened.userId).toBe(company.admin.userId);
  await expect(openSession(f.door(), { persona: "root" })).rejects.toThrow("not_found");
});

test("only the product itself manages sessions", async () => {
  const { admin } = await f.partner();
  const ask = { email: admin.email, language: "en", returnTo: null } as const;
  await expect(askSignIn(f.ctx(admin), ask)).rejects.toThrow("forbidden");
  await expect(openSession(f.ctx(admin), { persona: "admin" })).rejects.toThrow("forbidden");
  await expect(endSession(f.ctx(admin), admin.sessionId)).rejects.toThrow("forbidden");
});
