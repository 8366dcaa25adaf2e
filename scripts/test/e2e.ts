import { spawn, type ChildProcess } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { startEmbedded } from "@/db/embedded";
import { forgetSettings } from "@/lib/config";
import { choosePort } from "../run/port";
import { dataFolder, say, settings } from "../run/settings";
import { ARTEFACT, makeArtefact } from "../run/artefact";
import { ensureBuilt } from "../run/build";
import { launchProduct } from "../run/product";
import { findChromium } from "./chromium";

/**
 * Runs the browser journeys: `npm run e2e [-- e2e/one.spec.ts]`. The product runs for them as
 * `npm run demo` would start it, with a database, demonstration data and ports of its own.
 */
void main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  },
);

async function main(args: string[]): Promise<number> {
  process.env.DATA_DIR = path.resolve(".data/e2e");
  forgetSettings();
  // A journey reads the newest e-mail of somebody: no digest comes in between.
  process.env.DIGEST_HOUR = "off";
  // Nor does any wait until somebody could have taken their act back.
  process.env.MAIL_HOLD_SECONDS = "0";
  await clear();
  const browser = await findChromium();
  const own = settings("demo");
  // A build takes long enough for another run to take the port that was free before it.
  await ensureBuilt();
  await makeArtefact();
  const port = own.port ?? (await choosePort(own.host, undefined, randomInt(3_190, 9_000)));
  // The product joins it: nobody misses what a power cut takes from a journey.
  const server = await startEmbedded({ dir: path.join(dataFolder(), "postgres"), durable: false });
  // What is tried is what is delivered.
  const product = launchProduct(own, port, undefined, ARTEFACT);
  let runner: ChildProcess | undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      runner?.kill(signal);
      void product
        .stop()
        .then(server.stop)
        .finally(() => process.exit(1));
    });
  }
  try {
    const { env, ownerUrl, url } = await product.ready;
    const command = ["node_modules/@playwright/test/cli.js", "test", ...args];
    const journeys = spawn(process.execPath, command, {
      stdio: "inherit",
      env: {
        ...env,
        NODE_ENV: "test",
        E2E_URL: url,
        E2E_OWNER_URL: ownerUrl,
        E2E_CHROMIUM: browser?.executable ?? "",
        E2E_LIBRARIES: browser?.libraries ?? "",
      },
    });
    runner = journeys;
    return await new Promise((resolve) => journeys.once("exit", (code) => resolve(code ?? 1)));
  } finally {
    await product.stop();
    await server.stop();
  }
}

/** Begins with nothing; a server that a killed run left behind is stopped first. */
async function clear(): Promise<void> {
  const dir = path.join(dataFolder(), "postgres");
  if (existsSync(path.join(dir, "server.json"))) await (await startEmbedded({ dir })).stop();
  rmSync(dataFolder(), { recursive: true, force: true });
}
