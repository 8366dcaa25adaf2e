import { readFileSync } from "node:fs";
import { fixture } from "@/testing/fixture";
import { registerText } from "@/scripts/privacy/text";
import { ofNobody, ofNothing, register } from "./register";

const f = fixture();

test("O22 every column in which something of a person may stand is in the register, or said to be of nobody", async () => {
  const columns = await f.sql<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     join pg_class c on c.oid = format('public.%I', table_name)::regclass and c.relkind in ('r', 'p') and not c.relispartition
     where table_schema = 'public' and data_type in ('text', 'jsonb', 'json', 'bytea', 'inet', 'ARRAY', 'character varying') order by 1`,
  );
  const listed = [
    ...Object.values(register).flatMap(({ columns: of }) => named(of)),
    ...named(ofNothing),
  ];
  const nobody = new Set(ofNobody);
  const there = columns.map(({ name }) => name).filter((name) => !nobody.has(name.split(".")[0]!));
  expect(there.filter((name) => !listed.includes(name))).toEqual([]);
  expect(listed.filter((name) => !there.includes(name))).toEqual([]);
  const tables = await f.sql<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition",
  );
  expect(ofNobody.filter((name) => !tables.some((one) => one.name === name))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});

test("O22 docs/privacy.md is the register: npm run privacy", () => {
  expect(readFileSync("docs/privacy.md", "utf8")).toBe(registerText());
});

const named = (of: Record<string, readonly string[]>) =>
  Object.entries(of).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`));
