import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";

/** K14: an invented language is added as a folder, in a copy of the product, and nothing else. */
const root = path.resolve(__dirname, "..");
let copy: string;

beforeAll(() => {
  mkdirSync(path.join(root, ".data"), { recursive: true });
  copy = mkdtempSync(path.join(root, ".data/language-"));
  for (const part of [
    "lib",
    "messages",
    "emails",
    "db",
    "scripts",
    "package.json",
    "tsconfig.json",
  ])
    cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  mkdirSync(path.join(copy, "messages/qx"));
  for (const file of readdirSync(path.join(root, "messages/en"))) {
    const texts: unknown = JSON.parse(readFileSync(path.join(root, "messages/en", file), "utf8"));
    writeFileSync(path.join(copy, "messages/qx", file), JSON.stringify(invented(texts)));
  }
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The same in the invented language, which is known by its marks. */
function invented(texts: unknown): unknown {
  if (typeof texts === "string") return `⟦${texts}⟧`;
  return Object.fromEntries(
    Object.entries(z.record(z.string(), z.unknown()).parse(texts)).map(([key, value]) => [
      key,
      invented(value),
    ]),
  );
}

const run = (...args: string[]) =>
  execFileSync(process.execPath, ["--import", "tsx", ...args], {
    cwd: copy,
    encoding: "utf8",
    env: process.env,
  });

test("K14 a third language is a folder of messages", () => {
  run("scripts/messages.ts");
  writeFileSync(path.join(copy, "probe.ts"), probe);
  const said = z
    .object({
      locales: z.array(z.string()),
      mails: z.array(z.tuple([z.string(), z.string(), z.string()])),
      named: z.array(z.string()),
      imported: z.string(),
      wording: z.string(),
      reasons: z.array(z.string()),
    })
    .parse(JSON.parse(run("probe.ts")));
  expect(said.locales).toEqual(["en", "nl", "qx"]);
  expect(said.mails.length).toBeGreaterThan(30);
  for (const [name, subject, text] of said.mails)
    expect([name, subject.includes("⟦"), text.includes("⟦")]).toEqual([name, true, true]);
  expect(said.named).toEqual(["⟦Customers⟧", "1,234"]);
  expect(said.imported).toBe("qx");
  // Nobody has translated what a customer agrees to.
  expect(said.wording).toContain("What you agree to");
  // Nor what the programme calls its reasons.
  expect(said.reasons).toEqual(["Unreadable scan"]);
});

test("the modules that bring the languages in are of the folders that there are", () => {
  const before = readFileSync(path.join(root, "messages/languages.ts"), "utf8");
  rmSync(path.join(copy, "messages/qx"), { recursive: true });
  run("scripts/messages.ts");
  for (const file of ["languages.ts", "texts.ts", "ending.ts"])
    expect(readFileSync(path.join(copy, "messages", file), "utf8")).toBe(
      readFileSync(path.join(root, "messages", file), "utf8"),
    );
  expect(before).toContain('["en","nl"]');
});

const probe = `
import { locales, translator } from "./messages";
import { countWords } from "./messages/format/numbers";
import { spokenIn } from "./messages/format/names";
import { renderMail } from "./lib/mail/render";
import { sampleProgramme, samplesOf } from "./lib/mail/samples";
import { wordingOf } from "./lib/consent/wording";
import { findHelp } from "./lib/views/help/find";

const language = locales.find((one) => one !== "en" && one !== "nl");
const mark = "0b7c1c62-54f5-4d35-8a5e-6a1f7d3c9b20";
const named = (scan) => ({ reasons: { scan } });
const offered = { en: named("Unreadable scan"), nl: named("Onleesbare scan") };
const reader = { kind: "operator", roles: [], companies: [] };
const found = findHelp({ q: "unreadable scan", reader, locale: language, offered });
const facts = { engagementName: "A", tenantName: "B", partnerName: "C", locationCity: "D", locationCountry: "NL", deliveryDays: 90 };
console.log(JSON.stringify({
  locales,
  mails: samplesOf(language).map((sample) => {
    const { subject, text } = renderMail({ ...sample, language, mark }, sampleProgramme);
    return [sample.name, subject, text];
  }),
  named: [translator(language, "customers")("title"), countWords(language, 1234)],
  imported: spokenIn("QX-nl") ?? "",
  wording: wordingOf(language, facts).text,
  reasons: found.flatMap(({ kind, title }) => kind === "reason" ? [title] : []),
}));
`;
