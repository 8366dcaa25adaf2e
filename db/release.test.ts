import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { z } from "zod";
import { createTestDatabase, type TestDatabase } from "@/testing/database";
import { keptActionIds } from "../scripts/run/action-ids";
import journal from "./migrations/meta/_journal.json";
import { hashOfMigration } from "./released-migrations";

/*
 * O4: code of the last release runs beside the new schema, and its pages send forms to new servers. `migrations/release.json`
 * says what that release knows; `RELEASE=v0.2.0 npx jest db/release` writes it (README.md, "At a release").
 */
const folder = path.join(__dirname, "migrations");

const names = z.array(z.string());
const readJson = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(folder, name), "utf8"));
const released = () => z.record(z.string(), z.string()).parse(readJson("released.json"));
const recorded = z.object({
  /** The tag; null before the first release. */
  version: z.string().nullable(),
  /** By table, for each column its type, and whether a row can be written without it. */
  tables: z.record(z.string(), z.record(z.string(), z.string())),
  /** By name, for each way of calling it what it takes, how many of these may be left out, and what it gives. */
  functions: z.record(
    z.string(),
    z.array(z.object({ takes: names, optional: z.number(), gives: z.string() })),
  ),
  /** By table, what holds of its rows: each check, key and unique index by its name, with the columns that it looks at. */
  held: z.record(z.string(), z.record(z.string(), z.object({ is: z.string(), of: names }))),
  /** Actions by the id that open pages send. */
  actions: z.record(z.string(), z.string()),
});
type Release = z.output<typeof recorded>;

/**
 * What the present code does not use any more, though it is there for the code of the last release: `table`,
 * `table.column` or `function()`. The next release leaves it out, and the one after may take it away.
 */
const retired = names.parse(readJson("retired.json"));

/** Of what changed in `held`: what refuses nothing that the last release writes, as `table.name`. */
const wider = names.parse(readJson("wider.json"));

let database: TestDatabase;
let now: Release;

beforeAll(async () => {
  database = await createTestDatabase();
  now = { version: null, ...(await schemaOf(database.ownerUrl)), actions: keptActionIds() };
  const { RELEASE: version } = process.env;
  if (version !== undefined) write(version);
});
afterAll(() => database.drop());

async function schemaOf(url: string): Promise<Omit<Release, "version" | "actions">> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: columns } = await client.query<{
      table: string;
      column: string;
      type: string;
      free: boolean;
    }>(
      `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) || case when a.attgenerated <> '' or a.attidentity = 'a' then ' by itself' else '' end as type,
        not a.attnotnull or a.atthasdef or a.attidentity <> '' as free
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition order by 1, 2`,
    );
    const { rows: functions } = await client.query<{
      name: string;
      takes: string[];
      optional: number;
      gives: string;
    }>(
      `select p.proname as name, array(select concat_ws(' ', p.proargnames[n], format_type(t, null)) from unnest(p.proargtypes) with ordinality o(t, n) order by n) as takes,
        p.pronargdefaults::int as optional, pg_get_function_result(p.oid) as gives
       from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype order by 1, 2`,
    );
    const { rows: rules } = await client.query<{
      table: string;
      name: string;
      is: string;
      of: string[];
    }>(
      `select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as is,
        array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum = any (k.conkey) order by 1) as of
       from pg_constraint k join pg_class c on c.oid = k.conrelid
       where c.relnamespace = 'public'::regnamespace and not c.relispartition and k.contype in ('c', 'p', 'u', 'f', 'x')
       union all select c.relname, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), array(select distinct a.attname::text from pg_depend d
        join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid where d.objid = i.indexrelid and d.refobjid = c.oid and a.attnum > 0 order by 1)
       from pg_index i join pg_class c on c.oid = i.indrelid
       where c.relnamespace = 'public'::regnamespace and not c.relispartition and i.indisunique
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')) order by 1, 2`,
    );
    const held: Release["held"] = {};
    for (const { table, name, ...one } of rules) (held[table] ??= {})[name] = one;
    const tables: Release["tables"] = {};
    for (const { table, column, type, free } of columns)
      (tables[table] ??= {})[column] = free ? type : `${type} needed`;
    const of: Release["functions"] = {};
    for (const { name, ...one } of functions) (of[name] ??= []).push(one);
    return { tables, functions: of, held };
  } finally {
    await client.end();
  }
}

/** The act of a release: what it knows, and the hash of each migration that it brings. */
function write(version: string): void {
  const { tables, functions, held } = now;
  const kept: Release["tables"] = {};
  for (const [table, columns] of Object.entries(tables).filter(
    ([table]) => !retired.includes(table),
  ))
    kept[table] = Object.fromEntries(
      Object.entries(columns).filter(([column]) => !retired.includes(`${table}.${column}`)),
    );
  const of = Object.entries(functions).filter(([name]) => !retired.includes(`${name}()`));
  const release: Release = {
    version,
    tables: kept,
    functions: Object.fromEntries(of),
    held,
    actions: now.actions,
  };
  writeFileSync(path.join(folder, "release.json"), `${JSON.stringify(release, null, 2)}\n`);
  const hashes = journal.entries.map(({ tag }) => [tag, hashOfMigration(tag)] as const);
  writeFileSync(
    path.join(folder, "released.json"),
    `${JSON.stringify(Object.fromEntries([...hashes, ...Object.entries(released())]), null, 2)}\n`,
  );
}

/** What the code of a release would miss, or be refused for, on another schema and by other servers. */
function missed(release: Release, on: Release): string[] {
  const found: string[] = [];
  for (const [table, columns] of Object.entries(release.tables)) {
    const there = on.tables[table];
    if (there === undefined) {
      found.push(`${table} is gone`);
      continue;
    }
    for (const [column, was] of Object.entries(columns)) {
      const is = there[column];
      if (is === undefined) found.push(`${table}.${column} is gone`);
      else if (is !== was && `${is} needed` !== was)
        found.push(`${table}.${column} was ${was}, and is ${is}`);
    }
    // Its statements do not know of what came later.
    for (const [column, is] of Object.entries(there))
      if (!(column in columns) && is.endsWith(" needed"))
        found.push(`${table}.${column} is new and needed`);
    found.push(...heldElse(table, release, on));
  }
  for (const [name, ways] of Object.entries(release.functions))
    for (const way of ways)
      if (!(on.functions[name] ?? []).some((one) => answers(one, way)))
        found.push(`${name}(${way.takes.join(", ")}) is gone, or gives something else`);
  for (const [action, id] of Object.entries(release.actions))
    if (on.actions[action] !== id) found.push(`the id of ${action} is gone`);
  return found;
}

/** What a table refuses that it did not, or is not known by any more: a list with a value less, a key that `on conflict` names. */
function heldElse(table: string, release: Release, on: Release): string[] {
  const [was, is] = [release.held[table] ?? {}, on.held[table] ?? {}];
  const known = Object.keys(release.tables[table] ?? {});
  const stricter = Object.entries(is).filter(
    ([name, one]) =>
      was[name]?.is !== one.is &&
      one.of.some((column) => known.includes(column)) &&
      !wider.includes(`${table}.${name}`),
  );
  const gone = Object.entries(was).filter(
    ([name, { is: text }]) => /UNIQUE|PRIMARY KEY/.test(text) && !(name in is),
  );
  return [
    ...stricter.map(
      ([name]) =>
        `${table}.${name} is new or another: say in wider.json if it refuses nothing more`,
    ),
    ...gone.map(([name]) => `${table}.${name} is gone`),
  ];
}

type Way = Release["functions"][string][number];

/** Whether a function can be called as the release does, and gives the same, or more columns behind the same. */
function answers(now: Way, was: Way): boolean {
  const least = now.takes.length - now.optional;
  const fits =
    was.takes.length - was.optional >= least &&
    was.takes.every((type, place) => now.takes[place] === type);
  const more =
    was.gives.startsWith("TABLE(") && now.gives.startsWith(`${was.gives.slice(0, -1)}, `);
  return fits && (now.gives === was.gives || more);
}

test("O4 what the last release knows is there, and nothing new is asked of it", () => {
  const last = recorded.parse(readJson("release.json"));
  expect(missed(last, now)).toEqual([]);
  expect(last.version === null).toBe(Object.keys(released()).length === 0);
});

test("O4 what is retired is still there, for the code of the last release", () => {
  const there = [
    ...Object.entries(now.tables).flatMap(([table, columns]) => [
      table,
      ...Object.keys(columns).map((column) => `${table}.${column}`),
    ]),
    ...Object.keys(now.functions).map((name) => `${name}()`),
  ];
  expect(retired.filter((name) => !there.includes(name))).toEqual([]);
});

test("O4 a column, function or argument that goes or changes is told, and an action's id", () => {
  const was = { ...structuredClone(now), version: "v0" };
  expect(missed(was, now)).toEqual([]);
  const told = (change: (then: Release) => void): string[] => {
    const then = structuredClone(now);
    change(then);
    return missed(was, then);
  };
  const users = (then: Release) => then.tables.users ?? {};
  expect(told((then) => void delete then.tables.users)).toEqual(["users is gone"]);
  expect(told((then) => void delete users(then).email)).toEqual(["users.email is gone"]);
  expect(told((then) => void (users(then).email = "character varying(10) needed"))).toEqual([
    "users.email was text needed, and is character varying(10)".concat(" needed"),
  ]);
  expect(told((then) => void (users(then).locale = "text needed"))).toEqual([
    "users.locale was text, and is text needed",
  ]);
  expect(told((then) => void (users(then).email = "text"))).toEqual([]);
  expect(told((then) => void Object.assign(users(then), { shoe: "text needed" }))).toEqual([
    "users.shoe is new and needed",
  ]);
  expect(told((then) => void Object.assign(users(then), { shoe: "text" }))).toEqual([]);
  const rows = (then: Release) =>
    then.functions.person_rows?.[0] ?? { takes: [], optional: 0, gives: "" };
  expect(told((then) => void (users(then).email = "text by itself"))).toHaveLength(1);
  const held = (then: Release) => then.held.operator_grants ?? {};
  const length = "operator_grants_length";
  const less = (then: Release) =>
    Object.assign(held(then)[length] ?? {}, { is: "CHECK (role = 'administrator')" });
  expect(told(less)).toEqual([
    `operator_grants.${length} is new or another: say in wider.json if it refuses nothing more`,
  ]);
  expect(
    told((then) => void Object.assign(held(then), { one: { is: "CHECK (true)", of: ["role"] } })),
  ).toHaveLength(1);
  expect(
    told((then) => void Object.assign(held(then), { one: { is: "CHECK (true)", of: ["shoe"] } })),
  ).toEqual([]);
  expect(told((then) => void delete held(then).operator_grants_user_id_role_pk)).toEqual([
    "operator_grants.operator_grants_user_id_role_pk is gone",
  ]);
  const gone = [
    "person_rows(p_address text, p_now timestamp with time zone) is gone, or gives something else",
  ];
  expect(told((then) => void delete then.functions.person_rows)).toEqual(gone);
  expect(told((then) => void rows(then).takes.pop())).toEqual(gone);
  expect(told((then) => void rows(then).takes.splice(0, 1, "p_mailbox text"))).toEqual(gone);
  expect(told((then) => void rows(then).takes.push("integer"))).toEqual(gone);
  expect(
    told(
      (then) =>
        void Object.assign(rows(then), {
          takes: [...rows(then).takes, "p_most integer"],
          optional: 1,
        }),
    ),
  ).toEqual([]);
  expect(told((then) => void (rows(then).gives = "void"))).toEqual(gone);
  expect(
    told((then) => void (rows(then).gives = rows(then).gives.replace(/\)$/, ", more text)"))),
  ).toEqual([]);
  const [action = ""] = Object.keys(now.actions);
  expect(told((then) => void Reflect.deleteProperty(then.actions, action))).toEqual([
    `the id of ${action} is gone`,
  ]);
});
