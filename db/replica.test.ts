import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { databaseKeys } from "@/lib/keys";
import { findPostgres } from "@/testing/own-postgres";
import { TEST_SECRET } from "@/testing/secret";
import { asAdmin } from "@/testing/server";
import { openDatabase, type Handle } from "./client";
import { migrate } from "./migrate";
import { readAddress, withReplica } from "./replica";

test.each([
  ["postgresql://r/d?sslmode=require", "postgresql://r/d?sslmode=require", "w:p%40"],
  ["postgresql://x:y@r/d", "postgresql://x:y@r/d", null],
])("the replica %s is signed in to as the primary is", (replica, wanted, login) => {
  const url = readAddress(replica, "postgresql://w:p%40@h/d");
  expect(url).toBe(login === null ? wanted : wanted.replace("//", `//${login}@`));
});

const own = findPostgres({ tests: 1 });
afterAll(() => own?.clear());
const MOST = 400;

(own ? test : test.skip)(
  "O12 a standby is read by whoever proves it while it is not far behind; else, and for all else, the primary is",
  async () => {
    if (!own) return;
    const first = await own.start(own.init("primary"));
    const keys = databaseKeys(TEST_SECRET);
    await asAdmin(first.adminUrl, (admin) => admin.query("create database product"));
    const inProduct = (url: string) => url.replace(/postgres$/, "product");
    const logins = await migrate(inProduct(first.adminUrl), { kind: "test", keys });
    const secret = "a-session";
    const partners = [randomUUID(), randomUUID()];
    const [partner] = partners;
    await asAdmin(inProduct(first.adminUrl), async (owner) => {
      for (const id of partners)
        await owner.query("insert into partners (id, name, country) values ($1, 'P', 'NL')", [id]);
      await owner.query(
        `with u as (insert into users (name, email) values ('Robin', 'robin@p.example') returning id),
           m as (insert into memberships (partner_id, user_id, joined_at) select $1, id, now() from u returning user_id),
           g as (insert into role_grants (partner_id, user_id, role) select $1, user_id, 'incentives_admin' from m)
         insert into sessions (user_id, partner_id, secret_hash, created_at, chosen_at, expires_at, seen_at)
           select user_id, $1, $2, now(), now(), now() + interval '1 day', now() from m`,
        [partner, createHash("sha256").update(secret).digest()],
      );
    });
    const copy = own.copy("standby", first);
    const second = await own.start(copy);
    const web = logins?.web ?? "";
    const options = { max: 3, timeoutMs: 2_500, key: keys.web[0], pipeline: true };
    const primary = openDatabase(web, options);
    const standby = openDatabase(
      readAddress(inProduct(second.adminUrl).replace("postgres@", ""), web),
      options,
    );
    const replica = withReplica(primary, standby, { most: MOST });
    const me = { actor: "person", secret } as const;
    const ask = async (db: Handle) =>
      (
        await db.execute(sql`select pg_is_in_recovery() as standby, (select count(*)::int from partners) as partners,
        (select name from users where id = app_user()) as name`)
      ).rows[0];
    const read = () => replica.database.transaction(me, ask, { readOnly: true });
    const until = async (met: () => boolean) => {
      while (!met()) {
        await replica.look();
        await sleep(20);
      }
    };
    const near = () => (replica.behind() ?? Infinity) < MOST / 2;
    const rename = (name: string) =>
      replica.database.transaction(me, (db) =>
        db.execute(sql`update users set name = ${name} where id = app_user()`),
      );
    // Near is not the same: what was written this moment may still be on its way.
    const comes = async (name: string) => {
      while ((await read())?.name !== name) await sleep(20);
    };
    try {
      await until(near);
      expect(await read()).toEqual({ standby: true, partners: 1, name: "Robin" });
      // Nobody is somebody else there either.
      await expect(
        standby.transaction({ actor: "person", secret: "another" }, ask, { readOnly: true }),
      ).rejects.toMatchObject({ constraint: "app_enter_session" });
      // Whom no row is hidden from is not read by.
      const mighty = openDatabase(inProduct(second.adminUrl), options);
      const open = withReplica(primary, mighty, { most: MOST });
      await open.look();
      await open.look();
      expect(open.behind()).toBe(null);
      await open.close();
      await rename("Kim");
      await until(near);
      await comes("Kim");
      expect(await read()).toEqual({ standby: true, partners: 1, name: "Kim" });

      await asAdmin(second.adminUrl, (admin) => admin.query("select pg_wal_replay_pause()"));
      await rename("Sam");
      await until(() => (replica.behind() ?? 0) > MOST);
      expect(await read()).toEqual({ standby: false, partners: 1, name: "Sam" });
      await asAdmin(second.adminUrl, (admin) => admin.query("select pg_wal_replay_resume()"));
      await until(near);
      await comes("Sam");
      expect(await read()).toEqual({ standby: true, partners: 1, name: "Sam" });

      // It goes in the middle of its being read.
      await until(near);
      second.server.kill("SIGQUIT");
      await once(second.server, "exit");
      expect(await read()).toEqual({ standby: false, partners: 1, name: "Sam" });
      await replica.look();
      expect(replica.behind()).toBe(null);

      const third = await own.start(copy);
      await asAdmin(third.adminUrl, (admin) => admin.query("select pg_promote()"));
      const promoted = openDatabase(
        readAddress(inProduct(third.adminUrl).replace("postgres@", ""), web),
        options,
      );
      const other = withReplica(primary, promoted, { most: MOST });
      await other.look();
      expect(other.behind()).toBe(null);
      await other.close();
    } finally {
      await replica.close();
      await primary.close();
    }
  },
  90_000,
);
