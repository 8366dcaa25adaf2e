import { globSync, readFileSync } from "node:fs";

const pages = globSync("app/**/page.tsx").filter(
  (file) =>
    !/\bredirect\(/.test(readFileSync(file, "utf8")) || /return </.test(readFileSync(file, "utf8")),
);

test("there are pages to look at", () => expect(pages.length).toBeGreaterThan(30));

test.each(pages)("%s has a title of its own, in the reader's language", (file) => {
  const text = readFileSync(file, "utf8");
  expect(text).toMatch(
    /export (const metadata = titledByForm|const generateMetadata = titled\(|async function generateMetadata\()/,
  );
});
