import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "..");
const text = readFileSync(path.join(root, "docs/security.md"), "utf8");

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; those of level 3 stand behind them. */
const sections: Record<string, number> = {
  ...{ "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1 },
  ...{ "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4 },
  ...{ "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5 },
  ...{ "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2 },
  ...{ "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4 },
  ...{ "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4 },
  ...{ "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2 },
  ...{ "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1 },
  ...{ "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2 },
};

const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (.+) \|$/gm)].map(
  ([, number = "", level = "", gist = "", proof = ""]) => ({ number, level, gist, proof }),
);
/** What a text names: a file, and perhaps words that stand in it. */
const named = (proof: string) =>
  [...proof.matchAll(/`([^`\s]+)`(?:: "([^"]+)")?/g)].map(([, file = "", words]) => ({
    file,
    words,
  }));

test("each requirement of levels 1 and 2 stands there once, in order", () => {
  const all = Object.entries(sections).flatMap(([section, many]) =>
    Array.from({ length: many }, (_, at) => `${section}.${at + 1}`),
  );
  expect(all).toHaveLength(253);
  expect(rows.map(({ number }) => number)).toEqual(all);
  expect(rows.filter(({ level }) => level === "1")).toHaveLength(70);
});

test("each is proven by what is there, or says why it is not", () => {
  const unsaid = rows.filter(
    ({ proof }) =>
      !/^(does not apply: |open: )\S/.test(proof) &&
      !named(proof).some(({ file }) => existsSync(path.join(root, file))),
  );
  expect(unsaid.map(({ number }) => number)).toEqual([]);
});

test("every test and file that is named is there, with the words that are quoted", () => {
  const files = named(text).filter(({ file }) => /[/.]/.test(file) && !/^[A-Z_]+$|\*/.test(file));
  expect(files.length).toBeGreaterThan(250);
  const gone = files.filter(({ file, words }) => {
    const at = path.join(root, file);
    return !existsSync(at) || (words !== undefined && !readFileSync(at, "utf8").includes(words));
  });
  expect(gone).toEqual([]);
});
