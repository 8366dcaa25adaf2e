import { Client, DatabaseError } from "pg";
import { databaseKeys } from "@/lib/keys";
import type { Actor } from "@/lib/ctx";
import { readClock } from "@/lib/time/clock";
import { ask, type Asked } from "@/testing/asked";
import { consented } from "@/testing/claims";
import { fixture, type Company } from "@/testing/fixture";
import { TEST_SECRET } from "@/testing/secret";

/**
 * Somebody whose statements run as the web server's role, with its real password, on a database for real use:
 * whatever they say of themselves, they are who they prove to be (O11).
 */
// Before the fixture, which drops the database.
afterAll(() => Promise.all([web.end(), worker.end()]));
const f = fixture();
const keys = databaseKeys(TEST_SECRET);
let web: Client;
let worker: Client;
let ours: Company;
let theirs: Company;
let asked: Asked;

beforeAll(async () => {
  ours = await f.partner();
  theirs = await f.partner();
  asked = await ask(f, { company: ours });
  await consented(f, { company: theirs });
  const now = readClock();
  await f.tenant({ eligibleFor: [asked.engagement] });
  await f.association(ours, await f.tenant(), asked.engagement, { createdAt: now });
  await f.sql("insert into rate_limits (key, points, expire) values ('tried', 5, 4102444800000)");
  await f.sql("update installation set kind = 'production'");
  [web, worker] = (await Promise.all([f.urls().webUrl, f.urls().workerUrl].map(connect))) as [
    Client,
    Client,
  ];
});
afterEach(async () => {
  await web.query("rollback");
  await worker.query("rollback");
});

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

/** Begins a transaction of somebody, with what they have to prove it. */
async function begin(actor: Actor, client = web): Promise<void> {
  await client.query("begin");
  const scope = f.scope(actor);
  if (scope.actor !== "person" && scope.actor !== "visitor")
    throw new Error("the product has a key");
  const proof = scope.actor === "person" ? ["session", scope.secret] : ["link", scope.token];
  await client.query("select app_enter($1, $2, '')", proof);
}

/** What refused a statement: a constraint, or in a word why; undefined when nothing did. */
async function refusal(text: string, values: unknown[] = [], client = web) {
  await client.query("savepoint tried");
  try {
    await client.query(text, values);
    return undefined;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const words = /permission denied|row-level security/.exec(error.message)?.[0];
    return error.constraint ?? words ?? error.message;
  } finally {
    await client.query("rollback to tried");
  }
}

/** The tables of which some row is seen, apart from what everybody may know. */
async function seen(client = web): Promise<string[]> {
  const tables = await f.sql<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and relname not in ('installation', 'programme', 'rate_limits') order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    await client.query("savepoint looked");
    const { rowCount } = await client
      .query(`select from ${name} limit 1`)
      .catch(() => ({ rowCount: 0 }));
    await client.query("rollback to looked");
    if (rowCount !== 0) found.push(name);
  }
  return found;
}

describe("who asks", () => {
  test.each(["system", "operator", "partner", "door"])(
    "is not what a setting says: %s",
    async (actor) => {
      for (const client of [web, worker]) {
        await client.query("begin");
        await client.query(
          "select set_config('app.actor', $1, true), set_config('app.partner_id', $2, true), set_config('app.locations', '*', true)",
          [actor, ours.id],
        );
        expect(await seen(client)).toEqual([]);
        for (const seal of ["", "0".repeat(64)]) {
          const said = `${seal}${actor}|${ours.id}|${ours.admin.userId}||*|${ours.admin.userId}|`;
          await client.query("select set_config('app.scope', $1, true)", [said]);
          expect(await seen(client)).toEqual([]);
        }
        await client.query("rollback");
      }
    },
  );

  test("is proven for one transaction of one connection, and for one partner", async () => {
    await begin(ours.admin);
    const { rows } = await web.query<{ sealed: string }>(
      "select current_setting('app.scope') as sealed",
    );
    const sealed = rows[0]?.sealed ?? "";
    const count = "select from customers";
    expect((await web.query(count)).rowCount).toBeGreaterThan(0);

    const replay = async (client: Client, setting: string) => {
      await client.query("select set_config('app.scope', $1, true)", [setting]);
      return (await client.query(count)).rowCount;
    };
    for (const changed of [
      sealed.replace(ours.id, theirs.id),
      sealed.replace("partner|", "system|"),
      sealed.replace("partner|", "operator|"),
      `${sealed}|`,
    ])
      expect(await replay(web, changed)).toBe(0);
    expect(await replay(web, sealed)).toBeGreaterThan(0);
    const other = await connect(f.urls().webUrl);
    await other.query("begin");
    expect(await replay(other, sealed)).toBe(0);
    await other.end();
    await web.query("commit");
    await web.query("begin");
    expect(await replay(web, sealed)).toBe(0);
  });

  test("needs a secret that no role can read, and whose hashes and seal nobody reads", async () => {
    for (const client of [web, worker]) {
      await client.query("begin");
      for (const secret of [
        "inner_pad from private.seal",
        "hash from private.keys",
        "password from private.logins",
        "app_seal('system|||||x|')",
        "secret_hash from sessions",
        "token_hash from consent_links",
        "token_hash from survey_links",
        "token_hash from reminder_switches",
      ])
        expect([secret, await refusal(`select ${secret}`, [], client)]).toEqual([
          secret,
          "permission denied",
        ]);
    }
    await begin(ours.admin);
    expect((await web.query("select from sign_in_tokens")).rowCount).toBe(0);
  });

  test.each([
    ["a session that was ended", "update sessions set revoked_at = now() where user_id = $1"],
    [
      "a session that ran out",
      "update sessions set expires_at = now() - interval '1 minute' where user_id = $1",
    ],
    ["an account that was closed", "update users set disabled_at = now() where id = $1"],
    ["somebody who left the company", "update memberships set ended_at = now() where user_id = $1"],
    ["somebody invited", "update memberships set joined_at = null where user_id = $1"],
  ])("is nobody with %s", async (_, spoil) => {
    const person = await f.user(ours);
    await web.query("begin");
    const enter = () => refusal("select app_enter('session', $1, '')", [person.secret]);
    expect(await enter()).toBeUndefined();
    await f.sql(spoil, [person.userId]);
    expect(await enter()).toBe("app_enter_session");
  });

  test("is the product only with the key of one's own role", async () => {
    await web.query("begin");
    await worker.query("begin");
    const enter = (client: Client, key = "") =>
      refusal("select app_enter('key', $1, 'tried')", [key], client);
    expect(await enter(web, keys.worker[0])).toBe("app_enter_key");
    expect(await enter(worker, keys.web[0])).toBe("app_enter_key");
    expect(await enter(worker, "x")).toBe("app_enter_key");
    expect(await enter(worker, keys.worker[0])).toBeUndefined();
    await web.query("select app_enter('key', $1, 'tried')", [...keys.web]);
    expect(await seen()).toEqual([
      "emails",
      "memberships",
      "operator_grants",
      "sessions",
      "sign_in_tokens",
      "users",
    ]);
  });
});

describe("a consent", () => {
  const invented = `insert into consent_decisions (partner_id, request_id, association_id, consent_due_at, link_id, decision, full_name,
      decided_at, language, wording_version, wording_hash, wording, contact_email, ip_address, user_agent, confirmed_by_code, audit_hash)
    select partner_id, id, association_id, consent_due_at, $2, 'accept', 'Ada Customer', sent_at, 'en', '1', 'hash', 'wording',
      contact_email, '::1', 'browser', false, 'hash' from consent_requests where id = $1`;

  test("is not forged by whoever says that they are the customer, nor by the partner", async () => {
    await web.query("begin");
    await web.query(
      "select set_config('app.actor', 'visitor', true), set_config('app.partner_id', $1, true), set_config('app.request_id', $2, true)",
      [ours.id, asked.request.id],
    );
    expect((await web.query(invented, [asked.request.id, asked.visitor.linkId])).rowCount).toBe(0);
    await web.query("rollback");
    await begin(ours.admin);
    expect(await refusal(invented, [asked.request.id, asked.visitor.linkId])).toBe(
      "consent_decisions_in_log",
    );
  });

  test("does not stand without its row in the log, not even for the customer's own link", async () => {
    await begin(asked.visitor);
    expect(await refusal(invented, [asked.request.id, asked.visitor.linkId])).toBe(
      "consent_decisions_in_log",
    );
  });
});

describe("what ran out", () => {
  const ended = () => f.sql("select id from associations where ended_at is not null");
  const all = "select end_lapsed(null, null, '2099-01-01')";
  const one = "select end_lapsed($1, $2, '2099-01-01')";
  const no = "these rounds are not for you to end";

  test("is ended by nobody who is not known", async () => {
    const before = await ended();
    for (const client of [web, worker]) {
      await client.query("begin; select set_config('app.actor', 'system', true)");
      expect(await refusal(all, [], client)).toBe(no);
      expect(await refusal(one, [asked.engagement.id, asked.tenant.id], client)).toBe(no);
    }
    expect(await ended()).toEqual(before);
  });

  test("ends all at once for the product alone, and nothing before its time for anybody", async () => {
    for (const actor of [ours.admin, asked.visitor, await f.operator()]) {
      await begin(actor);
      expect(await refusal(all)).toBe(no);
      expect(await refusal(one, [asked.engagement.id, asked.tenant.id])).toBe(no);
      await web.query("rollback");
    }
    await worker.query("begin");
    await worker.query("select app_enter('key', $1, 'tried')", [...keys.worker]);
    expect(await refusal(all, [], worker)).toBe(no);
    expect(await refusal("select end_lapsed(null, null, now())", [], worker)).toBeUndefined();
    await web.query("begin");
    await web.query("select app_enter('key', $1, 'tried')", [...keys.web]);
    expect(await refusal(all)).toBe(no);
  });
});

describe("a partner's person", () => {
  test.each([
    [
      "meets no criteria by hand",
      "update tenant_eligibility set met = not met",
      "tenant_eligibility_fits",
    ],
    [
      "nearly meets no criteria by hand",
      "update tenant_eligibility set near = not met, met = false",
      "tenant_eligibility_fits",
    ],
    [
      "takes a customer's criteria from nobody",
      "update tenant_eligibility set tenant_id = gen_random_uuid()",
      "permission denied",
    ],
    [
      "erases nobody's words",
      "insert into audit_log (chain, seq, at, actor_kind, event, data, prev_hash, hash) select app_partner()::text, 0, now(), 'x', 'person.erased', '{\"rows\": [1]}', '', ''",
      "audit_log_whose",
    ],
    [
      "enrols no location",
      "update locations set enrolment = 'enrolled', payee_profile = 'valid'",
      "permission denied",
    ],
    [
      "tries no more often than others: counts do not go down",
      "update rate_limits set points = 0",
      "rate_limits_grow",
    ],
    ["nor begin anew", "update rate_limits set expire = 0", "rate_limits_grow"],
    ["changes nobody's address", "update users set email = 'x' || email", "permission denied"],
    ["gives no role", "update role_grants set role = 'incentives_admin'", "permission denied"],
    ["ends nobody's work", "update memberships set ended_at = now()", "memberships_named"],
    ["empties no queue", "delete from pgboss.job", "permission denied"],
    ["reads no job", "select data from pgboss.job", "permission denied"],
    ["puts off no job", "update pgboss.job set start_after = '2099-01-01'", "permission denied"],
    ["changes no list", "update customers set name = 'x'", "permission denied"],
    ["changes no engagement", "update engagements set consents_per_customer = 9", undefined],
    [
      "opens no session",
      "insert into sessions (user_id, secret_hash, chosen_at, created_at, expires_at) select user_id, '\\x00', now(), now(), now() from sessions",
      undefined,
    ],
    [
      "copies no other claim",
      "select copy_claim(a.id, b.id) from workshop_claims a, workshop_claims b",
      undefined,
    ],
    ["computes no row anew", "select refresh_customer(null, null, null)", "permission denied"],
  ])("%s", async (_, text, why) => {
    const counts = () =>
      f.sql(
        "select (select count(*) from sessions) as sessions, (select count(*) from pgboss.job) as jobs",
      );
    const before = await counts();
    await begin(ours.admin);
    expect(await refusal(text)).toBe(why);
    expect(await counts()).toEqual(before);
  });

  test("changes no e-mail that is on its way, and sees nobody's session", async () => {
    await begin(ours.admin);
    expect(await refusal("update emails set recipient = 'x@mail.example'")).toBe(
      "permission denied",
    );
    expect((await web.query("update emails set state = 'failed'")).rowCount).toBe(0);
    expect((await web.query("select from sessions")).rowCount).toBe(0);
  });

  const append = `insert into audit_log (chain, seq, at, actor_kind, actor_id, event, data, prev_hash, hash)
    values ($1, 0, $2, 'operator', 'somebody', 'claim.edited', '{}', '', '') returning actor_kind, actor_id, recorded_at`;

  test("is in the log as who they are, when it is, and in the log of their company", async () => {
    await begin(ours.admin);
    const late = new Date(readClock().getTime() - 120_000);
    expect(await refusal(append, [ours.id, "2023-01-01"])).toBe("audit_log_at_now");
    expect(await refusal(append, [ours.id, late])).toBe("audit_log_at_now");
    expect(await refusal(append, ["programme", readClock()])).toBe("row-level security");
    expect(await refusal(append, [theirs.id, readClock()])).toBe("row-level security");
    const { rows } = await web.query<{ actor_kind: string; actor_id: string; recorded_at: Date }>(
      append,
      [ours.id, readClock()],
    );
    expect(rows).toMatchObject([{ actor_kind: "partner", actor_id: ours.admin.userId }]);
    expect(Math.abs(readClock().getTime() - Number(rows[0]?.recorded_at))).toBeLessThan(60_000);
  });

  test("is in no log when nobody is known", async () => {
    await web.query("begin");
    await web.query("select set_config('app.actor', 'operator', true)");
    expect(await refusal(append, ["programme", readClock()])).toBe("nobody is known to have acted");
  });
});
