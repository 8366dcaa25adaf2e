import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { asAdmin } from "@/testing/server";
import { findPostgres } from "@/testing/own-postgres";
import { oneHost, placesOf, saysPooled } from "./address";
import { openDatabase } from "./client";

test.each([
  ["postgresql://a:b@h/d", [["h", 5432]]],
  [
    "postgresql://a:b@h1,h2:5433/d",
    [
      ["h1", 5432],
      ["h2", 5433],
    ],
  ],
  [
    "postgres://a:b%40c@h1:1,[::1]:2,10.0.0.3/d?target_session_attrs=read-write&sslmode=require",
    [
      ["h1", 1],
      ["::1", 2],
      ["10.0.0.3", 5432],
    ],
  ],
  ["postgresql:///d?host=/var/run/postgresql", [["", 5432]]],
])("the hosts of %s", (text, hosts) => {
  const url = oneHost(text);
  expect(placesOf(url).map(({ host, port }) => [host, port])).toEqual(hosts);
  const { username, pathname, searchParams } = new URL(url);
  expect([username, pathname, saysPooled(url)]).toEqual([
    text.includes("@") ? "a" : "",
    "/d",
    false,
  ]);
  expect(searchParams.has("target_session_attrs")).toBe(false);
});

const own = findPostgres({ tests: 1 });

(own ? test : test.skip)(
  "O10 of several hosts the one that writes is found, also after it is lost and a standby promoted",
  async () => {
    if (!own) return;
    const first = await own.start(own.init("first"));
    const second = await own.start(own.copy("second", first));
    const address = `postgresql://postgres@127.0.0.1:${second.port},127.0.0.1:${first.port},127.0.0.1:1/postgres`;
    const db = openDatabase(oneHost(address), { max: 4, timeoutMs: 2_500, pipeline: true });
    const write = () =>
      db.transaction({ actor: "system" }, (handle) =>
        handle.execute(
          sql`insert into acknowledged select coalesce(max(n), 0) + 1 from acknowledged returning n`,
        ),
      );
    try {
      await asAdmin(first.adminUrl, (admin) => admin.query("create table acknowledged (n int)"));
      expect((await write()).rows).toEqual([{ n: 1 }]);
      while (
        (
          await asAdmin(second.adminUrl, (admin) =>
            admin.query("select from pg_class where relname = 'acknowledged'"),
          )
        ).rowCount === 0
      )
        await sleep(20);
      first.server.kill("SIGQUIT");
      await once(first.server, "exit");
      await expect(write()).rejects.toThrow();
      await asAdmin(second.adminUrl, (admin) => admin.query("select pg_promote()"));
      let tries = 0;
      while (
        !(await write().then(
          () => true,
          () => false,
        )) &&
        tries < 20
      )
        tries += 1;
      expect(tries).toBeLessThan(20);
      expect(
        await db.query(
          "select max(n) >= 1 as one, pg_is_in_recovery() as standby from acknowledged",
        ),
      ).toEqual([{ one: true, standby: false }]);
    } finally {
      await db.close();
      own.clear();
    }
  },
  60_000,
);
