import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { alive } from "@/db/embedded-server";
import { z } from "zod";

const file = ".data/running.json";
const note = z.object({ pid: z.number(), url: z.string() });

export type Claim = { announce: (url: string) => void; release: () => void };

/**
 * Claims this folder for one running copy. Answers with the copy that runs already, if there is one;
 * what a killed copy left behind counts for nothing.
 */
export async function claim(): Promise<Claim | z.infer<typeof note>> {
  mkdirSync(".data", { recursive: true });
  const mine = `${file}.${process.pid}`;
  const write = (path: string, url: string) =>
    writeFileSync(path, JSON.stringify({ pid: process.pid, url }));
  write(mine, "starting");
  try {
    for (let tries = 0; tries < 3; tries++) {
      if (link(mine)) {
        return {
          announce: (url) => write(file, url),
          release: () => rmSync(file, { force: true }),
        };
      }
      const other = read();
      if (other && (await runs(other))) return other;
      rmSync(file, { force: true });
    }
    throw new Error(`Another copy is starting in this folder; if none is, remove ${file}.`);
  } finally {
    rmSync(mine, { force: true });
  }
}

function link(mine: string): boolean {
  try {
    linkSync(mine, file);
    return true;
  } catch {
    return false;
  }
}

function read(): z.infer<typeof note> | undefined {
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
