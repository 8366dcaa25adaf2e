import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./provider";

/** An S3 on loopback with one bucket that was not made for these tests (the package `emulate`). */
export async function startEmulatedBucket(name: string) {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), "bucket-"));
  const seed = path.join(folder, "seed.yaml");
  writeFileSync(seed, `aws:\n  region: us-east-1\n  s3:\n    buckets:\n      - name: ${name}\n`);
  const child = spawn(
    process.execPath,
    [
      "node_modules/emulate/dist/index.js",
      "start",
      "--service",
      "aws",
      "--seed",
      seed,
      "--port",
      String(port),
    ],
    { stdio: "ignore" },
  );
  const endpoint = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const answer = await fetch(endpoint).catch(() => null);
    if (answer) break;
    if (tries === 300) throw new Error("the bucket did not start");
    await sleep(100);
  }
  return {
    endpoint,
    credentials: {
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    },
    async close() {
      child.kill("SIGKILL");
      await once(child, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
