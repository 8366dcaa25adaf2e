import path from "node:path";
import { ESLint, type Linter } from "eslint";
import tseslint from "typescript-eslint";
import { z } from "zod";

/** Breaks the rules about actions and about words for people on purpose. */
const root = path.resolve(__dirname, "..");
let eslint: ESLint;

beforeAll(async () => {
  const loaded: unknown = await import(path.join(root, "eslint.config.mjs"));
  const { default: overrideConfig } = z
    .object({ default: z.custom<Linter.Config[]>(Array.isArray) })
    .parse(loaded);
  // None of these rules needs types, which take most of a minute to gather.
  const config = [...overrideConfig, tseslint.configs.disableTypeChecked];
  eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: config });
});

async function found(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: path.join(root, file) });
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId === "no-restricted-syntax" || ruleId === null)
    .map(({ message }) => message.replace(/[:,.].*/, ""));
}

const actions = "app/sign-in/actions.ts";
const page = "app/sign-in/page.tsx";

test.each<[file: string, text: string, message: string]>([
  [
    page,
    'export const a = (n: number) => { "use server"; return n; };',
    "An action is an export of an actions",
  ],
  [
    page,
    'export function A() { async function b() { "use server"; } return b; }',
    "An action is an export of an actions",
  ],
  [
    actions,
    '"use server";\nexport const a = () => async () => { "use server"; };',
    "An action is an export of an actions",
  ],
  [page, '"use server";\nexport const a = 1;', "Actions stand in app/**/actions"],
  ["lib/time/clock.ts", '"use server";\nexport const a = 1;', "Actions stand in app/**/actions"],
  [actions, "export const a = 1;", "actions"],
  [actions, 'export const a = 1;\n"use server";', "actions"],
  ...[
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
  ].flatMap((text) =>
    [page, actions, "components/a/b.tsx", "lib/a/b.ts", "lib/time/clock.ts", "emails/a.tsx"].map(
      (file): [string, string, string] => [
        file,
        file === actions ? `"use server";\n${text}` : text,
        "How a date",
      ],
    ),
  ),
])(
  "in %s: %s",
  async (file, text, message) => {
    expect(await found(file, text)).toEqual([message]);
  },
  60_000,
);

test("the home of words for people may format", async () => {
  const text = "export const a = new Intl.DateTimeFormat();";
  expect(await found("messages/format/dates.ts", text)).toEqual([]);
  expect(await found("messages/index.ts", text)).toEqual(["How a date"]);
});

test("actions as they should be are let be", async () => {
  expect(await found(actions, '"use server";\nexport const a = 1;')).toEqual([]);
});
