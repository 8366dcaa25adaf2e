import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import journal from "./migrations/meta/_journal.json";
import released from "./migrations/released.json";
import { hashOfMigration as hashOf } from "./released-migrations";

const folder = path.join(__dirname, "migrations");
const tags = journal.entries.map(({ tag }) => tag);

/** The released migrations that are not any more what was released. */
function edited(of: Record<string, string>): string[] {
  return Object.entries(of)
    .filter(([tag, hash]) => hashOf(tag) !== hash)
    .map(([tag]) => tag);
}

test("no released migration was edited", () => {
  expect(edited(released)).toEqual([]);
  expect(Object.keys(released)).toEqual(tags.slice(0, Object.keys(released).length));
  const [first = ""] = tags;
  expect(edited({ [first]: hashOf(first) })).toEqual([]);
  expect(edited({ [first]: createHash("sha256").digest("hex") })).toEqual([first]);
});

test("each migration has its line in the journal, later than the one before: others are passed over", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".sql"));
  expect(files.sort()).toEqual(tags.map((tag) => `${tag}.sql`));
  expect(tags.map((tag) => Number(tag.slice(0, 4)))).toEqual(journal.entries.map(({ idx }) => idx));
  const times = journal.entries.map(({ when }) => when);
  expect(times).toEqual([...new Set(times)].sort((one, other) => one - other));
});
