import { globSync, readFileSync } from "node:fs";

const root = process.cwd();
const sources = globSync(["app/**/route.ts", "lib/web/*.ts"], { cwd: root })
  .map((name) => ({ name, text: readFileSync(`${root}/${name}`, "utf8") }))
  .filter(
    ({ name, text }) => !name.endsWith(".test.ts") && /return (csvFile|sentFile)\(/.test(text),
  );

test("O12 a file that says what to pay, what is removed or what came of a run is never read from a replica", () => {
  const fresh = sources.filter(({ text }) => !text.includes("mayLag")).map(({ name }) => name);
  expect(fresh.sort()).toEqual([
    "app/(console)/programme/claims/payments.csv/route.ts",
    "app/(console)/programme/imports/[importId]/missing.csv/route.ts",
    "app/(console)/programme/imports/[importId]/refused.csv/route.ts",
    "app/(console)/programme/imports/new/[kind]/template.csv/route.ts",
    "app/(console)/programme/payments/[runId]/results.csv/route.ts",
    "lib/web/runs.ts",
  ]);
});
