import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import path from "node:path";

/**
 * Finds a program of PostgreSQL, in PG_BIN or on the path. Throws a sentence when there is none, or it is older than
 * the server and cannot read it.
 */
export function findProgram(name: "pg_dump" | "pg_restore", server: number): string {
  const folder = process.env.PG_BIN;
  const program = folder ? path.join(folder, name) : name;
  const asked = spawnSync(program, ["--version"], { encoding: "utf8" });
  const how = `Install the client programs of PostgreSQL ${server}, and say with PG_BIN in which folder they are.`;
  if (asked.status !== 0) throw new Error(`${name} was not found. ${how}`);
  const version = Number(/ (\d+)/.exec(asked.stdout)?.[1]);
  if (!(version >= server))
    throw new Error(`${name} is of PostgreSQL ${version}, the server of ${server}. ${how}`);
  return program;
}

/** The environment in which a program of PostgreSQL reaches an address: no password stands in a list of processes. */
export function reaching(url: string): NodeJS.ProcessEnv {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const others = searchParams.get("also")?.split(",") ?? [];
  const of = (place: string) => new URL(`postgresql://${place}`);
  const bare = (host: string) => decodeURIComponent(host).replace(/^\[(.+)\]$/, "$1");
  const found: Record<string, string | null> = {
    PGHOST: [
      hostname === "" ? (searchParams.get("host") ?? "") : bare(hostname),
      ...others.map((one) => bare(of(one).hostname)),
    ].join(","),
    PGPORT: [
      port || (searchParams.get("port") ?? "5432"),
      ...others.map((one) => of(one).port || "5432"),
    ].join(","),
    PGUSER: decodeURIComponent(username) || searchParams.get("user"),
    PGPASSWORD: decodeURIComponent(password) || searchParams.get("password"),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get("sslmode"),
    PGSSLROOTCERT: searchParams.get("sslrootcert"),
    PGTARGETSESSIONATTRS: others.length > 0 ? "read-write" : null,
  };
  const set = Object.entries(found).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return { ...process.env, ...(Object.fromEntries(set) as Record<string, string>) };
}

/** Starts it; what it says of errors is in the sentence that `ended` throws. */
export function run(
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv,
): { child: ChildProcess; ended: Promise<void> } {
  const child = spawn(program, args, { env, stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (piece: Buffer) => (said = (said + piece.toString()).slice(0, 2_000)));
  const ended = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${path.basename(program)} failed: ${said.trim() || `code ${code}`}`));
    });
  });
  ended.catch(() => undefined);
  return { child, ended };
}
