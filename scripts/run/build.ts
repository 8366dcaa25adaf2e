import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { say } from "./settings";

const sources = [
  "app",
  "components",
  "db",
  "emails",
  "lib",
  "messages",
  "public",
  "next.config.ts",
  "proxy.ts",
  "instrumentation.ts",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];

/**
 * So many milliseconds a connection stays when nothing is asked on it: longer than proxies keep theirs (nginx 60 seconds,
 * Caddy two minutes), or one of them sends a form on a connection that is just being closed.
 */
export const KEEP_ALIVE_TIMEOUT = "130000";

/** In the artefact, the worker without what reads its settings (`part.ts`). */
export const WORKER = "bin/code/work.mjs";

/**
 * Builds the web server unless the present sources are built already.
 * @param folder where `next.config.ts` puts this build
 * @param env what tells it to
 */
export async function ensureBuilt(
  folder = ".next",
  env: Record<string, string> = {},
): Promise<void> {
  const stamp = path.join(folder, "sources");
  const hash = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  say("Building the pages (once for each version) …");
  let output = "";
  const build = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [build.stdout, build.stderr]) {
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  }
  process.once("exit", () => build.kill());
  const code = await new Promise((resolve) => build.once("exit", resolve));
  if (code !== 0) throw new Error(`The build failed.\n${output}`);
  writeFileSync(stamp, hash);
}

/** By which a build knows its sources again, and whatever else is made of them. */
export function sourceHash(others: string[] = []): string {
  const hash = createHash("sha256");
  for (const file of [...sources, ...others].flatMap(filesOf))
    hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

function filesOf(top: string): string[] {
  if (!existsSync(top)) return [];
  if (!statSync(top).isDirectory()) return [top];
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
