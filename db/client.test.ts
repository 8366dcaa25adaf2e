import { sql } from "drizzle-orm";
import { setTimeout as sleep } from "node:timers/promises";
import { executePrepared, hasCode, openDatabase } from "./client";
import { databaseError } from "@/lib/errors";
import { fixture } from "@/testing/fixture";
import { startFreezable } from "@/testing/freezable";
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
  const rows = await f.db.query("select 1 as one", []);
  expect(rows).toEqual([{ one: 1 }]);
});

describe.each(["", "?pgbouncer=true"])("a server that falls silent (%s)", (saying) => {
  const WAIT_MS = 2_000;
  let way: Awaited<ReturnType<typeof startFreezable>>;
  let db: ReturnType<typeof openDatabase>;
  beforeEach(async () => {
    way = await startFreezable(f.urls().webUrl);
    db = openDatabase(way.url + saying, { max: 1, timeoutMs: WAIT_MS });
  });
  afterEach(async () => {
    await way.close();
    await db.close();
  });

  /** How long it takes until `work` fails. */
  async function untilFailed(work: Promise<unknown>) {
    const from = performance.now();
    await expect(work).rejects.toThrow();
    return performance.now() - from;
  }

  test("is waited for once, not again to take back what it did not do", async () => {
    const work = db.transaction({ actor: "system" }, async (handle) => {
      way.freeze();
      await handle.execute(sql`select 1`);
    });
    expect(await untilFailed(work)).toBeLessThan(1.7 * WAIT_MS);
  });

  test("is waited for less by who waited for a connection", async () => {
    const first = db.transaction({ actor: "system" }, async (handle) => {
      await handle.execute(sql`select 1`);
      await sleep(0.8 * WAIT_MS);
    });
    const next = [
      db.transaction({ actor: "system" }, () => Promise.resolve()),
      db.query("select 1"),
    ];
    const failed = Promise.all(next.map(untilFailed));
    await first;
    way.freeze();
    for (const took of await failed) expect(took).toBeLessThan(1.5 * WAIT_MS);
  });
});

describe("who is to be answered by a time", () => {
  const LEFT_MS = 600;
  let way: Awaited<ReturnType<typeof startFreezable>>;
  let db: ReturnType<typeof openDatabase>;
  let until: number | undefined;
  beforeEach(async () => {
    way = await startFreezable(f.urls().webUrl);
    const waits = { max: 1, timeoutMs: 600_000, until: () => until };
    db = openDatabase(way.url, waits);
  });
  afterEach(async () => {
    until = undefined;
    await way.close();
    await db.close();
  });
  const begin = () => (until = performance.now() + LEFT_MS);
  const pid = () =>
    db.query<{ pid: number }>("select pg_backend_pid() as pid").then(([row]) => row?.pid);

  test("waits for one silence after the other no longer than until then", async () => {
    await pid();
    begin();
    const waited = db.transaction({ actor: "system" }, async (handle) => {
      await sleep(0.3 * LEFT_MS);
      way.freeze();
      await handle.execute(sql`select 1`);
    });
    await expect(waited).rejects.toThrow();
    await expect(pid()).rejects.toThrow("timeout");
  });

  test("does not wait longer for a connection; it is the next one's", async () => {
    let end: () => void = () => undefined;
    const busy = db.transaction(
      { actor: "system" },
      () => new Promise<void>((done) => (end = done)),
    );
    begin();
    await expect(pid()).rejects.toThrow("timeout");
    end();
    await busy;
    until = undefined;
    expect(await pid()).toBeDefined();
    expect(db.connections()).toEqual({ busy: 0, idle: 1, waiting: 0 });
  });

  test("may end late what goes on, however slowly", async () => {
    begin();
    const slow = db.transaction({ actor: "system" }, async (handle) => {
      for (let n = 0; n < 6; n++) {
        await handle.execute(sql`select 1`);
        await sleep(0.4 * LEFT_MS);
      }
      return "done";
    });
    expect(await slow).toBe("done");
  });

  test("loses no connection by having been answered", async () => {
    begin();
    const first = await pid();
    await sleep(1.5 * LEFT_MS);
    until = undefined;
    expect(await pid()).toBe(first);
  });
});

describe("a sound connection is kept", () => {
  const WAIT_MS = 1_000;
  const opened = (asker?: () => string | undefined) =>
    openDatabase(f.urls().webUrl, {
      ...{ max: 1, timeoutMs: WAIT_MS, pipeline: true },
      ...(asker && { asker }),
    });
  const pid = async (db: ReturnType<typeof openDatabase>) =>
    (await db.query<{ pid: number }>("select pg_backend_pid() as pid"))[0]?.pid;

  test("when a rollback is on its way while a page is made", async () => {
    const db = opened();
    const first = await pid(db);
    const work = db.transaction({ actor: "system" }, async (handle) => {
      await handle.execute(sql`select 1`);
      setImmediate(() => {
        const until = performance.now() + 400;
        while (performance.now() < until);
      });
      throw new Error("refused");
    });
    await expect(work).rejects.toThrow("refused");
    expect(await pid(db)).toBe(first);
    await db.close();
  });

  test("when somebody waited for it nearly too long, while a page is made", async () => {
    const db = opened();
    const first = await pid(db);
    const work = db.transaction({ actor: "system" }, async (handle) => {
      await handle.execute(sql`select 1`);
      await sleep(0.9 * WAIT_MS);
    });
    const next = db.query("select 1 as one");
    await work;
    const until = performance.now() + 400;
    while (performance.now() < until);
    expect(await next).toEqual([{ one: 1 }]);
    expect(await pid(db)).toBe(first);
    await db.close();
  });

  test("when what comes before its first question fails", async () => {
    let fails = true;
    const db = opened(() => {
      if (fails) throw new Error("nobody asks");
      return undefined;
    });
    const first = await pid(db);
    const nothing = db.transaction({ actor: "system" }, () => Promise.resolve());
    await expect(nothing).rejects.toThrow("nobody asks");
    fails = false;
    await db.transaction({ actor: "system" }, async (handle) => {
      await handle.execute(sql`select 1`);
      await sleep(1.2 * WAIT_MS);
      await handle.execute(sql`select 1`);
    });
    expect(await pid(db)).toBe(first);
    await db.close();
  });
});

test("what the role made its own setting counts for nothing", async () => {
  const db = openDatabase(f.urls().webUrl, { max: 1, timeoutMs: 5_000 });
  const person = await f.partner();
  const own = { actor: "person", secret: person.admin.secret } as const;
  // In this database alone: other suites have the same role in theirs.
  const role = `alter role current_user in database ${new URL(f.urls().webUrl).pathname.slice(1)}`;
  const set = (what: string) =>
    db.transaction(own, (handle) => handle.execute(sql.raw(`${role} ${what}`)));
  await set("set search_path = pg_catalog");
  await set("set row_security = off");
  await set("set datestyle = 'German'");
  await set("set lock_timeout = 1");
  await set("set default_transaction_read_only = on");
  await db.close();
  const next = openDatabase(f.urls().webUrl, { max: 1, timeoutMs: 5_000 });
  const [row] = await next.query(
    `select current_setting('search_path') as path, current_setting('row_security') as rows,
       current_setting('datestyle') as dates, current_setting('lock_timeout') as locks`,
    [],
  );
  await next.transaction(own, (handle) => handle.execute(sql.raw(`${role} reset all`)));
  await next.close();
  expect(row).toEqual({ path: "public, pg_temp", rows: "on", dates: "ISO, MDY", locks: "0" });
});

describe.each([true, false])(
  "a statement that was smuggled into one transaction hears nothing of the next (pipeline: %s)",
  (pipeline) => {
    const door = () => openDatabase(f.urls().webUrl, { max: 1, timeoutMs: 5_000, pipeline });
    const stolen = sql<{
      heard: string | null;
    }>`select current_setting('app.stolen', true) as heard`;
    const heard = (rows: { heard: string | null }[]) => rows.map((row) => row.heard || null);

    test("prepared anew under a name of ours", async () => {
      const db = door();
      const person = await f.partner();
      const own = { actor: "person", secret: person.admin.secret } as const;
      const text = "select $1::text as one";
      const ask = (value: string) =>
        db.transaction(own, (handle) => executePrepared(handle, text, [value]));
      await ask("nothing");
      await db.transaction(own, async (handle) => {
        const names = sql`select name from pg_prepared_statements where statement = ${text}`;
        const { rows } = await handle.execute<{ name: string }>(names);
        expect(rows).toHaveLength(1);
        const head = `"${rows[0]?.name ?? ""}"`;
        await handle.execute(sql.raw(`deallocate ${head}`));
        await handle.execute(
          sql.raw(`prepare ${head} (text) as select set_config('app.stolen', $1, false) as one`),
        );
      });
      const rows = await db.transaction(own, async (handle) => {
        await executePrepared(handle, text, ["a secret"]);
        return (await handle.execute(stolen)).rows;
      });
      expect(heard(rows as { heard: string | null }[])).toEqual([null]);
      await db.close();
    });

    test("deallocated: one query fails, and none after it", async () => {
      const db = door();
      const person = await f.partner();
      const own = { actor: "person", secret: person.admin.secret } as const;
      const ask = () =>
        db.transaction(own, (handle) => executePrepared(handle, "select 1 as one", []));
      await ask();
      await db.transaction(own, (handle) => handle.execute(sql.raw("deallocate all")));
      await expect(ask()).rejects.toThrow("does not exist");
      await expect(ask()).resolves.toMatchObject({ rows: [{ one: 1 }] });
      await db.close();
    });

    test("a setting ends with it", async () => {
      const db = door();
      const person = await f.partner();
      const own = { actor: "person", secret: person.admin.secret } as const;
      await db.transaction(own, (handle) =>
        handle.execute(
          sql`select set_config('search_path', 'pg_catalog', false), set_config('row_security', 'off', false)`,
        ),
      );
      const [row] = await db.query(
        "select current_setting('search_path') as path, current_setting('row_security') as rows",
        [],
      );
      expect(row).toEqual({ path: "public, pg_temp", rows: "on" });
      await db.close();
    });
  },
);

describe.each([true, false])("what goes out together (pipeline: %s)", (pipeline) => {
  const door = () => openDatabase(f.urls().webUrl, { max: 1, timeoutMs: 5_000, pipeline });
  const codeOf = (error: unknown) => databaseError(error)?.code;

  test("with a proof that is refused, a question has no answer", async () => {
    const db = door();
    let heard: unknown = "not asked";
    const unknown = { actor: "person", secret: "u".repeat(43) } as const;
    const work = db.transaction(unknown, async (handle) => {
      heard = await handle.execute(sql`select 1`).catch(codeOf);
    });
    await expect(work).rejects.toMatchObject({ constraint: "app_enter_session" });
    expect(heard).toBe(pipeline ? "25P02" : "not asked");
    await expect(db.query("select 1 as one")).resolves.toEqual([{ one: 1 }]);
    await db.close();
  });

  test("all at once: it is kept, or none of it is", async () => {
    const db = door();
    const own = { actor: "person", secret: (await f.partner()).admin.secret } as const;
    const begun: string[] = [];
    const ask = (then: string) =>
      db.transaction(
        own,
        async (handle) => {
          const naming = handle.execute<{ id: string }>(
            sql`select pg_current_xact_id()::text as id`,
          );
          const [named, answer] = await Promise.allSettled([naming, handle.execute(sql.raw(then))]);
          if (named.status === "fulfilled") begun.push(named.value.rows[0]!.id);
          if (answer.status === "rejected") throw answer.reason;
        },
        { atOnce: true },
      );
    await ask("select 1");
    await expect(ask("select 1 / 0")).rejects.toThrow();
    const states = begun.map((id) => db.query("select pg_xact_status($1::xid8) as state", [id]));
    expect((await Promise.all(states)).flat()).toEqual([
      { state: "committed" },
      { state: "aborted" },
    ]);
    await db.close();
  });
});

test("an error that is its own cause is looked through to an end", () => {
  const error: Error & { cause?: unknown } = new Error("round and round");
  error.cause = error;
  expect(hasCode(error, "26000")).toBe(false);
});
