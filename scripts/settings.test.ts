import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { settingNames } from "@/lib/config";
import { launcherNames } from "./run/problems";

const root = path.resolve(__dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** Set by Node, Next, Jest or the product itself for its own processes. */
const ofTools = [
  "NODE_ENV",
  "NEXT_RUNTIME",
  "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY",
  "BENCH",
  "IN_ARTEFACT",
];

/** The settings that the code reads, by schema or by name. */
const settings = new Set([...settingNames, ...launcherNames, ...readByName()]);

test("docs/settings.md has each setting once, and none that is not", () => {
  const told = [...read("docs/settings.md").matchAll(/\*\*`([A-Z0-9_]+)`\*\*/g)];
  expect(told.map(([, name = ""]) => name).sort()).toEqual([...settings].sort());
});

test("README.md names only settings that are there, and those that one must set", () => {
  const named = [...read("README.md").matchAll(/`?\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/g)];
  const names = new Set(named.map(([, name = ""]) => name));
  expect([...names].filter((name) => !settings.has(name))).toEqual([]);
  const must = ["DATABASE_URL", "APP_SECRET", "NEXTAUTH_URL", "RESEND_API_KEY", "MAIL_FROM"];
  expect([...names]).toEqual(expect.arrayContaining(must));
});

function readByName(): string[] {
  const files = globSync(["*.ts", "{lib,scripts/run}/**/*.ts"], { cwd: root });
  const product = files.filter((file) => !/\.test\.ts$|^playwright/.test(file));
  const found = product.flatMap((file) => [...read(file).matchAll(/process\.env\.([A-Z0-9_]+)/g)]);
  return found.map(([, name = ""]) => name).filter((name) => !ofTools.includes(name));
}
