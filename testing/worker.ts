import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { program } from "./compiled";

/** A worker process of its own, ready to work, on the database of the suite. */
export async function startWorker(env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [program("lib/jobs/worker.ts")], {
    env: { ...process.env, ...env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit").then(([code]) => Number(code));
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    if (child.stdout === null) return reject(new Error("no output"));
    createInterface(child.stdout).on("line", (line) => {
      lines.push(line);
      if (line.includes("the worker is ready")) resolve();
    });
    void exited.then((code) =>
      reject(new Error(`the worker ended with ${code}: ${lines.join("\n")}`)),
    );
  });
  return {
    lines,
    pid: child.pid ?? 0,
    exited,
    /** As a power cut. */
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    /** As a deployment; gives the milliseconds that it took. */
    async stop(): Promise<number> {
      const from = performance.now();
      child.kill("SIGTERM");
      await exited;
      return performance.now() - from;
    },
  };
}
