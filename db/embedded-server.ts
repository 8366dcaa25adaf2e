import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { binaryFolder, give, serverLocale, type Account } from "./embedded-home";

/** One server: its keys, where its files are, and the system account it runs under. */
export type Place = {
  dir: string;
  data: string;
  account: Account;
  keys: { id: string; port: number; admin: string; owner: string };
};

const pause = 50;
const patience = 60_000 / pause;

/** Creates the server's files beside their place and renames, so that a killed start leaves no half. */
export async function initialise({ dir, data, account, keys }: Place): Promise<void> {
  if (existsSync(data)) return;
  const unfinished = `${data}.new`;
  const password = `${data}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(path.dirname(data), { recursive: true, mode: 0o755 });
  give(unfinished, account);
  writeFileSync(password, keys.admin, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(password, account.uid, account.gid);
  }
  const code = await finished(
    server({ dir, account }, "initdb", [
      `--pgdata=${unfinished}`,
      `--pwfile=${password}`,
      "--username=postgres",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      `--locale=${serverLocale()}`,
      "--locale-provider=icu",
      "--icu-locale=und",
    ]),
  );
  rmSync(password, { force: true });
  if (code !== 0) throw new Error(`initdb failed: see ${logFile(dir)}`);
  renameSync(unfinished, data);
}

/** Joins the server that runs on these files, or starts one. True when it ran already. */
export async function joinOrLaunch(place: Place, durable: boolean): Promise<boolean> {
  for (let left = patience; left > 0 && running(place); left--) {
    if (await answers(place)) return true;
    await sleep(pause);
  }
  // The backends of a killed server may hold its memory for a moment: hence a second try.
  if (await launched(place, durable)) return false;
  await sleep(3000);
  if (await launched(place, durable)) return false;
  throw new Error(`PostgreSQL did not start: see ${logFile(place.dir)}`);
}

/** Stops the server: open statements are cut off, nothing committed is lost. */
export async function halt(place: Place): Promise<void> {
  const pid = running(place);
  if (!pid) return;
  process.kill(pid, "SIGINT");
  for (let left = patience / 6; left > 0; left--) {
    if (!alive(pid)) return;
    await sleep(pause);
  }
  process.kill(pid, "SIGQUIT");
}

/** Whether a process with this id exists. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** The code of a system error, such as EEXIST. */
export function codeOf(error: unknown): unknown {
  return typeof error === "object" && error && "code" in error ? error.code : undefined;
}

async function launched(place: Place, durable: boolean): Promise<boolean> {
  const { data, keys } = place;
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "timezone=UTC",
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ];
  const flags = settings.flatMap((setting) => ["-c", setting]);
  const child = server(place, "postgres", ["-D", data, "-p", String(keys.port), ...flags]);
  child.unref();
  child.on("error", () => undefined);
  for (let left = patience; left > 0 && child.exitCode === null; left--) {
    if (running(place) && (await answers(place))) return true;
    await sleep(pause);
  }
  return false;
}

/** Runs a program of the server, out of reach of this terminal's Ctrl-C, its output in the log. */
function server(
  { dir, account }: Pick<Place, "dir" | "account">,
  name: string,
  args: string[],
): ChildProcess {
  const log = openSync(logFile(dir), "a", 0o600);
  const locale = serverLocale();
  const options: SpawnOptions = {
    ...account,
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
    env: { ...process.env, LC_ALL: locale, TZ: "UTC" },
  };
  const child = spawn(path.join(binaryFolder(account), name), args, options);
  closeSync(log);
  return child;
}

function finished(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
}

function logFile(dir: string): string {
  return path.join(dir, "server.log");
}

/** The id of the server process that holds these files, if it lives. */
export function running({ data }: Place): number | undefined {
  const file = path.join(data, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  return pid > 0 && alive(pid) ? pid : undefined;
}

async function answers({ data, keys }: Place): Promise<boolean> {
  const client = new Client({
    host: "127.0.0.1",
    port: keys.port,
    user: "postgres",
    password: keys.admin,
    database: "postgres",
    connectionTimeoutMillis: 2000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const shown = await client.query<{ data_directory: string }>("show data_directory");
    return shown.rows[0]?.data_directory === data;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
