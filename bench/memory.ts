import { lstatSync, readdirSync } from "node:fs";
import path from "node:path";
import { forgetSettings } from "@/lib/config";
import { stopSender } from "@/lib/queue/sender";
import { createTestDatabase } from "@/testing/database";
import { TEST_SECRET } from "@/testing/secret";
import { makeArtefact, ARTEFACT } from "../scripts/run/artefact";
import { ensureBuilt } from "../scripts/run/build";
import { ready, startPart } from "./artefact";
import { load, paced, type Asking } from "./client";
import { printFigures, type Figure } from "./figures";
import { cpuOf, memoryOf, option, quantile, stop } from "./process";
import { seed } from "./seed";
import { targetsOf } from "./targets";

const PORT = 3293;
const MB = 2 ** 20;
const requests = option("requests", 20_000);
const seconds = option("lasting", 600);
const perSecond = option("per-second", 100);

/**
 * What one web process takes as it is run for real: of the artefact, with the heap limit that its unit and image set, in
 * which it answers 20,000 requests for all kinds of pages. Then the same pages at so many requests a second, for ten minutes.
 * `npm run bench -- --only=memory`, `--requests=20000`, `--lasting=600`, `--per-second=100`.
 */
export async function measureArtefact(): Promise<void> {
  forgetSettings();
  process.env.APP_SECRET = TEST_SECRET;
  process.env.APP_URL = `http://localhost:${String(PORT)}`;
  await ensureBuilt();
  await makeArtefact();
  const database = await createTestDatabase();
  process.env.APP_DATABASE_URL = database.webUrl;
  const world = await seed(
    { owner: database.ownerUrl, admin: database.adminUrl },
    [200, 1_000],
    50,
  );
  const from = performance.now();
  const web = startPart("web", {
    WEB_DATABASE_URL: database.webUrl,
    NEXTAUTH_URL: `http://localhost:${String(PORT)}`,
    PORT: String(PORT),
  });
  try {
    await ready(PORT);
    const readyMs = performance.now() - from;
    const readyCpu = cpuOf(web.pid);
    const targets = targetsOf(world, { app: PORT, floor: PORT }).filter(
      ({ name, floor }) => floor !== true && name !== "bare page",
    );
    const asking = (n: number) => targets[n % targets.length]?.asking(n) ?? { port: 0, path: "/" };
    const began = memoryOf(web);
    let most = began;
    const steps: number[] = [];
    const used = cpuOf(web.pid);
    for (let part = 0; part < 10; part++) {
      await load(asking, { count: requests / 10, parallel: 4 });
      most = Math.max(most, memoryOf(web));
      steps.push(Math.round(memoryOf(web) / MB));
    }
    console.log(
      `Memory at its start ${Math.round(began / MB)} MB, after each tenth of ${requests} requests ${steps.join(", ")} MB; processor time a request ${((cpuOf(web.pid) - used) / requests).toFixed(1)} ms`,
    );
    printFigures("The artefact", figuresOf({ most, readyMs, readyCpu }));
    if (seconds > 0) printFigures("Load that lasts", [await lasting(asking)]);
  } finally {
    await stop(web);
    await stopSender();
    await database.drop({ tampered: true });
  }
}

/** No request may fail; how much slower the slowest hundredth is than under hardly any load. */
async function lasting(asking: (n: number) => Asking): Promise<Figure> {
  const calm = await paced(asking, { perSecond: 10, seconds: 60 });
  const busy = await paced(asking, { perSecond, seconds });
  const [before, during] = [quantile(calm, 0.99), quantile(busy, 0.99)];
  console.log(
    `p99 ${Math.round(before)} ms at 10 requests a second, ${Math.round(during)} ms at ${perSecond}`,
  );
  return {
    what: `p99 of ${busy.length} requests, × at 10 a second`,
    figure: during / before,
    goal: 5,
  };
}

function figuresOf({
  most,
  readyMs,
  readyCpu,
}: Record<"most" | "readyMs" | "readyCpu", number>): Figure[] {
  return [
    { what: "memory of a web process, at most", figure: most / MB, unit: " MB", goal: 400 },
    { what: "ready after", figure: readyMs / 1_000, unit: " s", goal: 1 },
    { what: "processor time until then", figure: readyCpu / 1_000, unit: " s", goal: 1 },
    { what: "size of the artefact", figure: sizeOf(ARTEFACT) / MB, unit: " MB", goal: 300 },
  ];
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const inner = path.join(folder, entry.name);
    return sum + (entry.isDirectory() ? sizeOf(inner) : lstatSync(inner).size);
  }, 0);
}
