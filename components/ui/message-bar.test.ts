import { globSync, readFileSync } from "node:fs";

/** A green bar that is no news of an act: the result of a look or an import, and the next step of a consent or claim. */
const lasting = [
  "components/claims/submit-claim.tsx",
  "components/customers/completion-banner.tsx",
  "components/imports/import-page.tsx",
  "components/programme/catalogue-file.tsx",
  "components/runs/run-standing.tsx",
  "components/tenants/merge-clashes.tsx",
  "components/ui/message-bar.tsx",
];

test("what an act did is told by Told, which gives way to a later refusal", () => {
  const green = globSync("components/**/*.tsx").filter((file) =>
    /<MessageBar\s[^>]*tone="success"/.test(readFileSync(file, "utf8")),
  );
  expect(green.sort()).toEqual(lasting);
  expect(readFileSync("app/css/status.css", "utf8")).toContain(":has(.error-summary) [data-told]");
});
