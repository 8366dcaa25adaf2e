import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Refusal, type RefusalCode } from "../../errors";
import { isErrorCode } from "@/messages";

/** What one file may take of a processor; by the clock, where the system cannot be told so. */
const MOST_SECONDS = 20;
/** By the clock, where it can: on a busy machine an honest file waits for its turn. */
const PATIENCE_SECONDS = 120;
/** What one file may take: of memory in all, where the system can be told so, and JavaScript's objects of it. */
const MOST_KILOBYTES = 1_000_000;
const HEAP_MEGABYTES = 320;
const AT_ONCE = 2;

const source = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/files/pdf/look.ts");
/** In the artefact it stands compiled. */
const program = existsSync(source) ? source : source.replace(/ts$/, "mjs");
const verdict = z.object({
  code: z.custom<RefusalCode>(isErrorCode).nullable(),
  name: z.string().optional(),
});

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
  const args = [
    "--no-warnings",
    `--max-old-space-size=${HEAP_MEGABYTES}`,
    "--permission",
    "--allow-fs-read=*",
    program,
    file,
  ];
  const command = process.platform === "linux" ? limited(args) : { file: process.execPath, args };
  const child = spawn(command.file, command.args, {
    stdio: ["ignore", "pipe", "ignore"],
    // Nothing of ours is in its surroundings: no secret, no way into the database.
    env: { NODE_ENV: "production" },
    timeout: (process.platform === "linux" ? PATIENCE_SECONDS : MOST_SECONDS) * 1_000,
    killSignal: "SIGKILL",
  });
  let said = "";
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (piece: string) => (said += piece));
  const ended = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (ended === 0) return verdict.parse(JSON.parse(said));
  // Killed for its time, or out of memory by itself; anything else is a file that it fell over.
  return { code: ended === null || ended >= 128 ? "file_bomb" : "file_damaged" };
}

/** The same process, which the system gives no more memory and time than this: limits outlive `exec`. */
function limited(args: string[]) {
  const script = `ulimit -d ${MOST_KILOBYTES} && ulimit -t ${MOST_SECONDS} && exec "$@"`;
  return {
    file: "/bin/sh",
    args: ["-c", script, "sh", process.execPath, ...args],
  };
}
