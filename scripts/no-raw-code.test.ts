import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ESLint, type Rule } from "eslint";
import tseslint from "typescript-eslint";

const root = path.resolve(__dirname, "..");
const folder = mkdtempSync(path.join(root, ".data-raw-code-"));
afterAll(() => rmSync(folder, { recursive: true }));

const page = `
type Status = "not_sent" | "sent";
declare const row: { status: Status; band: "A" | "B"; name: string; maybe: Status | null };
declare function t(key: string): string;
export const raw = <p>{row.status} {row.maybe}</p>;
export const words = <p title={row.status}>{t(row.status)} {row.band} {row.name} {" "}{"fine"}</p>;
export const whole = <>{row.status}</>;
`;

test("a code that is shown as it is, is found", async () => {
  const { noRawCode } = (await import(path.join(root, "scripts/no-raw-code.mjs"))) as { noRawCode: Rule.RuleModule }; // prettier-ignore
  writeFileSync(path.join(folder, "page.tsx"), page);
  writeFileSync(path.join(folder, "tsconfig.json"), `{ "compilerOptions": { "jsx": "preserve", "strict": true, "types": [] }, "files": ["page.tsx"] }`); // prettier-ignore
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: {
      files: ["**/*.tsx"],
      languageOptions: {
        parser: tseslint.parser,
        parserOptions: { project: "tsconfig.json", tsconfigRootDir: folder },
      },
      plugins: { own: { rules: { "no-raw-code": noRawCode } } },
      rules: { "own/no-raw-code": "error" },
    },
  });
  const [result] = await eslint.lintFiles(["page.tsx"]);
  expect(result?.messages.map(({ line, message }) => [line, message.slice(0, 17)])).toEqual([
    [5, "This shows a code"],
    [5, "This shows a code"],
    [7, "This shows a code"],
  ]);
}, 60_000);
