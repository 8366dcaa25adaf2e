import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureBuilt } from "./run/build";
import { start, type Child } from "./run/child";
import { claim, type Claim } from "./run/claim";
import { choosePort } from "./run/port";
import { prepareDatabase, type Prepared } from "./run/prepare";
import { say, settings, type Mode } from "./run/settings";

const next = "node_modules/next/dist/bin/next";
const worker = "lib/jobs/worker.ts";
const seconds = () => Math.round(process.uptime());

/** What runs; taken apart in this order's reverse. */
const running: { claim?: Claim; database?: Promise<Prepared>; children: Child[] } = {
  children: [],
};
let stopping: Promise<never> | undefined;

void main(process.argv[2]).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  void stop(1);
});

async function main(word: string | undefined): Promise<void> {
  const mode: Mode = word === "dev" || word === "start" ? word : "demo";
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void stop(0));
  }
  const own = settings(mode);
  const taken = await claim();
  if ("url" in taken) {
    say(`It runs already: ${taken.url} (process ${taken.pid}). Stop that one with Ctrl-C first.`);
    process.exit(0);
  }
  running.claim = taken;

  const port = await choosePort(own.host, own.port);
  const url = own.url ?? `http://localhost:${port}`;
  taken.announce(url);
  running.database = prepareDatabase(own);
  const [{ appUrl, where }] = await Promise.all([
    running.database,
    mode === "dev" ? null : ensureBuilt(),
  ]);

  const env = { ...own.env, APP_URL: url, NEXTAUTH_URL: url, APP_DATABASE_URL: appUrl };
  const verb = mode === "dev" ? "dev" : "start";
  const site = [next, verb, "--port", String(port), "--hostname", own.host];
  const jobs = ["--import", "tsx", ...(mode === "dev" ? ["--watch"] : []), worker];
  launch(start("web", site, env, own));
  if (existsSync(worker)) launch(start("worker", jobs, env, own));
  await untilReady(`http://${own.host === "0.0.0.0" ? "127.0.0.1" : own.host}:${port}/readyz`);
  say(greeting(mode, url, where));
}

function launch(child: Child): void {
  running.children.push(child);
  void child.ended.then((how) => {
    if (stopping) return;
    say(`The ${child.name} process ended by itself (${how}); its log is ${child.log}.`);
    void stop(1);
  });
}

async function untilReady(address: string): Promise<void> {
  let last = "no answer";
  for (let tries = 0; tries < 600 && !stopping; tries++) {
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(5000) });
      if (answer.ok) return;
      last = await answer.text();
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
  if (!stopping) throw new Error(`The web server did not get ready: ${last}`);
}

function greeting(mode: Mode, url: string, where: string): string {
  const lines = [`Ready in ${seconds()} s: ${url}`];
  if (mode !== "start") {
    lines.push(
      `  Sign in   ${url}/sign-in: choose a person with one click`,
      process.env.RESEND_API_KEY
        ? "  E-mail    goes out through Resend"
        : `  E-mail    stays here: ${url}/mailbox`,
      `  Data      ${where}`,
    );
  }
  if (mode === "demo") lines.push("  Logs      .data/logs");
  return [...lines, "  Stop      Ctrl-C"].join("\n");
}

/** Stops everything, the web server and the worker first, within ten seconds. */
function stop(code: number): Promise<never> {
  if (stopping) {
    for (const child of running.children) child.kill();
    return stopping;
  }
  stopping = (async () => {
    if (running.children.length > 0) say("Stopping …");
    await Promise.all(running.children.map((child) => child.stop()));
    const database = running.database?.then(({ stop: stopDatabase }) => stopDatabase());
    await Promise.race([database?.catch(() => undefined), sleep(8000)]);
    running.claim?.release();
    process.exit(code);
  })();
  return stopping;
}
