import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Client, escapeIdentifier } from "pg";
import { startEmbedded } from "../db/embedded";

const memory = "/dev/shm";
const prefix = "engagements-tests-";

/** The server of the tests stays between runs: only changed migrations run again. */
export const serverFolder = inMemory() ?? path.join(process.cwd(), ".data/test-postgres");

/**
 * A place in memory, where there is plenty: hundreds of databases are made and dropped in minutes,
 * and a disk's file system looks ever longer for room among what was just deleted.
 */
function inMemory(): string | undefined {
  if (!existsSync(memory)) return undefined;
  const { bavail, bsize } = statfsSync(memory);
  const checkout = createHash("sha256").update(process.cwd()).digest("hex").slice(0, 8);
  return bavail * bsize > 4 * 1024 ** 3 ? path.join(memory, `${prefix}${checkout}`) : undefined;
}

/** Starts the server of the tests, or joins it. */
export function startTestServer() {
  return startEmbedded({ dir: serverFolder, durable: false });
}

/** Does something as superuser. */
export async function asAdmin<T>(url: string, work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** Drops the databases of this run, and of runs that died. */
export async function sweep(run: string): Promise<void> {
  const server = await startTestServer();
  await asAdmin(server.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ name: string }>(
      "select datname as name from pg_database where datname like 'test\\_%'",
    );
    for (const { name } of rows) {
      const owner = name.split("_")[1];
      if (owner === run || !lives(Number(owner))) {
        await admin.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
      }
    }
  });
  await server.stop();
}

/** Takes from memory what the tests of a checkout left there that is not any more. */
export function forgetDeleted(): void {
  if (!serverFolder.startsWith(memory)) return;
  writeFileSync(path.join(serverFolder, "checkout"), process.cwd());
  for (const name of readdirSync(memory).filter((one) => one.startsWith(prefix))) {
    const at = (file: string) => path.join(memory, name, file);
    if (!existsSync(at("checkout")) || existsSync(readFileSync(at("checkout"), "utf8"))) continue;
    const pid = existsSync(at("data/postmaster.pid"))
      ? Number.parseInt(readFileSync(at("data/postmaster.pid"), "utf8"))
      : 0;
    if (pid === 0 || !lives(pid)) rmSync(path.join(memory, name), { recursive: true, force: true });
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
