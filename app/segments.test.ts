import { globSync } from "node:fs";
import path from "node:path";

const segments = globSync("app/**/[[]*[]]", { withFileTypes: true }).filter((one) =>
  one.isDirectory(),
);

test("there are addresses that name something", () => expect(segments.length).toBeGreaterThan(10));

test("a part of an address says what it names: a tenant is never called as a round is", () => {
  const ids = segments.map(({ parentPath, name }) => path.join(parentPath, name));
  expect(ids.filter((one) => /\[id\]$/.test(one))).toEqual([]);
  const above = (word: string) =>
    ids.filter((one) => one.endsWith(`[${word}Id]`)).map((one) => path.basename(path.dirname(one)));
  expect(new Set(above("round"))).toEqual(new Set(["rounds"]));
  expect(new Set(above("tenant"))).toEqual(new Set(["customers", "tenants"]));
});
