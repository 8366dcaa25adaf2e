import { sql } from "drizzle-orm";
import { Client } from "pg";
import { PgBoss } from "pg-boss";
import { awaitSchema } from "@/scripts/run/await-schema";
import { createTestDatabase, type TestDatabase } from "@/testing/database";
import { startPooler, type Pooler } from "@/testing/pooler";
import { findProgram } from "@/testing/programs";
import { TEST_SECRET } from "@/testing/secret";
import { executePrepared, openDatabase, type Database } from "./client";
import { poolOf } from "./connection";
import { isPooled } from "./fitness";

/** O10: through PgBouncer in transaction mode, where each transaction may have another connection. */
const program = findProgram("pgbouncer", { tests: 4 });

(program ? describe : describe.skip)("through a pooler", () => {
  let database: TestDatabase;
  let pooler: Pooler;
  let db: Database;
  const marked = (url: string) => `${pooler.through(url)}?pgbouncer=true`;

  beforeAll(async () => {
    database = await createTestDatabase();
    pooler = await startPooler(program ?? "", [database.webUrl, database.workerUrl]);
    db = openDatabase(marked(database.webUrl), { max: 12, timeoutMs: 5_000, pipeline: true });
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await pooler.stop();
    await database.drop();
  });

  test("200 transactions at once on two connections, with prepared statements, settings as ever", async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        db.transaction({ actor: "system" }, async (handle) => {
          await executePrepared(handle, `select ${n % 7} as one`);
          const { rows } = await executePrepared(
            handle,
            `select $1::int as n, current_setting('timezone') as zone, current_setting('jit') as jit,
               current_setting('statement_timeout') as timeout, current_setting('search_path') as path,
               current_setting('transaction_isolation') as isolation`,
            [n],
          );
          return rows[0];
        }),
      ),
    );
    expect(answers).toEqual(
      answers.map((_, n) => ({
        n,
        zone: "UTC",
        jit: "off",
        timeout: "5s",
        path: "public, pg_temp",
        isolation: "read committed",
      })),
    );
    expect(await db.query("select current_setting('timezone') as zone")).toEqual([{ zone: "UTC" }]);
  });

  test("what a statement that was smuggled in leaves behind reaches nobody", async () => {
    for (let n = 0; n < 4; n++)
      await db.transaction({ actor: "system" }, (handle) =>
        handle.execute(
          sql.raw(
            "set datestyle = German; set search_path = pg_temp; prepare heard as select 1; set row_security = off",
          ),
        ),
      );
    const seen = `select current_setting('datestyle') as dates, current_setting('row_security') as rows,
      (select count(*)::int from pg_prepared_statements) as prepared`;
    const clean = { dates: "ISO, MDY", rows: "on", prepared: 0 };
    for (let n = 0; n < 4; n++) {
      expect(await db.query(seen)).toEqual([clean]);
      const { rows } = await db.transaction({ actor: "system" }, (handle) =>
        handle.execute(sql.raw(seen)),
      );
      expect(rows).toEqual([clean]);
    }
  });

  test("the queue is worked", async () => {
    const boss = new PgBoss({
      ...poolOf(marked(database.workerUrl)),
      max: 3,
      migrate: false,
      createSchema: false,
      supervise: false,
      schedule: false,
    });
    await boss.start();
    const sent = await boss.send("clean-drafts", { n: 1 });
    const [job] = await boss.fetch<{ n: number }>("clean-drafts");
    expect(job).toMatchObject({ id: sent, data: { n: 1 } });
    await boss.complete("clean-drafts", job?.id ?? "");
    await boss.stop({ graceful: false });
  });

  test("a pooler is found out, and an address that does not say so is told", async () => {
    const found = async (url: string) => {
      const client = new Client({ connectionString: url });
      await client.connect();
      const pooled = await isPooled(url, client);
      await client.end();
      return pooled;
    };
    expect(await found(database.webUrl)).toBe(false);
    expect(await found(pooler.through(database.webUrl))).toBe(true);
    const start = (url: string) =>
      awaitSchema("web", { name: "WEB_DATABASE_URL", url }, { secret: TEST_SECRET, kind: "test" });
    await expect(start(pooler.through(database.webUrl))).rejects.toThrow(
      /^WEB_DATABASE_URL leads through a pooler .* add pgbouncer=true/,
    );
    await expect(start(marked(database.webUrl))).resolves.toBe(marked(database.webUrl));
  });
});
