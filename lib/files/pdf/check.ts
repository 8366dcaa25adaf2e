import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { Refusal } from "../../errors";

const MOST_SECONDS = 20;
/** Of memory, in all, for one file; and what JavaScript's own objects may take of it. */
const MOST_BYTES = 640 * 1024 * 1024;
const HEAP_MEGABYTES = 320;
const AT_ONCE = 2;

const program = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/files/pdf/look.ts");
const verdict = z.object({ code: z.string().nullable(), name: z.string().optional() });

const waiting: (() => void)[] = [];
let running = 0;

/**
 * Opens a PDF as a reader does, and looks at every object in it, in a process of its own with limits
 * of time and memory (D28). No more than two run at once; others wait.
 * Refuses with `file_password`, `file_damaged`, `file_scripts`, `file_acts`, `file_media`, `file_form`,
 * `file_portfolio`, `file_links`, `file_attachment` (`name`), and `file_bomb` past a limit.
 */
export async function checkPdf(file: { path: string }): Promise<void> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else running += 1;
  try {
    const { code, name = "" } = await look(file.path);
    if (code !== null) throw new Refusal(code, { params: { name } });
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

async function look(file: string): Promise<z.infer<typeof verdict>> {
  const args = ["--no-warnings", `--max-old-space-size=${HEAP_MEGABYTES}`, "--permission", "--allow-fs-read=*", program, file]; // prettier-ignore
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "ignore"],
    // Nothing of ours is in its surroundings: no secret, no way into the database.
    env: { NODE_ENV: "production" },
    timeout: MOST_SECONDS * 1_000,
    killSignal: "SIGKILL",
  });
  const watch = setInterval(() => void killIfLarge(child), 50);
  let said = "";
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (piece: string) => (said += piece));
  try {
    const ended = await new Promise<{ code: number | null }>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code }));
    });
    if (ended.code === 0) return verdict.parse(JSON.parse(said));
    // Killed for time or memory, or out of memory by itself; anything else is a file that it fell over.
    return { code: ended.code === null || ended.code === 134 ? "file_bomb" : "file_damaged" };
  } finally {
    clearInterval(watch);
  }
}

/** Linux says how much a process holds; elsewhere the limits of time and of the heap must do. */
async function killIfLarge(child: { pid?: number | undefined; kill: (signal: "SIGKILL") => void }) {
  const pages = await readFile(`/proc/${child.pid}/statm`, "utf8").catch(() => "");
  if (Number(pages.split(" ")[1] ?? 0) * 4_096 > MOST_BYTES) child.kill("SIGKILL");
}
