import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import path from "node:path";
import { dataFolder, type Settings } from "./settings";

export type Child = {
  name: string;
  /** Where its output is. */
  log: string;
  /** Resolves with a word on how it ended. */
  ended: Promise<string>;
  /** Asks it to finish what it does; kills it when that takes more than eight seconds. */
  stop: () => Promise<void>;
  kill: () => void;
};

const leash = path.join(__dirname, "leash.mjs");

/**
 * Starts a program of the product with Node. It is out of reach of this terminal's Ctrl-C, so that
 * it is stopped in order, and stops by itself when this process is killed.
 */
export function start(
  name: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  { mode }: Pick<Settings, "mode">,
): Child {
  const log = mode === "demo" ? path.join(dataFolder(), "logs", `${name}.log`) : "above";
  const output = mode === "demo" ? open(log) : "inherit";
  const child = spawn(process.execPath, ["--import", leash, ...args], {
    env: { ...env, LEASH: "1" },
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
  });
  if (typeof output === "number") closeSync(output);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `code ${code ?? "unknown"}`));
  });
  const kill = () => {
    // With everything that it started: it leads a group of its own.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  };
  return {
    name,
    log,
    ended,
    kill,
    async stop() {
      const late = setTimeout(kill, 8000);
      child.kill("SIGTERM");
      await ended;
      clearTimeout(late);
    },
  };
}

function open(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  return openSync(file, "a", 0o600);
}
