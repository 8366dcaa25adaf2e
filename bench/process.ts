import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";

const ticksPerSecond = 100;

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

/** CPU seconds that a process and all its threads have used, user and system. */
export function cpuOf(child: ChildProcess): number {
  const stat = readFileSync(`/proc/${String(child.pid)}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Resident memory of a process in bytes. */
export function memoryOf(child: ChildProcess): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(child.pid)}/status`, "utf8"));
  return Number(line?.[1] ?? 0) * 1024;
}

export function stop(child: ChildProcess): Promise<void> {
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
