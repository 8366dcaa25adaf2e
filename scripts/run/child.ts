import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import path from "node:path";
import { dataFolder, type Settings } from "./settings";
import type { Runner } from "./supervise";

export type Child = Runner & { pid: number | undefined };

const leash = path.join(__dirname, "leash.mjs");

/** Where the output of a program of the product is. */
export function logOf(name: string, { mode }: Pick<Settings, "mode">): string {
  return mode === "demo" ? path.join(dataFolder(), "logs", `${name}.log`) : "above";
}

/**
 * Starts a program of the product with Node. It is out of reach of this terminal's Ctrl-C, so that
 * it is stopped in order, and stops by itself when this process is killed. Asked to stop, it has
 * eight seconds. What it started itself ends with it, so that no port stays taken.
 */
export function start(
  name: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  own: Pick<Settings, "mode">,
): Child {
  const output = own.mode === "demo" ? open(logOf(name, own)) : "inherit";
  const child = spawn(process.execPath, ["--import", leash, ...args], {
    env: { ...env, LEASH: "1" },
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
  });
  if (typeof output === "number") closeSync(output);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => {
      killGroup(child.pid);
      resolve(signal ?? `code ${code ?? "unknown"}`);
    });
  });
  const kill = () => {
    if (child.exitCode === null && child.signalCode === null) killGroup(child.pid);
  };
  return {
    pid: child.pid,
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

/** A child leads a group of its own, with everything that it started. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody of the group is left.
  }
}

function open(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  return openSync(file, "a", 0o600);
}
