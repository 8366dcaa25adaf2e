import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openProject, rawCodes } from "./check-pages";

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

test("a code that is shown as it is, is found", () => {
  writeFileSync(path.join(folder, "page.tsx"), page);
  const project = path.join(folder, "tsconfig.json");
  writeFileSync(
    project,
    `{ "compilerOptions": { "jsx": "preserve", "strict": true, "types": [] }, "files": ["page.tsx"] }`,
  );
  const { program, files } = openProject(project, (all) => all);
  expect(rawCodes(program, files).map(({ line, says }) => [line, says])).toEqual(
    [5, 5, 7].map((line) => [
      line,
      "This shows a code (not_sent, sent). Tell it in words, from messages.",
    ]),
  );
}, 60_000);
