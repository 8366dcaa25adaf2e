import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { give, serverAccount } from "@/db/embedded-home";
import { freePort } from "./provider";

const home = "/usr/lib/postgresql";
const needed = ["initdb", "postgres", "pg_dump", "pg_restore", "pg_basebackup"];

/** Programs of a PostgreSQL that this machine has besides the embedded one, which brings no pg_dump. */
function findBinaries(): string | undefined {
  const versions = existsSync(home) ? readdirSync(home) : [];
  return versions
    .map((version) => path.join(home, version, "bin"))
    .find((bin) => needed.every((name) => existsSync(path.join(bin, name))));
}

/**
 * A PostgreSQL of this machine, for what the embedded one cannot be asked; undefined, and said, where there is none.
 * @param tests how many are left out then
 */
export function findPostgres({ tests }: { tests: number }): OwnPostgres | undefined {
  const bin = findBinaries();
  if (bin) return new OwnPostgres(bin);
  console.log(`SKIPPED, ${tests}: no pg_dump on this machine (Debian: postgresql)`);
  return undefined;
}

/** Servers in a folder of their own, which goes with `clear`. */
export class OwnPostgres {
  readonly folder = mkdtempSync(path.join(tmpdir(), "postgres-"));
  readonly #account = serverAccount();
  readonly #servers = new Set<ChildProcess>();

  constructor(private readonly bin: string) {
    execFileSync("chmod", ["755", this.folder]);
  }

  /** Runs a program of it to its end. */
  run(name: string, args: string[]): void {
    execFileSync(path.join(this.bin, name), args, {
      ...this.#account,
      cwd: "/",
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
  }

  /** A folder that its programs may write into. */
  make(name: string): string {
    const folder = path.join(this.folder, name);
    give(folder, this.#account);
    return folder;
  }

  /** The files of a new server, whose superuser is `postgres`. */
  init(name: string): string {
    const data = this.make(name);
    this.run("initdb", [
      `--pgdata=${data}`,
      "--username=postgres",
      "--auth=trust",
      "--encoding=UTF8",
      "--no-sync",
    ]);
    return data;
  }

  /** Starts a server on its files, and waits until it answers. */
  async start(data: string): Promise<{ adminUrl: string; port: number; server: ChildProcess }> {
    const port = await freePort();
    const flags = [
      "fsync=off",
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      "timezone=UTC",
    ];
    const server = spawn(
      path.join(this.bin, "postgres"),
      ["-D", data, "-p", String(port), ...flags.flatMap((flag) => ["-c", flag])],
      {
        ...this.#account,
        cwd: "/",
        stdio: "ignore",
        env: { ...process.env, LC_ALL: "C.UTF-8" },
      },
    );
    this.#servers.add(server);
    const adminUrl = `postgresql://postgres@127.0.0.1:${port}/postgres`;
    for (let tries = 0; !(await answers(adminUrl)); tries++) {
      if (tries === 200) throw new Error("PostgreSQL did not start");
      await sleep(50);
    }
    return { adminUrl, port, server };
  }

  /** The files of a standby that follows a running server. */
  copy(name: string, { adminUrl }: { adminUrl: string }): string {
    const data = this.make(name);
    this.run("pg_basebackup", [
      `--pgdata=${data}`,
      "--write-recovery-conf",
      "--checkpoint=fast",
      "--no-sync",
      `--dbname=${adminUrl}`,
    ]);
    return data;
  }

  clear(): void {
    for (const server of this.#servers) server.kill("SIGQUIT");
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}
