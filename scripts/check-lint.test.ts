import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Breaks the rules of the house on purpose, in a folder that has nothing else. */
const root = path.resolve(__dirname, "..");
const folder = mkdtempSync(path.join(root, ".data-lint-"));
afterAll(() => rmSync(folder, { recursive: true }));

const report = z.object({
  diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string() })),
});

const server = '"use server";\n';
const formatted = [
  'new Intl.DateTimeFormat("en").format(0);',
  'const money = Intl.NumberFormat("nl", { style: "currency", currency: "EUR" });',
  'new Intl.DisplayNames("nl", { type: "region" });',
  'new Intl.ListFormat("nl");',
  "new Intl.RelativeTimeFormat();",
  "(1.5).toLocaleString();",
  "at.toLocaleDateString();",
  "at.toLocaleTimeString();",
  'day.toFormat("d LLLL");',
  "at.toUTCString();",
  'import { useFormatter } from "next-intl";',
  'import { getFormatter } from "next-intl/server";',
];
const clocks = [
  "new Date();",
  "Date();",
  "Date.now();",
  "DateTime.now();",
  "DateTime.local();",
  "DateTime.utc();",
];
/** As often as the text breaks it. */
const each = (texts: string[], rule: string) => texts.map(() => rule);

const cases: [file: string, text: string, rules: string[]][] = [
  [
    "app/a/page.tsx",
    'export const a = (n: number) => { "use server"; return n; };',
    ["inline-actions"],
  ],
  [
    "app/b/page.tsx",
    'export function A() { async function b() { "use server"; } return b; }',
    ["inline-actions"],
  ],
  [
    "app/c/actions.ts",
    `${server}export const a = () => async () => { "use server"; };`,
    ["inline-actions"],
  ],
  ["app/d/page.tsx", `${server}export const a = 1;`, ["actions-elsewhere"]],
  ["app/e/actions.ts", "export const a = 1;", ["actions-marked"]],
  ["app/f/actions.ts", `export const a = 1;\n${server}`, ["actions-marked"]],
  ["app/g/actions.ts", `${server}export const a = 1;`, []],
  [
    "lib/time/clock.ts",
    [server, ...clocks, ...formatted].join("\n"),
    ["actions-elsewhere", ...each(formatted, "words")],
  ],
  ...[
    "app/h/page.tsx",
    "components/a/b.tsx",
    "lib/a/b.ts",
    "emails/a.tsx",
    "messages/index.ts",
  ].map((file): [string, string, string[]] => [
    file,
    [...clocks, ...formatted].join("\n"),
    [...each(clocks, "clock"), ...each(formatted, "words")],
  ]),
  ["app/i/actions.ts", server + formatted.join("\n"), each(formatted, "words")],
  ["messages/format/dates.ts", [...clocks, ...formatted].join("\n"), each(clocks, "clock")],
  [
    "lib/a/b.test.ts",
    'jest.mock("@/lib/a");\njest.doMock("./a");\njest.mock("resend");',
    ["own-mocks", "own-mocks"],
  ],
];

const found = new Map<string, string[]>();

beforeAll(() => {
  mkdirSync(path.join(folder, "scripts"));
  for (const file of ["oxlint.config.mts", "scripts/house-rules.mjs"])
    copyFileSync(path.join(root, file), path.join(folder, file));
  for (const [file, text] of cases) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const oxlint = path.join(root, "node_modules/oxlint/bin/oxlint");
  const { stdout } = spawnSync(process.execPath, [oxlint, "--format", "json"], { cwd: folder });
  for (const { code, filename } of report.parse(JSON.parse(stdout.toString())).diagnostics) {
    const [, rule] = /^house\((.*)\)$/.exec(code ?? "") ?? [];
    if (rule) found.set(filename, [...(found.get(filename) ?? []), rule]);
  }
}, 60_000);

test.each(cases)("%s: %s", (file, _text, rules) => {
  expect((found.get(file) ?? []).sort()).toEqual([...rules].sort());
});
