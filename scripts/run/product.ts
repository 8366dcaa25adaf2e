import { isIPv6 } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Embedded } from "@/db/embedded";
import { mendLogins } from "@/db/logins";
import { logOf, start } from "./child";
import { KEEP_ALIVE_TIMEOUT, WORKER } from "./build";
import { prepareDatabase } from "./prepare";
import { dataFolder, type Settings } from "./settings";
import { supervise, type Supervised } from "./supervise";

const next = "node_modules/next/dist/bin/next";
const worker = "lib/jobs/worker.ts";

export type Running = {
  url: string;
  /** Where the data is, in words. */
  where: string;
  /** Whether the programme has been set up (P1). */
  setUp: boolean;
  /** The owner's connection string; web server and worker never see it. */
  ownerUrl: string;
  /** The environment of web server and worker. */
  env: NodeJS.ProcessEnv;
};

export type Product = {
  /** Fulfilled when requests are served. */
  ready: Promise<Running>;
  /** Fulfilled with a sentence when a part of it died again and again. */
  fallen: Promise<string>;
  /** Stops web server and worker, then the database, within ten seconds; the second call kills. */
  stop: () => Promise<void>;
};

/**
 * Starts database, web server and worker, and starts again what dies; `built` is waited for before
 * the web server.
 * @param artefact the folder of the artefact, to run what it holds instead of the sources
 */
export function launchProduct(
  own: Settings,
  port: number,
  built: Promise<void> = Promise.resolve(),
  artefact?: string,
): Product {
  const parts: Supervised[] = [];
  let server: Supervised | undefined;
  let mending: NodeJS.Timeout | undefined;
  const url = own.url ?? `http://localhost:${port}`;
  const stopSignal = new AbortController();
  const database = prepareDatabase({ ...own, url }, stopSignal.signal);
  let stopping: Promise<void> | undefined;
  const isStopping = () => stopping !== undefined;
  let fell: (sentence: string) => void = () => undefined;
  const fallen = new Promise<string>((resolve) => (fell = resolve));

  const launch = (name: string, args: string[], env: NodeJS.ProcessEnv) => {
    const begin = () => start(name, args, env, own);
    const part = supervise({ name: `${name} process`, log: logOf(name, own) }, begin);
    parts.push(part);
    void part.gaveUp.then(fell);
  };

  const begin = async (): Promise<Running> => {
    const [prepared] = await Promise.all([database, built]);
    if (isStopping()) throw new Error("Stopped before it was ready.");
    if (prepared.embedded) {
      server = superviseServer(prepared.embedded);
      void server.gaveUp.then(fell);
    }
    const env = { ...own.env, APP_URL: url, NEXTAUTH_URL: url };
    const dev = own.mode === "dev";
    const stays = ["--keepAliveTimeout", KEEP_ALIVE_TIMEOUT];
    const address = ["--port", String(port), "--hostname", own.host, ...(dev ? [] : stays)];
    // Nobody takes over from it.
    const webEnv = { ...env, APP_DATABASE_URL: prepared.web, STOP_GRACE_SECONDS: "0" };
    const workerEnv = { ...env, APP_DATABASE_URL: prepared.worker };
    if (artefact === undefined) {
      launch("web", [next, dev ? "dev" : "start", ...address], webEnv);
      launch("worker", ["--import", "tsx", ...(dev ? ["--watch"] : []), worker], workerEnv);
    } else {
      const at = { PORT: String(port), HOSTNAME: own.host, KEEP_ALIVE_TIMEOUT };
      launch("web", inFolder(artefact, "server.js"), { ...webEnv, ...at });
      launch("worker", inFolder(artefact, WORKER), workerEnv);
    }
    await untilReady(own.host, port, isStopping);
    if (isStopping()) throw new Error("Stopped before it was ready.");
    const { where, setUp, ownerUrl } = prepared;
    if (!own.given)
      mending = setInterval(() => void mendLogins(ownerUrl).catch(() => undefined), 60_000);
    return { url, where, setUp, ownerUrl, env: webEnv };
  };

  const end = async () => {
    stopSignal.abort();
    clearInterval(mending);
    await Promise.all(parts.map((part) => part.stop()));
    const closed = database
      .then((prepared) => (server ? server.stop() : prepared.embedded?.stop()))
      .catch(() => undefined);
    await Promise.race([closed, sleep(8000)]);
  };

  return {
    ready: begin(),
    fallen,
    stop() {
      if (stopping) for (const part of parts) part.kill();
      return (stopping ??= end());
    },
  };
}

/** What runs a program of a folder there: it reads files of it. */
function inFolder(folder: string, program: string): string[] {
  const there = `data:text/javascript,process.chdir(${JSON.stringify(path.resolve(folder))})`;
  return ["--import", there, path.resolve(folder, program)];
}

/** The embedded server is no child of ours, for several programs may share it: it is looked at. */
function superviseServer(embedded: Embedded): Supervised {
  let first = true;
  const log = path.join(dataFolder(), "postgres", "server.log");
  return supervise({ name: "database server", log }, async () => {
    if (!first) await embedded.revive();
    first = false;
    let stopped = false;
    const watch = async () => {
      while (!stopped && embedded.alive()) await sleep(500, undefined, { ref: false });
      return "its process is gone";
    };
    return {
      ended: watch(),
      async stop() {
        stopped = true;
        await embedded.stop();
      },
      kill: () => (stopped = true),
    };
  });
}

/** Waits until the web server answers that it is ready; throws after a minute. */
export async function untilReady(
  host: string,
  port: number,
  stopped: () => boolean = () => false,
): Promise<void> {
  const address = `http://${reachable(host)}:${port}/readyz`;
  let last = "no answer";
  for (let tries = 0; tries < 600 && !stopped(); tries++) {
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(5000) });
      if (answer.ok) return;
      last = await answer.text();
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
  if (!stopped()) throw new Error(`The web server did not get ready: ${last}`);
}

/** What is asked on this machine of a server that listens there, as it stands in an address. */
function reachable(host: string): string {
  const one = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return isIPv6(one) ? `[${one}]` : one;
}
