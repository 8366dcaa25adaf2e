import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "..");
const documents = globSync(["*.md", "docs/**/*.md", "lib/README.md", "db/README.md"], { cwd: root })
  .filter((file) => file !== "CHANGELOG.md")
  .sort();

/** What stands in a document as a file or folder of this repository, and where its links lead. */
function named(file: string): string[] {
  const text = readFileSync(path.join(root, file), "utf8").replaceAll(/```[^`]*```/g, "");
  const paths = text.match(
    /(?<=`)(app|bench|components|db|docs|e2e|emails|lib|messages|scripts|testing)\/[^`\s<>*…]+(?=`)/g,
  );
  const links = [...text.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)].map(([, to = ""]) =>
    path.join(path.dirname(file), to),
  );
  return [...(paths ?? []), ...links].filter((one) => !/[A-Z]{4,}\.sql/.test(one));
}

test("there are documents, and they name files", () => {
  expect(documents).toContain("docs/architecture.md");
  expect(named("docs/architecture.md").length).toBeGreaterThan(50);
});

test.each(documents)("%s names files that are there", (file) => {
  expect(named(file).filter((one) => !existsSync(path.join(root, one)))).toEqual([]);
});
