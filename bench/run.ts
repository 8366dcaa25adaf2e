import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { createTestDatabase } from "@/lib/testing/database";
import { encodeSession } from "@/lib/web/session-token";
import { load, sizes, type Asking } from "./client";
import { cpuOf, median, memoryOf, quantile, startServer, stop } from "./process";
import { seed, type World } from "./seed";

/**
 * Measures what the pages cost: CPU of the server for each request, in rounds that take every page
 * in turn, as ratios to an empty page of the same build and to a plain server with the same rows.
 * Arguments: `--rows=1000,1000000` sizes of the partners, `--rounds=5`, `--requests=150` a round.
 */
const options = Object.fromEntries(
  process.argv
    .slice(2)
    .map((argument) => argument.replace(/^--/, "").split("=") as [string, string]),
);
const rows = (options.rows ?? "1000,1000000").split(",").map(Number);
const rounds = Number(options.rounds ?? 5);
const requests = Number(options.requests ?? 150);
const secret = "a secret of the tests, which is long enough";
const appPort = 3290;
const floorPort = 3291;

type Target = { name: string; asking: (n: number) => Asking; floor?: boolean };

async function main(): Promise<void> {
  if (!existsSync(".next-bench/BUILD_ID") || options.build === "1") build();
  process.env.APP_SECRET = secret;
  process.env.APP_URL = `http://localhost:${appPort.toString()}`;
  const database = await createTestDatabase();
  process.env.APP_DATABASE_URL = database.appUrl;
  console.log(
    `Seeding ${rows.map((count) => count.toLocaleString("en")).join(" and ")} associations …`,
  );
  const world = await seed({ app: database.appUrl, admin: database.adminUrl }, rows, 50);
  const env = {
    NEXTAUTH_URL: `http://localhost:${appPort.toString()}`,
    NEXTAUTH_SECRET: secret,
    NODE_ENV: "production",
    BENCH: "1",
  };
  const next = path.join("node_modules", "next", "dist", "bin", "next");
  const app = await startServer([next, "start", "-p", String(appPort)], env);
  const floor = await startServer(["node_modules/tsx/dist/cli.mjs", "bench/floor.ts"], {
    ...env,
    PORT: String(floorPort),
  });
  try {
    const targets = targetsOf(world);
    for (const target of targets) await load(target.asking, { count: 60, parallel: 4 });
    const cpu = new Map<string, number[]>();
    const times = new Map<string, number[]>();
    for (let round = 0; round < rounds; round++) {
      for (const target of targets) {
        const child = target.floor ? floor : app;
        const before = cpuOf(child);
        const took = await load(target.asking, { count: requests, parallel: 4 });
        push(cpu, target.name, ((cpuOf(child) - before) * 1_000) / requests);
        push(times, target.name, quantile(took, 0.95));
      }
    }
    const bare = median(cpu.get("bare page") ?? []);
    console.table(
      targets.map(({ name }) => ({
        page: name,
        "CPU ms": round(median(cpu.get(name) ?? [])),
        "× bare": round(median(cpu.get(name) ?? []) / bare),
        "p95 ms": round(median(times.get(name) ?? [])),
      })),
    );
    await printSizes(targets.filter((target) => !target.floor));
    console.log(`Memory of the web process: ${(memoryOf(app) / 2 ** 20).toFixed(0)} MB`);
  } finally {
    await Promise.all([stop(app), stop(floor)]);
    await database.drop();
  }
}

function build(): void {
  execFileSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    stdio: "inherit",
    env: { ...process.env, BENCH: "1" },
  });
}

function targetsOf({ slug, partners, tokens }: World): Target[] {
  const targets: Target[] = [
    { name: "bare page", asking: () => ({ port: appPort, path: "/bare" }) },
  ];
  for (const { size, partnerId, engagementId, sessionId } of partners) {
    const headers = { cookie: cookieOf(sessionId), "accept-language": "en" };
    const label = size.toLocaleString("en");
    const page = (name: string, search: string) =>
      targets.push({
        name: `${name}, ${label}`,
        asking: () => ({
          port: appPort,
          path: `/engagements/${slug}/customers?${search}`,
          headers,
        }),
      });
    page("eligible", "tab=eligible");
    page("eligible by days", "tab=eligible&sort=days");
    page(
      "eligible, deep",
      `tab=eligible&after=ffffffff-ffff-4fff-bfff-ffffffffffff~Noord%20Foods%20${String(Math.floor(size / 2)).padStart(7, "0")}`,
    );
    page("ineligible", "tab=ineligible");
    page("complete", "tab=complete");
    page(
      "search",
      `tab=eligible&q=${encodeURIComponent(
        `foods ${String(Math.floor(size / 2))
          .padStart(7, "0")
          .slice(0, 6)}`,
      )}`,
    );
    targets.push({
      name: `overview, ${label}`,
      asking: () => ({ port: appPort, path: "/engagements", headers }),
    });
    targets.push({
      name: `floor, ${label}`,
      floor: true,
      asking: () => ({
        port: floorPort,
        path: `/?partner=${partnerId}&engagement=${engagementId}`,
      }),
    });
  }
  targets.push({
    name: "consent page",
    asking: (n) => ({ port: appPort, path: `/consent/${tokens[n % tokens.length] ?? ""}` }),
  });
  return targets;
}

function cookieOf(sessionId: string): string {
  const expiresAt = new Date("2099-01-01T00:00:00Z");
  return `session=${encodeSession({ sessionId, userId: sessionId, expiresAt })}`;
}

async function printSizes(targets: Target[]): Promise<void> {
  const table = [];
  for (const { name, asking } of targets) {
    if (!/bare|eligible, 1,000$|consent|overview, 1,000$/.test(name)) continue;
    const { html, gzip, scripts, requests: count } = await sizes(asking(0));
    table.push({
      page: name,
      "HTML KB": round(html / 1_024),
      "gz KB": round(gzip / 1_024),
      "JS gz KB": round(scripts / 1_024),
      requests: count,
    });
  }
  console.table(table);
}

function push(map: Map<string, number[]>, name: string, figure: number): void {
  map.set(name, [...(map.get(name) ?? []), figure]);
}

function round(figure: number): number {
  return Math.round(figure * 100) / 100;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
