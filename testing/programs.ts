import { existsSync } from "node:fs";
import path from "node:path";

const folders = [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/usr/bin"];

/**
 * A program that this machine may have, by its name, or by a setting in capitals (`NGINX=/opt/nginx`); says so where it
 * is not there, with how many tests are left out.
 */
export function findProgram(name: string, { tests }: { tests: number }): string | undefined {
  const named = process.env[name.toUpperCase()];
  if (named !== undefined) return named;
  const found = folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
  if (!found) console.log(`SKIPPED, ${tests}: no ${name} on this machine (Debian: ${name})`);
  return found;
}
