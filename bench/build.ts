import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { ensureBuilt } from "../scripts/run/build";

/**
 * Builds the pages for measurements in a folder of their own, unless the present sources are built
 * already. One page more, `/bare`, stands among them only while this runs: a build that is killed
 * leaves a file that git ignores and that no other build takes for a page (`next.config.ts`).
 */
export async function buildForBench(): Promise<void> {
  mkdirSync("app/bare", { recursive: true });
  copyFileSync("bench/bare-page.tsx", "app/bare/page.bench.tsx");
  try {
    await ensureBuilt(".next-bench", { BENCH: "1" });
  } finally {
    rmSync("app/bare", { recursive: true });
    // They name the page that is gone again, and `npm run check` would look for it.
    rmSync(".next-bench/types", { recursive: true, force: true });
  }
}
