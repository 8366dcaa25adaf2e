import { execFileSync } from "node:child_process";
import { Client } from "pg";
import { createTestDatabase, type TestDatabase } from "@/testing/database";

/** What the migrations made is what `db/schema` says, but for this, which drizzle has no words for. */
const byHand = ["associations_renews_own"];

let migrated: TestDatabase;
let drawn: TestDatabase;

beforeAll(async () => {
  migrated = await createTestDatabase();
  drawn = await createTestDatabase();
  await ask(drawn, "drop schema public cascade; create schema public");
  await ask(drawn, "create extension pg_trgm; create extension btree_gin");
  await ask(drawn, execFileSync("node_modules/.bin/drizzle-kit", ["export"], { encoding: "utf8" }));
});

afterAll(async () => {
  await migrated.drop();
  await drawn.drop();
});

test.each([
  [
    "columns",
    `select table_name || '.' || column_name as name, udt_name, is_nullable, column_default,
       collation_name, datetime_precision, generation_expression
     from information_schema.columns where table_schema = 'public'`,
  ],
  [
    "constraints",
    `select conname as name, conrelid::regclass::text, pg_get_constraintdef(oid), condeferrable, condeferred
     from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' and contype <> 't'`,
  ],
  [
    "indexes",
    "select indexname as name, replace(indexdef, ' ON ONLY ', ' ON ') as indexdef from pg_indexes where schemaname = 'public'",
  ],
  [
    "types",
    `select typname as name, enumlabel, enumsortorder from pg_enum join pg_type t on t.oid = enumtypid`,
  ],
  [
    "sequences",
    "select sequencename as name, data_type from pg_sequences where schemaname = 'public'",
  ],
])("%s are those of db/schema", async (_, question) => {
  const sorted = `${question} order by 1, 2`;
  const made = (await ask(migrated, sorted)).filter(({ name }) => !byHand.includes(String(name)));
  expect(made).toEqual(await ask(drawn, sorted));
});

async function ask(database: TestDatabase, question: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(question)).rows;
  } finally {
    await client.end();
  }
}
