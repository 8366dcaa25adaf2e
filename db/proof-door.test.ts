import { createHash } from "node:crypto";
import type { Client } from "pg";
import { proofOf, TRANSACTION } from "@/lib/people/deed";
import { attacker } from "@/testing/attacker";
import { fixture, type Company } from "@/testing/fixture";

/**
 * A statement that was smuggled into a transaction of the door, which may sign people in, signs nobody in: the web
 * server announces by its key what it is about to write (O11).
 */
const them = attacker(() => f);
const f = fixture();
let victim: Company;
let other: Company;

beforeAll(async () => {
  victim = await f.partner();
  other = await f.partner();
  for (const { admin } of [victim, other]) {
    const { userId } = admin;
    await f.sql(
      "insert into passkeys (user_id, credential, public_key, counter, name, added_at) values ($1, $2, 'x', 0, 'x', now())",
      [userId, `key of ${userId}`],
    );
    await f.sql(
      "insert into devices (user_id, hash, first_at, last_at) values ($1, 'theirs', now(), now())",
      [userId],
    );
    await f.sql(
      "insert into code_secrets (user_id, sealed, key, last_step, added_at) values ($1, 'x', 'x', 0, now())",
      [userId],
    );
    await f.sql(
      "insert into identities (user_id, issuer, subject, provider, name, linked_at, linked_by) values ($1, 'https://issuer.example', $2, 'x', 'x', now(), 'holder')",
      [userId, userId],
    );
  }
  await them.connect();
});

const secret = createHash("sha256").update("the attacker's").digest("hex");
const link = "00000000-0000-4000-8000-000000000001";
const session = `insert into sessions (user_id, partner_id, secret_hash, chosen_at, created_at, expires_at)
  values ($1, (select partner_id from memberships where user_id = $1 limit 1), decode('${secret}', 'hex'), now(), now(), now() + interval '1 hour')`;
const attacks: [string, string, (userId: string, sessionId: string) => string[]][] = [
  ["sessions", session, (id) => ["session", id, secret]],
  [
    "sessions",
    "update sessions set second_factor_at = now() - interval '30 seconds' where user_id = $1",
    (_, own) => ["proven", own],
  ],
  [
    "sessions",
    "update sessions set proven_at = now() where user_id = $1",
    (_, own) => ["proven", own],
  ],
  [
    "sign_in_tokens",
    `insert into sign_in_tokens (id, token_hash, email, expires_at) select '${link}', 'x', email, now() + interval '1 hour' from users where id = $1`,
    () => [],
  ],
  [
    "identities",
    "insert into identities (user_id, issuer, subject, provider, name, linked_at, linked_by) values ($1, 'https://issuer.example', 'mine', 'x', 'x', now(), 'holder')",
    (id) => ["identity", id, "https://issuer.example", "mine"],
  ],
  ["identities", "delete from identities where user_id = $1", (id) => ["remove", id]],
  [
    "passkeys",
    "insert into passkeys (user_id, credential, public_key, counter, name, added_at) values ($1, 'mine', 'x', 0, 'x', now())",
    (id) => ["passkey", id, "mine"],
  ],
  ["passkeys", "delete from passkeys where user_id = $1", (id) => ["remove", id]],
  [
    "code_secrets",
    "update code_secrets set sealed = 'mine' where user_id = $1",
    (id) => ["codes", id, "mine"],
  ],
  ["code_secrets", "delete from code_secrets where user_id = $1", (id) => ["remove", id]],
  [
    "devices",
    "insert into devices (user_id, hash, first_at, last_at) values ($1, 'mine', now(), now())",
    (id) => ["device", id],
  ],
  [
    "devices",
    "update devices set last_at = now(), proven_at = now() where user_id = $1",
    (id) => ["device", id],
  ],
  ["devices", "delete from devices where user_id = $1", (id) => ["device", id]],
  ["users", "update users set name = 'Somebody else' where id = $1", (id) => ["profile", id]],
  [
    "recovery_codes",
    "insert into recovery_codes (user_id, hash, made_at) values ($1, 'x', now())",
    (id) => ["recovery", id],
  ],
];

const markOf = async (client: Client) =>
  (await client.query<{ mark: string }>(TRANSACTION)).rows[0]!.mark;

test.each(attacks)("%s: %s", async (table, statement, deedOf) => {
  const client = await them.begin("door");
  const { userId, sessionId } = victim.admin;
  const announce = (proof: string) =>
    client.query("select set_config('app.deed', $1, true)", [proof]);
  const tries = () => them.tries(statement, [userId]);
  const mark = await markOf(client);
  expect(await tries()).toBe(`${table}_announced`);
  await announce("");
  expect(await tries()).toBe(`${table}_announced`);
  await announce(proofOf(deedOf(other.admin.userId, other.admin.sessionId), mark));
  expect(await tries()).toBe(`${table}_announced`);
  if (table === "sign_in_tokens") return;
  await announce(proofOf(deedOf(userId, sessionId), mark));
  expect(await tries()).toBe(1);
  // What was heard in one transaction is worth nothing in the next.
  await them.begin("door");
  await announce(proofOf(deedOf(userId, sessionId), mark));
  expect(await tries()).toBe(`${table}_announced`);
});

test("a link is announced with its address", async () => {
  const client = await them.begin("door");
  const { email } = victim.admin;
  for (const [deed, found] of [
    [["link", link, "x", "x@mail.example"], "sign_in_tokens_announced"],
    [["link", link, "x", email], 1],
  ] as const) {
    await client.query("select set_config('app.deed', $1, true)", [
      proofOf(deed, await markOf(client)),
    ]);
    expect(
      await them.tries(
        "insert into sign_in_tokens (id, token_hash, email, expires_at) values ($1, 'x', $2, now())",
        [link, email],
      ),
    ).toBe(found);
  }
});

test("a session that is over stays over", async () => {
  const person = await f.user(victim);
  await f.sql("update sessions set revoked_at = now() where id = $1", [person.sessionId]);
  await them.begin("door");
  const again = "update sessions set revoked_at = null where id = $1";
  expect(await them.tries(again, [person.sessionId])).toBe("sessions_over");
});

test("a session begins now, for its time, without a second factor; it is proved now", async () => {
  const { userId, sessionId } = victim.admin;
  const own = createHash("sha256").update("another").digest("hex");
  const client = await them.begin("door");
  const mark = await markOf(client);
  const say = (...deed: string[]) =>
    client.query("select set_config('app.deed', $1, true)", [proofOf(deed, mark)]);
  await say("session", userId, own);
  const begin = (created: string, expires: string, proven = "null", factor = "null") =>
    them.tries(`insert into sessions (user_id, secret_hash, chosen_at, created_at, expires_at, proven_at, second_factor_at)
      values ('${userId}', decode('${own}', 'hex'), now(), ${created}, ${expires}, ${proven}, ${factor})`);
  const hours = (count: number) => `now() + interval '${count} hours'`;
  expect(await begin("now()", hours(12))).toBe(1);
  expect(await begin("now()", hours(12), "now() - interval '1 day'")).toBe(1);
  expect(await begin("now()", hours(12), "null", "now()")).toBe("sessions_now");
  expect(await begin("now()", hours(13))).toBe("sessions_now");
  expect(await begin("now()", hours(12), hours(1))).toBe("sessions_now");
  expect(await begin(hours(1), hours(12))).toBe("sessions_now");
  await say("proven", sessionId);
  for (const column of ["proven_at", "second_factor_at"])
    for (const [at, found] of [
      ["now()", 1],
      [hours(1), "sessions_now"],
    ])
      expect(
        await them.tries(`update sessions set ${column} = ${at} where id = $1`, [sessionId]),
      ).toBe(found);
});

test("a recovery code that was used stays used", async () => {
  const { userId } = other.admin;
  await f.sql("insert into recovery_codes (user_id, hash, made_at) values ($1, 'one', now())", [
    userId,
  ]);
  await them.begin("door");
  const use = (at: string) =>
    them.tries(`update recovery_codes set used_at = ${at} where user_id = $1`, [userId]);
  expect(await use("now()")).toBe(1);
  await f.sql("update recovery_codes set used_at = now() where user_id = $1", [userId]);
  for (const at of ["null", "now() + interval '1 day'"])
    expect(await use(at)).toBe("recovery_codes_used");
});
