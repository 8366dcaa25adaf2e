import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { once } from "node:events";
import { forgetSettings } from "@/lib/config";
import { stopSender } from "@/lib/queue/sender";
import { TEST_SECRET } from "@/testing/secret";
import { createTestDatabase, type TestDatabase } from "@/testing/database";
import { countWords } from "@/messages/format/numbers";
import { measureAnswers } from "./answers";
import { measureBulk } from "./bulk";
import { againstBaseline } from "./baseline";
import { buildForBench } from "./build";
import { load, sizes } from "./client";
import { programme } from "./environment";
import { attempt, printFigures, round, type Figure } from "./figures";
import { measureArtefact } from "./memory";
import { cpuOf, median, memoryOf, quantile, startServer, stop } from "./process";
import { measureScripts } from "./scripts";
import { measureFound, measureSearch } from "./search";
import { seed, type World } from "./seed";
import { floorPath, signedIn, targetsOf, type Target } from "./targets";

/**
 * Measures what the pages cost: CPU of the server for each request, in rounds that take every page
 * in turn, as ratios to an empty page of the same build and to a plain server with the same rows;
 * then what answers, searches, memory and a second process make of it. What fails is reported, and
 * the rest goes on. See `bench/README.md` for the figures. Arguments: `--rows=1000,1000000` sizes of the
 * partners, `--rounds=5`, `--requests=150` a round, `--memory=20000` requests (0: none); `--only=pages` CPU and
 * sizes of the pages alone, `--only=bulk` what a run of many adds to a page alone (`bulk.ts`), `--only=memory` what the artefact takes (`memory.ts`).
 */
const options = Object.fromEntries(
  process.argv
    .slice(2)
    .map((argument) => argument.replace(/^--/, "").split("=") as [string, string]),
);
const rows = (options.rows ?? "1000,1000000").split(",").map(Number);
const rounds = Number(options.rounds ?? 5);
const requests = Number(options.requests ?? 150);
const onlyMemory = options.only === "memory";
const onlyPages = options.only === "pages";
const onlyBulk = options.only === "bulk";
const endurance = onlyPages ? 0 : Number(options.memory ?? 20_000);
const ports = { app: 3290, floor: 3291, second: 3292 };
const env = {
  NEXTAUTH_URL: `http://localhost:${String(ports.app)}`,
  NODE_ENV: "production",
  BENCH: "1",
  MAIL_HOLD_SECONDS: "0",
  // The load plays the proxy: it says where each request came from.
  TRUSTED_PROXIES: "1",
  ...programme,
};

async function main(): Promise<void> {
  forgetSettings();
  await buildForBench();
  Object.assign(process.env, programme);
  process.env.APP_SECRET = TEST_SECRET;
  process.env.APP_URL = `http://localhost:${String(ports.app)}`;
  if (onlyBulk) return bulk();
  const database = await createTestDatabase();
  process.env.APP_DATABASE_URL = database.webUrl;
  console.log(
    `Seeding ${rows.map((count) => countWords("en", count)).join(" and ")} associations …`,
  );
  const world = await seed({ owner: database.ownerUrl, admin: database.adminUrl }, rows, 50);
  try {
    await measure(database, world);
  } finally {
    await stopSender();
    await database.drop({ tampered: true });
  }
  if (!onlyPages) await bulk();
}

/** B6: by itself, with a database of its own. */
async function bulk(): Promise<void> {
  await attempt("a run of many", async () => {
    printFigures("A run of many beside pages", await measureBulk(env));
  });
}

async function measure(database: TestDatabase, world: World): Promise<void> {
  const app = await startWeb(ports.app);
  const floor = await startServer(["--import", "tsx", "bench/floor.ts"], {
    ...env,
    APP_DATABASE_URL: database.ownerUrl,
    PORT: String(ports.floor),
  });
  const figures: Figure[] = [];
  try {
    await attempt("pages", async () => {
      figures.push(...(await measurePages(targetsOf(world, ports), app, floor)));
    });
    await attempt("sizes", async () => {
      figures.push(...(await measureSizes(targetsOf(world, ports))), ...measureScripts());
    });
    if (!onlyPages) await measureRest(database, world, figures);
  } finally {
    await Promise.all([stop(app), stop(floor)]);
  }
  printFigures("Figures and goals", figures);
}

/** What answers, searches, memory and a second process make of it. */
async function measureRest(database: TestDatabase, world: World, figures: Figure[]): Promise<void> {
  await attempt("throughput", async () => {
    figures.push(...(await measureThroughput(world)));
  });
  await attempt("answers", async () => {
    const answers = { count: 400, perSecond: 20 };
    const { page, answer } = await measureAnswers(database.ownerUrl, ports.app, answers);
    console.log(`p95 at 20/s: page ${String(round(page))} ms, answer ${String(round(answer))} ms`);
    figures.push({
      what: "answer stored, p95 at 20/s, × the page",
      figure: answer / page,
      goal: 2,
    });
  });
  await attempt("searches", async () => {
    for (const partner of world.partners) {
      const found = await measureSearch(database.webUrl, world.slug, partner);
      const what = `search at ${countWords("en", partner.size)}`;
      console.log(`${what}: the slowest`);
      console.table(found.slowest.map(({ q, ms, cpu }) => ({ q, ms: round(ms), cpu: round(cpu) })));
      const all = await measureFound(database.webUrl, partner);
      console.table(all.slowest.map(({ q, ms }) => ({ q, ms: round(ms) })));
      figures.push({ what: `${what}, everything, p95`, figure: all.p95, unit: " ms", goal: 50 });
      figures.push({ what: `${what}, p95 SQL`, figure: found.p95, unit: " ms", goal: 10 });
      figures.push({ what: `${what}, p95 CPU`, figure: found.p95Cpu, unit: " ms", goal: 10 });
    }
  });
  await attempt("statements", async () => {
    figures.push(...(await measureStatements(world)));
  });
  if (endurance > 0)
    await attempt("memory", async () => {
      figures.push(await measureMemory(world));
    });
}

function startWeb(port: number, flags: string[] = []): Promise<ChildProcess> {
  const next = path.join("node_modules", "next", "dist", "bin", "next");
  return startServer([...flags, next, "start", "-p", String(port)], env);
}

/** CPU and p95 of every page, interleaved; a page that fails is left out of the later rounds. */
async function measurePages(
  targets: Target[],
  app: ChildProcess,
  floor: ChildProcess,
): Promise<Figure[]> {
  const cpu = new Map<string, number[]>();
  const times = new Map<string, number[]>();
  const failed = new Map<string, string>();
  for (let round = -1; round < rounds; round++) {
    for (const { name, asking, floor: plain } of targets) {
      if (failed.has(name)) continue;
      const child = plain ? floor : app;
      // The floor's half a millisecond needs more requests to be told from the process's own work.
      const count = (round < 0 ? 60 : requests) * (plain ? 6 : 1);
      const before = cpuOf(child.pid);
      try {
        const took = await load(asking, { count, parallel: 4 });
        if (round < 0) continue;
        push(cpu, name, (cpuOf(child.pid) - before) / count);
        push(times, name, quantile(took, 0.95));
      } catch (error) {
        failed.set(name, String(error));
      }
    }
  }
  const cost = (name: string) => median(cpu.get(name) ?? []);
  const p95 = (name: string) => median(times.get(name) ?? []);
  console.table(
    targets.map(({ name }) => ({
      page: name,
      "CPU ms": round(cost(name)),
      "× bare": round(cost(name) / cost("bare page")),
      "p95 ms": round(p95(name)),
      failed: failed.get(name) ?? "",
    })),
  );
  if (failed.size > 0) process.exitCode = 1;
  const [small, large] = [rows[0] ?? 0, rows.at(-1) ?? 0].map((size) => countWords("en", size));
  const kinds = ["eligible", "eligible by name", "eligible, deep", "ineligible", "complete"];
  return [
    {
      what: "Customers page, CPU × bare",
      figure: cost(`eligible, ${large ?? ""}`) / cost("bare page"),
      goal: 2,
    },
    {
      what: "one customer, 500 events, CPU × bare",
      figure: cost(`customer, ${large ?? ""}`) / cost("bare page"),
      goal: 2.5,
    },
    {
      what: "opportunities, 25 × 20, CPU × bare",
      figure: cost(`opportunities, ${large ?? ""}`) / cost("bare page"),
      goal: 3,
    },
    {
      what: "insight, CPU × bare",
      figure: cost(`insight, ${large ?? ""}`) / cost("bare page"),
      goal: 10,
    },
    {
      what: "consent page, CPU × bare",
      figure: cost("consent page") / cost("bare page"),
      goal: 0.6,
    },
    ...againstBaseline(new Map(targets.map(({ name }) => [name, cost(name)]))),
    ...[...kinds, "opportunities"].map((kind) => ({
      what: `p95, ${kind}: ${large ?? ""} against ${small ?? ""}`,
      figure: p95(`${kind}, ${large ?? ""}`) / p95(`${kind}, ${small ?? ""}`),
      goal: 1.1,
    })),
  ];
}

async function measureSizes(targets: Target[]): Promise<Figure[]> {
  const small = countWords("en", rows[0] ?? 0);
  const wanted = [
    "bare page",
    `eligible, ${small}`,
    `overview, ${small}`,
    `customer, ${small}`,
    `opportunities, ${small}`,
    "consent page",
  ];
  const table: Record<string, string | number>[] = [];
  let list = Number.NaN;
  for (const { name, asking } of targets.filter((target) => wanted.includes(target.name))) {
    const { html, gzip, scripts, requests: count } = await sizes(asking(0));
    if (name === `eligible, ${small}`) list = html / 1_024;
    table.push({
      page: name,
      "HTML KB": round(html / 1_024),
      "gz KB": round(gzip / 1_024),
      "JS gz KB": round(scripts / 1_024),
      requests: count,
    });
  }
  console.log("Goals: list ≤ 40 KB of HTML; consent page ≤ 5 KB gz, no JavaScript, ≤ 2 requests");
  console.table(table);
  return [{ what: "HTML of the Customers page, 50 rows", figure: list, unit: " KB", goal: 40 }];
}

/** Requests a second of the Customers page: against the floor, and of two processes against one. */
async function measureThroughput(world: World): Promise<Figure[]> {
  const partner = world.partners.at(-1);
  if (!partner) throw new RangeError("at least one size is needed");
  const page = (port: number) => signedIn(port, partner, pathOf(world));
  const speed = async (asking: Target["asking"], count: number) => {
    const from = performance.now();
    await load(asking, { count, parallel: 8 });
    return (count / (performance.now() - from)) * 1_000;
  };
  const second = await startWeb(ports.second);
  try {
    await load(() => page(ports.second), { count: 100, parallel: 4 });
    const found = { floor: [] as number[], one: [] as number[], two: [] as number[] };
    for (let n = 0; n < rounds; n++) {
      found.floor.push(await speed(() => ({ port: ports.floor, path: floorPath(partner) }), 2_000));
      found.one.push(await speed(() => page(ports.app), 300));
      found.two.push(await speed((k) => page(k % 2 === 0 ? ports.app : ports.second), 600));
    }
    const [plain, one, two] = [found.floor, found.one, found.two].map(median) as [
      number,
      number,
      number,
    ];
    console.log(
      `Requests a second: floor ${String(round(plain))}, one process ${String(round(one))}, two ${String(round(two))}`,
    );
    return [
      { what: "throughput against the floor", figure: one / plain, goal: 0.1, atLeast: true },
      { what: "two web processes against one", figure: two / one, goal: 1.5, atLeast: true },
    ];
  } finally {
    await stop(second);
  }
}

/** In a process of its own, which counts. */
async function measureStatements(world: World): Promise<Figure[]> {
  const counting = await startWeb(ports.second, ["--import", "./bench/count-statements.mjs"]);
  try {
    const partner = world.partners.at(-1);
    if (!partner) throw new RangeError("at least one size is needed");
    const counted = async () => {
      const told = once(counting.stdout ?? counting, "data") as Promise<[Buffer]>;
      counting.kill("SIGUSR2");
      return Number(/Statements: (\d+)/.exec((await told)[0].toString())?.[1]);
    };
    const views = [
      ["Customers page", () => signedIn(ports.second, partner, pathOf(world))],
      ["overview", () => signedIn(ports.second, partner, "/engagements")],
      [
        "consent page",
        (n: number) => ({ port: ports.second, path: `/consent/${world.tokens[n] ?? ""}` }),
      ],
    ] as const;
    const figures: Figure[] = [];
    for (const [name, asking] of views) {
      await load(asking, { count: 20, parallel: 1 });
      const before = await counted();
      await load(asking, { count: 20, parallel: 1 });
      figures.push({
        what: `statements, ${name}`,
        figure: ((await counted()) - before) / 20,
        goal: 3,
      });
    }
    return figures;
  } finally {
    await stop(counting);
  }
}

async function measureMemory(world: World): Promise<Figure> {
  const app = await startWeb(ports.second);
  try {
    const targets = targetsOf(world, { app: ports.second, floor: ports.floor });
    const mixed = targets.filter(({ floor }) => floor !== true);
    const asking = (n: number) => mixed[n % mixed.length]?.asking(n) ?? { port: 0, path: "/" };
    await load(asking, { count: endurance / 10, parallel: 4 });
    const early = memoryOf(app);
    await load(asking, { count: (endurance / 10) * 9, parallel: 4 });
    const late = memoryOf(app);
    const [from, to] = [early, late].map((bytes) => String(Math.round(bytes / 2 ** 20)));
    console.log(`Memory of a web process: ${from ?? ""} MB, then ${to ?? ""} MB`);
    return {
      what: `memory after ${String(endurance)} requests against a tenth`,
      figure: late / early,
      goal: 1.25,
    };
  } finally {
    await stop(app);
  }
}

const pathOf = ({ slug }: World) => `/engagements/${slug}/customers?tab=eligible`;

function push(map: Map<string, number[]>, name: string, figure: number): void {
  map.set(name, [...(map.get(name) ?? []), figure]);
}

void (onlyMemory ? measureArtefact() : main()).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
