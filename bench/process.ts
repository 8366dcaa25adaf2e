import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Starts a server and waits for the line "Ready". */
export function startServer(args: string[], env: Record<string, string>): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.once("exit", (code) => {
      reject(new Error(`${args.join(" ")} ended with ${String(code)}`));
    });
    child.stdout.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes("Ready")) resolve(child);
    });
  });
}

/**
 * CPU milliseconds that a process and the threads it has now have used, as the scheduler counts them:
 * the clock's ticks of 10 ms are too coarse for a floor of half a millisecond. NaN where the system
 * does not tell.
 */
export function cpuOf(pid: number | undefined): number {
  try {
    const tasks = `/proc/${String(pid)}/task`;
    const spent = readdirSync(tasks).map((task) =>
      Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]),
    );
    return spent.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e6;
  } catch {
    return Number.NaN;
  }
}

/** Resident memory of a process in bytes. */
export function memoryOf(child: ChildProcess): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(child.pid)}/status`, "utf8"));
  return Number(line?.[1] ?? 0) * 1024;
}

export function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.once("exit", () => {
      resolve();
    });
    child.kill("SIGTERM");
  });
}

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  return quantile(figures, 0.5);
}

export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** A number that was asked for on the command line: `--name=7`. */
export function option(name: string, usual: number): number {
  return Number(new RegExp(`--${name}=(\\d+)`).exec(process.argv.join(" "))?.[1] ?? usual);
}
