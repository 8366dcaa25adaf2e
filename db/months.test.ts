import { Client } from "pg";
import { machineClock } from "@/lib/time/clock";
import { attacker } from "@/testing/attacker";
import { fixture } from "@/testing/fixture";

/** Partitions by month (O13): made ahead, and no write waits for one. */
const them = attacker(() => f);
const f = fixture();
const PARTS = `select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'email_events'::regclass order by 1`;
const parts = async () =>
  (await f.sql<{ name: string }>(PARTS)).map(({ name }) => name.replace("email_events_", ""));
const make = (at: string) => f.sql<{ made: number }>("select make_months($1) as made", [at]);
const write = (id: string, at: string) =>
  f.sql(
    "insert into email_events (id, partner_id, type, occurred_at, received_at) values ($1, gen_random_uuid(), 'x', $2, now())",
    [id, at],
  );
const where = async (id: string) =>
  (
    await f.sql<{ part: string }>(
      "select tableoid::regclass::text as part from email_events where id = $1",
      [id],
    )
  ).map(({ part }) => part);
const ahead = async (at: string) =>
  (await f.sql<{ found: unknown }>("select months_ahead($1) as found", [at]))[0]?.found;

beforeAll(() => them.connect());

test("O13 the months to come are made ahead; what fits none stays in the rest until its month is made", async () => {
  expect((await parts()).length).toBe(5);
  await write("lost", "2031-05-31 23:59:59.999+00");
  await write("next", "2031-06-01 00:00:00+00");
  await write("odd", "1970-01-01 00:00:00+00");
  expect(await where("lost")).toEqual(["private.email_events_rest"]);
  expect(await ahead("2031-06-20+00")).toEqual([{ table: "email_events", ahead: 0, strays: 2 }]);
  expect(await make("2031-06-20+00")).toEqual([{ made: 5 }]);
  expect(await make("2031-06-20+00")).toEqual([{ made: 0 }]);
  expect(await parts()).toEqual(
    expect.arrayContaining(["2031_05", "2031_06", "2031_07", "2031_08", "2031_09", "rest"]),
  );
  expect([await where("lost"), await where("next"), await where("odd")]).toEqual([
    ["private.email_events_2031_05"],
    ["private.email_events_2031_06"],
    ["private.email_events_rest"],
  ]);
  expect(await ahead("2031-06-20+00")).toEqual([{ table: "email_events", ahead: 3, strays: 0 }]);
  await f.sql("delete from email_events where id = 'odd'");
});

test("O13 while months are made others write", async () => {
  const other = new Client({ connectionString: f.urls().ownerUrl });
  await other.connect();
  try {
    await other.query("begin");
    await other.query(
      "insert into email_events (id, partner_id, type, occurred_at, received_at) values ('meanwhile', gen_random_uuid(), 'x', '2031-06-02', now())",
    );
    expect(await make("2031-09-20+00")).toEqual([{ made: 3 }]);
    await other.query("commit");
  } finally {
    await other.end();
  }
});

test("O11 nobody makes months but the worker, and nobody reaches a part but through its table", async () => {
  const worker = await them.begin("worker");
  expect(await them.tries("select make_months(now())", [], worker)).toBe(1);
  await them.begin("door");
  expect(await them.tries("select make_months(now())")).toBe("permission denied");
  for (const client of ["web", "worker"] as const)
    for (const part of ["email_events_rest", "email_events_2031_06"])
      for (const text of [
        `select from private.${part}`,
        `select detach_month('email_events', '2031-06-01')`,
      ])
        expect(
          await them.tries(text, [], await them.begin(client === "web" ? "door" : "worker")),
        ).toBe("permission denied");
  const open = await f.sql(
    "select from pg_class c where relispartition and relnamespace <> 'pgboss'::regnamespace and relkind = 'r' and not relrowsecurity",
  );
  expect(open).toEqual([]);
});

test("O13 an old month is taken out for good, this one and those to come are not", async () => {
  await write("old", "2020-03-04 12:00:00+00");
  await make(machineClock().toISOString());
  const [left] = await f.sql<{ name: string }>(
    "select detach_month('email_events', '2020-03-01') as name",
  );
  expect(left?.name).toBe("private.email_events_2020_03_detached");
  expect(await f.sql(`select id from ${left?.name ?? ""}`)).toEqual([{ id: "old" }]);
  expect(await where("old")).toEqual([]);
  await expect(f.sql("select detach_month('email_events', now()::date)")).rejects.toThrow(
    "not over",
  );
  await write("late", "2020-03-05 12:00:00+00");
  await make(machineClock().toISOString());
  expect(await where("late")).toEqual(["private.email_events_2020_03"]);
});
