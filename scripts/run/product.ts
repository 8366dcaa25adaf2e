import { setTimeout as sleep } from "node:timers/promises";
import { start, type Child } from "./child";
import { prepareDatabase } from "./prepare";
import type { Settings } from "./settings";

const next = "node_modules/next/dist/bin/next";
const worker = "lib/jobs/worker.ts";

export type Running = {
  url: string;
  /** Where the data is, in words. */
  where: string;
  /** The owner's connection string; web server and worker never see it. */
  ownerUrl: string;
  /** The environment of web server and worker. */
  env: NodeJS.ProcessEnv;
};

export type Product = {
  /** Fulfilled when requests are served. */
  ready: Promise<Running>;
  /** Fulfilled with a sentence when the web server or the worker ends by itself. */
  fallen: Promise<string>;
  /** Stops web server and worker, then the database, within ten seconds; the second call kills. */
  stop: () => Promise<void>;
};

/** Starts database, web server and worker; `built` is waited for before the web server. */
export function launchProduct(
  own: Settings,
  port: number,
  built: Promise<void> = Promise.resolve(),
): Product {
  const children: Child[] = [];
  const url = own.url ?? `http://localhost:${port}`;
  const database = prepareDatabase({ ...own, url });
  let stopping: Promise<void> | undefined;
  const isStopping = () => stopping !== undefined;
  let fell: (sentence: string) => void = () => undefined;
  const fallen = new Promise<string>((resolve) => (fell = resolve));

  const launch = (name: string, args: string[], env: NodeJS.ProcessEnv) => {
    const child = start(name, args, env, own);
    children.push(child);
    void child.ended.then((how) => {
      if (!stopping) fell(`The ${name} process ended by itself (${how}); its log: ${child.log}`);
    });
  };

  const begin = async (): Promise<Running> => {
    const [{ appUrl, ownerUrl, where }] = await Promise.all([database, built]);
    if (isStopping()) throw new Error("Stopped before it was ready.");
    const env = { ...own.env, APP_URL: url, NEXTAUTH_URL: url, APP_DATABASE_URL: appUrl };
    const dev = own.mode === "dev";
    const address = ["--port", String(port), "--hostname", own.host];
    launch("web", [next, dev ? "dev" : "start", ...address], env);
    launch("worker", ["--import", "tsx", ...(dev ? ["--watch"] : []), worker], env);
    await untilReady(own.host, port, isStopping);
    if (isStopping()) throw new Error("Stopped before it was ready.");
    return { url, where, ownerUrl, env };
  };

  const end = async () => {
    await Promise.all(children.map((child) => child.stop()));
    const closed = database.then((prepared) => prepared.stop()).catch(() => undefined);
    await Promise.race([closed, sleep(8000)]);
  };

  return {
    ready: begin(),
    fallen,
    stop() {
      if (stopping) for (const child of children) child.kill();
      return (stopping ??= end());
    },
  };
}

/** Waits until the web server answers that it is ready; throws after a minute. */
export async function untilReady(
  host: string,
  port: number,
  stopped: () => boolean = () => false,
): Promise<void> {
  const address = `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/readyz`;
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
