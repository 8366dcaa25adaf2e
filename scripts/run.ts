import { ensureBuilt } from "./run/build";
import { claim, type Claim } from "./run/claim";
import { choosePort } from "./run/port";
import type { Mode } from "./run/problems";
import { launchProduct, type Product, type Running } from "./run/product";
import { dataFolder, say, settings, type Settings } from "./run/settings";
import { wordsOf } from "./run/words";

let claimed: Claim | undefined;
let product: Product | undefined;
let ending: Promise<never> | undefined;

void main(process.argv[2]).catch((error: unknown) => {
  if (!ending) say(wordsOf(error));
  void end(1);
});

/** Starts the product (`demo`, `dev` or `start`) and keeps it running until it is told to stop. */
async function main(word: string | undefined): Promise<void> {
  const mode: Mode = word === "dev" || word === "start" ? word : "demo";
  const own = settings(mode);
  const other = await claim();
  if ("url" in other) {
    say(`It runs already: ${other.url} (process ${other.pid}). Stop that one with Ctrl-C first.`);
    process.exit(0);
  }
  claimed = other;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (!ending) say("Stopping …");
      void end(0);
    });
  }
  const port = await choosePort(own.host, own.port);
  claimed.announce(own.url ?? `http://localhost:${port}`);
  product = launchProduct(own, port, mode === "dev" ? undefined : ensureBuilt());
  void product.fallen.then((sentence) => {
    say(sentence);
    void end(1);
  });
  say(greeting(own, await product.ready));
}

const NOT_SET_UP =
  "  Set up    nobody can sign in yet. In another terminal, with the same settings:\n" +
  '            npm run programme:init -- --name "Your programme" --operator you@example.com --catalogue mci-2022';

function greeting({ mode, trial, env }: Settings, { url, where, setUp }: Running): string {
  const lines = [`Ready in ${Math.round(process.uptime())} s: ${url}`];
  if (mode !== "start") {
    lines.push(
      `  Sign in   ${url}/sign-in: choose a person with one click`,
      env.RESEND_API_KEY
        ? "  E-mail    goes out through Resend"
        : `  E-mail    stays here: ${url}/mailbox`,
      `  Data      ${where}`,
    );
  }
  if (trial) lines.push(`  E-mail    a trial without a mail key: it stays here, ${url}/mailbox`);
  if (!setUp) lines.push(NOT_SET_UP);
  if (mode === "demo") lines.push(`  Logs      ${dataFolder()}/logs`);
  return [...lines, "  Stop      Ctrl-C"].join("\n");
}

/** Stops everything and leaves; asked a second time, it waits for nothing. */
function end(code: number): Promise<never> {
  const stopped = product?.stop();
  ending ??= (async () => {
    await stopped;
    claimed?.release();
    process.exit(code);
  })();
  return ending;
}
