import { Client } from "pg";
import { databaseKeys } from "@/lib/keys";
import { createTestDatabase, type TestDatabase } from "@/testing/database";
import { TEST_SECRET } from "@/testing/secret";
import { openDatabase } from "./client";
import { migrate } from "./migrate";
import compatible from "./migrations/compatible.json";
import journal from "./migrations/meta/_journal.json";
import { NEWER, schemaOf, versions } from "./version";

const tags = journal.entries.map(({ tag }) => tag);

test("whoever adds a migration has said from which one on code runs beside it", () => {
  expect(compatible.newest).toBe(tags.at(-1));
  expect(tags).toContain(compatible.oldest);
  expect(versions.oldest).toBeLessThanOrEqual(versions.newest);
});

test.each<[string | null, string | null, string]>([
  [null, null, "older"],
  ["99", null, "older"],
  ["100", "100", "current"],
  ["200", "200", "newer"],
  ["200", "101", "newer"],
  ["200", null, "newer"],
  ["200", "100", "current"],
])(
  "a schema of %s on which code from %s on runs is %s to the code of 100",
  async (at, oldest, is) => {
    const read = (text: string) =>
      Promise.resolve([{ at: text.includes("runs_from") ? oldest : at }]);
    expect(await schemaOf(read, { newest: 100, oldest: 50 })).toBe(is);
  },
);

describe("O2 on a database that a newer version migrated", () => {
  let database: TestDatabase;
  let owner: Client;
  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(`
      insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${versions.newest + 1});
      update drizzle.runs_from set oldest = ${versions.newest + 1}`);
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  test("an older one neither migrates nor calls itself ready, until it is marked as one that may run", async () => {
    const keys = databaseKeys(TEST_SECRET);
    await expect(migrate(database.ownerUrl, { kind: "test", keys })).rejects.toThrow(NEWER);
    const db = openDatabase(database.webUrl, { max: 1, timeoutMs: 15_000 });
    try {
      const schema = () => schemaOf((text) => db.query(text));
      expect(await schema()).toBe("newer");
      await owner.query(`update drizzle.runs_from set oldest = ${versions.newest}`);
      expect(await schema()).toBe("current");
    } finally {
      await db.close();
    }
  });
});
