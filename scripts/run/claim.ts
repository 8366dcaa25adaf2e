import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { alive } from "@/db/embedded-server";
import { dataFolder } from "./settings";

const note = z.object({ pid: z.number(), url: z.string() });

export type Claim = { announce: (url: string) => void; release: () => void };

/**
 * Claims this folder for one running copy. Answers with the copy that runs already, if there is one;
 * what a killed copy left behind counts for nothing.
 */
export async function claim(): Promise<Claim | z.infer<typeof note>> {
  mkdirSync(dataFolder(), { recursive: true });
  const file = path.join(dataFolder(), "running.json");
  const mine = `${file}.${process.pid}`;
  const write = (target: string, url: string) =>
    writeFileSync(target, JSON.stringify({ pid: process.pid, url }));
  write(mine, "starting");
  try {
    for (let tries = 0; tries < 3; tries++) {
      if (link(mine, file)) {
        return {
          announce: (url) => write(file, url),
          release: () => rmSync(file, { force: true }),
        };
      }
      const other = read(file);
      if (other && (await runs(other))) return other;
      rmSync(file, { force: true });
    }
    throw new Error(`Another copy is starting in this folder; if none is, remove ${file}.`);
  } finally {
    rmSync(mine, { force: true });
  }
}

function link(mine: string, file: string): boolean {
  try {
    linkSync(mine, file);
    return true;
  } catch {
    return false;
  }
}

function read(file: string): z.infer<typeof note> | undefined {
  try {
    return note.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/** A process with that id may be a stranger, once the machine has been restarted. */
async function runs({ pid, url }: z.infer<typeof note>): Promise<boolean> {
  if (!alive(pid) || pid === process.pid) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("run.ts");
  } catch {
    if (url === "starting") return true;
    return fetch(`${url}/livez`, { signal: AbortSignal.timeout(3000) }).then(
      () => true,
      () => false,
    );
  }
}
