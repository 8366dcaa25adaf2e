import { randomBytes } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, escapeIdentifier, escapeLiteral } from "pg";
import { z } from "zod";
import { clusterFolder, serverAccount } from "./embedded-home";
import {
  alive,
  codeOf,
  halt,
  initialise,
  joinOrLaunch,
  running,
  type Place,
} from "./embedded-server";

export type Embedded = {
  /** Connects as the owner of the database `mci`, who is no superuser. */
  url: string;
  /** Connects as superuser: only to create databases and roles. */
  adminUrl: string;
  /** True when a running server was found and joined. */
  reused: boolean;
  /** Whether the server's process is there. */
  alive: () => boolean;
  /** Starts the server again after it died, at the same address. */
  revive: () => Promise<void>;
  /** Says that the caller needs the server no more; the last one to say so stops it. */
  stop: () => Promise<void>;
};

const keysSchema = z.object({
  id: z.string(),
  port: z.number(),
  admin: z.string(),
  owner: z.string(),
});

const owner = "mci_owner";
const database = "mci";

/**
 * Starts a real PostgreSQL server out of node_modules on the folder `dir`, or joins the one that
 * already runs there. It listens on loopback only, on a port that is kept in the folder; its
 * passwords are random and readable by this user alone. `durable: false` is for tests: faster, and
 * not safe at a power cut.
 */
export async function startEmbedded(
  options: { dir?: string; port?: number; durable?: boolean } = {},
): Promise<Embedded> {
  const dir = path.resolve(options.dir ?? ".data/postgres");
  mkdirSync(path.join(dir, "users"), { recursive: true, mode: 0o755 });
  return locked(dir, async () => {
    const account = serverAccount();
    const keys = await readKeys(dir, options.port);
    const place = { dir, data: clusterFolder(dir, keys.id, account), account, keys };
    await initialise(place);
    if (!running(place) && !(await isFree(keys.port))) {
      keys.port = await freePort();
      writeFileSync(path.join(dir, "server.json"), JSON.stringify(keys), { mode: 0o600 });
    }
    const reused = await joinOrLaunch(place, options.durable ?? true);
    const adminUrl = address(place, "postgres", keys.admin, "postgres");
    await createOwner(adminUrl, keys.owner);
    const lease = path.join(dir, "users", `${process.pid}-${randomBytes(4).toString("hex")}`);
    writeFileSync(lease, "");
    return {
      url: address(place, owner, keys.owner, database),
      adminUrl,
      reused,
      alive: () => running(place) !== undefined,
      revive: () =>
        locked(dir, async () => {
          await joinOrLaunch(place, options.durable ?? true);
        }),
      stop: () => locked(dir, () => leave(place, lease)),
    };
  });
}

async function readKeys(dir: string, wanted?: number): Promise<Place["keys"]> {
  const file = path.join(dir, "server.json");
  if (existsSync(file)) {
    return keysSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  }
  const secret = () => randomBytes(24).toString("base64url");
  const port = wanted ?? (await freePort());
  const keys = { id: randomBytes(6).toString("hex"), port, admin: secret(), owner: secret() };
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

/** The owner may create roles (the migrator makes the application's login role) but bypasses nothing. */
async function createOwner(adminUrl: string, password: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const has = async (sql: string, name: string) =>
      ((await client.query(sql, [name])).rowCount ?? 0) > 0;
    if (!(await has("select 1 from pg_roles where rolname = $1", owner))) {
      await client.query(
        `create role ${owner} login createrole nosuperuser nobypassrls password ${escapeLiteral(password)}`,
      );
    }
    if (!(await has("select 1 from pg_database where datname = $1", database))) {
      await client.query(
        `create database ${escapeIdentifier(database)} owner ${escapeIdentifier(owner)}`,
      );
    }
  } finally {
    await client.end();
  }
}

async function leave(place: Place, lease: string): Promise<void> {
  rmSync(lease, { force: true });
  const users = path.join(place.dir, "users");
  let wanted = false;
  for (const name of readdirSync(users)) {
    if (alive(Number.parseInt(name, 10))) wanted = true;
    else rmSync(path.join(users, name), { force: true });
  }
  if (!wanted) await halt(place);
}

function address({ keys }: Place, user: string, password: string, name: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${keys.port}/${name}`;
}

/** One process at a time starts or stops the server; a lock whose holder died counts for nothing. */
async function locked<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(dir, "lock");
  const mine = `${lock}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(mine, String(process.pid));
  try {
    while (!link(mine, lock)) {
      if (!alive(holder(lock))) rmSync(lock, { force: true });
      else await sleep(50);
    }
    try {
      return await work();
    } finally {
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function holder(lock: string): number {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch {
    return process.pid;
  }
}

async function isFree(port: number): Promise<boolean> {
  return (await listen(port).catch(() => 0)) === port;
}

function freePort(): Promise<number> {
  return listen(0);
}

function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(port, "127.0.0.1", () => {
      const bound = probe.address();
      probe.close(() => {
        resolve(typeof bound === "object" && bound ? bound.port : 0);
      });
    });
  });
}
