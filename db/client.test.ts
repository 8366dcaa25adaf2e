import { sql } from "drizzle-orm";
import { setTimeout as sleep } from "node:timers/promises";
import { fixture } from "@/testing/fixture";
import { asAdmin } from "@/testing/server";

const f = fixture();

test("a connection lost within a transaction fails that transaction alone", async () => {
  const work = f.db.transaction({ actor: "system" }, async (db) => {
    const { rows } = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await asAdmin(f.urls().adminUrl, (admin) =>
      admin.query("select pg_terminate_backend($1, 60000)", [rows[0]?.pid]),
    );
    // Long enough, on most machines, to hear of it between two statements; not hearing of it fails, too.
    await sleep(200);
    await db.execute(sql`select 1`);
  });
  await expect(work).rejects.toThrow();
  const rows = await f.db.query("alive", "select 1 as one", []);
  expect(rows).toEqual([{ one: 1 }]);
});
