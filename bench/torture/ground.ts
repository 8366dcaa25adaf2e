import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmbedded } from "@/db/embedded";
import { forgetSettings } from "@/lib/config";
import { stopSender } from "@/lib/queue/sender";
import type { Field } from "@/testing/contest";
import { inDatabase, setUpProgramme } from "@/testing/database";
import { startPooler } from "@/testing/pooler";
import { findProgram } from "@/testing/programs";
import { TEST_SECRET } from "@/testing/secret";
import { asAdmin } from "@/testing/server";
import { ARTEFACT, makeArtefact } from "../../scripts/run/artefact";
import { readLogin } from "../../scripts/run/await-schema";
import { ensureBuilt } from "../../scripts/run/build";
import { isReady, migrateBy, ready, startPart } from "../artefact";
import { makeField } from "../field";

export const ports = [3270, 3271] as const;
/** Where browsers find the product: before both web servers. */
export const SITE_PORT = 3272;
export const site = `http://localhost:${SITE_PORT}`;

/** A process of the product that can be ended and started again. */
export class Part {
  #child: ChildProcess | undefined;

  /** @param port of a web server; a worker has none */
  constructor(
    private readonly part: "web" | "worker",
    private readonly env: Record<string, string>,
    private artefact: string,
    private readonly port?: number,
  ) {}

  /** From its next start on it is of another version. */
  become(artefact: string): void {
    this.artefact = artefact;
  }

  /** Starts it, and waits until a web server is ready. */
  async start(): Promise<void> {
    const env = {
      ...this.env,
      ...(this.port !== undefined && { PORT: String(this.port) }),
    };
    this.#child = startPart(this.part, env, { artefact: this.artefact });
    if (this.port !== undefined) await ready(this.port);
  }

  /** Ends it by a signal; in how many milliseconds. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<number> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return 0;
    const from = performance.now();
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
    return performance.now() - from;
  }
}

/** Asks both web servers four times a second whether they are ready, as balancers do. */
class Balancer {
  readonly #ready = [true, true];
  #over = false;

  watch(): void {
    for (const [n, port] of ports.entries()) void this.#look(n, port);
  }

  /** The ports in the order in which they are asked. */
  order(first: number): [number, number] {
    const other = 1 - (first % 2);
    const chosen = this.#ready[1 - other] === false && this.#ready[other] ? other : 1 - other;
    return chosen === 0 ? [ports[0], ports[1]] : [ports[1], ports[0]];
  }

  stop(): void {
    this.#over = true;
  }

  async #look(n: number, port: number): Promise<void> {
    while (!this.#over) {
      this.#ready[n] = await isReady(port);
      await sleep(250);
    }
  }
}

/** What can become of the PostgreSQL. */
export type Postgres = {
  /** Stops it at once, as a crash does, and starts it again. */
  crash: () => Promise<void>;
  /** Its processes stand still, and their connections stay. */
  freeze: () => void;
  thaw: () => void;
};

export type Ground = {
  ownerUrl: string;
  /** As superuser. */
  adminUrl: string;
  /** Where the processes of the product find the database. */
  urls: { webUrl: string; workerUrl: string };
  /** By turns a web server and a worker, of two each. */
  parts: readonly [Part, Part, Part, Part];
  postgres: Postgres;
  balancer: Balancer;
  field: Field;
  /** Whether PgBouncer stands between. */
  pooled: boolean;
  clear: () => Promise<void>;
};

/**
 * The product as it is run for real: two web servers and two workers of the artefact on a PostgreSQL of their own, which
 * keeps what it acknowledged, with PgBouncer in transaction mode between them where this machine has it.
 * @param options `artefact`: the folder of another version's
 */
export async function makeGround({ artefact = ARTEFACT } = {}): Promise<Ground> {
  forgetSettings();
  Object.assign(process.env, { APP_SECRET: TEST_SECRET, APP_URL: site, DEMO: "1" });
  await ensureBuilt();
  await makeArtefact();
  const ends: (() => unknown)[] = [];
  const clear = async () => {
    for (const end of ends.toReversed()) await Promise.resolve(end());
  };
  try {
    return { ...(await lay(ends, artefact)), clear };
  } catch (error) {
    await clear();
    throw error;
  }
}

/**
 * Makes an installation of an artefact on an empty database, whose e-mails never leave.
 * @returns where web servers and workers find it
 */
export async function install(
  artefact: string,
  env: { DATABASE_URL: string; NEXTAUTH_URL: string },
): Promise<string[]> {
  const { DATABASE_URL: url } = env;
  await migrateBy(artefact, env);
  // The command makes an installation for real people, whose e-mails would leave.
  await asAdmin(url, (owner) => owner.query("update installation set kind = 'test'"));
  await setUpProgramme(url);
  return Promise.all(
    (["web", "worker"] as const).map(async (part) => {
      const login = await readLogin(url, part);
      if ("lacks" in login) throw new Error(login.lacks);
      return login.url;
    }),
  );
}

/** @param ends what takes away again what it made, in reverse */
async function lay(ends: (() => unknown)[], artefact: string): Promise<Omit<Ground, "clear">> {
  const folder = mkdtempSync(path.join(tmpdir(), "torture-"));
  ends.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  chmodSync(folder, 0o755);
  const server = await startEmbedded({ dir: path.join(folder, "postgres"), durable: true });
  ends.push(server.stop, stopSender);
  const direct = await install(artefact, { DATABASE_URL: server.url, NEXTAUTH_URL: site });
  const program = findProgram("pgbouncer", { tests: 1 });
  const pooler = program ? await startPooler(program, direct, { size: 10 }) : undefined;
  if (pooler) ends.push(pooler.stop);
  const [webUrl = "", workerUrl = ""] = direct.map((url) =>
    pooler ? `${pooler.through(url)}?pgbouncer=true` : url,
  );
  process.env.APP_DATABASE_URL = webUrl;
  const env = { NEXTAUTH_URL: site, FILES_DIR: path.join(folder, "files") };
  const web = (port: number) =>
    new Part("web", { ...env, WEB_DATABASE_URL: webUrl }, artefact, port);
  const worker = () => new Part("worker", { ...env, WORKER_DATABASE_URL: workerUrl }, artefact);
  const parts = [web(ports[0]), worker(), web(ports[1]), worker()] as const;
  ends.push(() => Promise.all(parts.map((part) => part.end("SIGTERM"))));
  await Promise.all(parts.map((part) => part.start()));
  const balancer = new Balancer();
  balancer.watch();
  ends.push(() => balancer.stop());
  return {
    ownerUrl: server.url,
    adminUrl: inDatabase(server.adminUrl, new URL(server.url).pathname.slice(1)),
    urls: { webUrl, workerUrl },
    parts,
    postgres: await controlOf(server),
    balancer,
    field: await asAdmin(server.url, makeField),
    pooled: pooler !== undefined,
  };
}

async function controlOf(server: Awaited<ReturnType<typeof startEmbedded>>): Promise<Postgres> {
  const data = await asAdmin(server.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ data_directory: string }>("show data_directory");
    return rows[0]?.data_directory ?? "";
  });
  const first = () => Number.parseInt(readFileSync(path.join(data, "postmaster.pid"), "utf8"), 10);
  const all = () => {
    const pid = first();
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
    return [pid, ...children.filter(Boolean).map(Number)];
  };
  return {
    async crash() {
      process.kill(first(), "SIGQUIT");
      while (server.alive()) await sleep(10);
      await server.revive();
    },
    freeze() {
      // The first one first: it makes no further ones then.
      process.kill(first(), "SIGSTOP");
      for (const pid of all()) process.kill(pid, "SIGSTOP");
    },
    thaw() {
      for (const pid of all().reverse()) process.kill(pid, "SIGCONT");
    },
  };
}
