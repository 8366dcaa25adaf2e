import { createTestDatabase, type TestDatabase } from "@/testing/database";
import { lookAt, unfitIn, type Fitness } from "./fitness";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("O10 a database that the product runs on is fit, and by its owner alone", async () => {
  const found = await lookAt(database.ownerUrl);
  expect(found.mayMakeRoles).toBe(true);
  expect(found).toMatchObject({ mayMakeTables: true, foreign: null, pooled: false });
  expect(found.at).toBeInstanceOf(Date);
  expect(unfitIn(found)).toEqual([]);
  const asWorker = unfitIn(await lookAt(database.workerUrl));
  expect(asWorker).toHaveLength(3);
  expect(asWorker.join("\n")).toMatch(
    /CREATEROLE.*\n.*may make nothing.*\n.*does not own the table/,
  );
});

const fit: Fitness = {
  version: "18.4",
  lacking: [],
  mayMakeRoles: true,
  mayMakeTables: true,
  foreign: null,
  pooled: false,
  at: new Date(0),
  connections: { most: 100, open: 3 },
};

test.each<[Partial<Fitness>, RegExp]>([
  [{ pooled: true }, /pooler/],
  [{ lacking: ["a_web"], mayMakeRoles: false }, /a_web is not there: give it CREATEROLE/],
  [{ lacking: ["a_web", "a_worker"], mayMakeRoles: false }, /a_web, a_worker are not there/],
  [{ mayMakeTables: false }, /may make nothing/],
  [{ foreign: "claims" }, /does not own the table claims/],
])("with %j it is told in one sentence that names the setting", (changed, words) => {
  const [sentence = "", ...others] = unfitIn({ ...fit, ...changed });
  expect(others).toEqual([]);
  expect(sentence).toMatch(/^DATABASE_URL .*\.$/);
  expect(sentence).toMatch(words);
});

test("roles that lack are no obstacle to whoever may make them", () => {
  expect(unfitIn({ ...fit, lacking: ["a_web"] })).toEqual([]);
});
