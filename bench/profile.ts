import type { ChildProcess } from "node:child_process";
import { on } from "node:events";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { forgetSettings } from "@/lib/config";
import { stopSender } from "@/lib/queue/sender";
import { TEST_SECRET } from "@/testing/secret";
import { createTestDatabase, type TestDatabase } from "@/testing/database";
import { measureAnswers } from "./answers";
import { buildForBench } from "./build";
import { load, type Asking } from "./client";
import { programme } from "./environment";
import { round } from "./figures";
import { cpuOf, startServer, stop } from "./process";
import { readProfile } from "./profile-read";
import { seed, type World } from "./seed";
import { seedClaims } from "./seed-claims";
import { signedIn, targetsOf } from "./targets";

/**
 * Profiles the web server under each page's load, and says where the CPU goes. The profiles stay in
 * `.next-bench/profiles`, for a browser's own tools. Arguments: `--requests=400`, `--only=PART OF A NAME`.
 */
const options = Object.fromEntries(
  process.argv
    .slice(2)
    .map((argument) => argument.replace(/^--/, "").split("=") as [string, string]),
);
const requests = Number(options.requests ?? 400);
const port = 3294;
const folder = path.join(".next-bench", "profiles");
const file = path.join(folder, "last.cpuprofile");

async function main(): Promise<void> {
  forgetSettings();
  await buildForBench();
  mkdirSync(folder, { recursive: true });
  Object.assign(process.env, programme, {
    APP_SECRET: TEST_SECRET,
    APP_URL: `http://localhost:${String(port)}`,
  });
  const database = await createTestDatabase();
  process.env.APP_DATABASE_URL = database.webUrl;
  try {
    const world = await seed({ owner: database.ownerUrl, admin: database.adminUrl }, [1_000], 50);
    await seedSome(database, world);
    await profileAll(database, world);
  } finally {
    await stopSender();
    await database.drop({ tampered: true });
  }
}

/** Claims of the partner, beside its customers. */
async function seedSome({ adminUrl }: TestDatabase, world: World): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query("set session_replication_role = replica");
    await seedClaims(client, { partnerId: world.partners[0]?.partnerId ?? "", count: 200 });
    await client.query("set session_replication_role = origin");
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
}

async function profileAll(database: TestDatabase, world: World): Promise<void> {
  const next = path.join("node_modules", "next", "dist", "bin", "next");
  const app = await startServer(
    ["--import", "./bench/profile.mjs", next, "start", "-p", String(port)],
    {
      NODE_ENV: "production",
      BENCH: "1",
      NEXTAUTH_URL: `http://localhost:${String(port)}`,
      TRUSTED_PROXIES: "1",
      PROFILE: file,
    },
  );
  try {
    for (const [name, asking] of pagesOf(world)) {
      if (!name.includes(options.only ?? "")) continue;
      await load(asking, { count: 150, parallel: 1 });
      await profiled(app, name, requests, () => load(asking, { count: requests, parallel: 4 }));
    }
    if ("answers".includes(options.only ?? ""))
      await profiled(app, "answers, each with its page", 200, () =>
        measureAnswers(database.ownerUrl, port, { count: 100, perSecond: 20 }),
      );
  } finally {
    await stop(app);
  }
}

function pagesOf(world: World): [string, (n: number) => Asking][] {
  const [partner] = world.partners;
  if (!partner) throw new RangeError("there is no partner");
  const console = (at: string): Asking => signedIn(port, partner, at);
  const number = 1_000_000 + 7 * 7919;
  return [
    ...targetsOf(world, { app: port, floor: 0 })
      .filter(({ name }) =>
        /^(bare|eligible, 1|search, 1|overview|customer, 1|opportunities, 1|consent)/.test(name),
      )
      .map(({ name, asking }) => [name, asking] as [string, (n: number) => Asking]),
    ["sign-in", () => ({ port, path: "/sign-in" })],
    ["claims", () => console("/claims")],
    ["claim", () => console(`/claims/${String(number)}`)],
    ["attention", () => console("/attention")],
  ];
}

async function profiled(
  app: ChildProcess,
  name: string,
  count: number,
  work: () => Promise<unknown>,
): Promise<void> {
  await toggle(app, "begun");
  const before = cpuOf(app.pid);
  await work();
  const spent = (cpuOf(app.pid) - before) / count;
  await toggle(app, "written");
  const { parts, own, ours } = readProfile(file);
  console.log(`\n## ${name}: ${String(round(spent))} ms of CPU a request`);
  for (const [title, shares, most] of [
    ["parts", parts, 14],
    ["functions alone", own, 22],
    ["of the product, with what they call", ours, 30],
  ] as const) {
    console.log(`\n${title}`);
    for (const { share, name: what } of shares.slice(0, most))
      console.log(`${share.toFixed(1).padStart(5)} %  ${what}`);
  }
}

/** Begins or ends a profile, and waits for what it says of the profile: a server says other things, too. */
async function toggle(app: ChildProcess, says: "begun" | "written"): Promise<void> {
  app.kill("SIGUSR2");
  for await (const [said] of on(app.stdout ?? app, "data"))
    if (String(said).includes(`Profile: ${says}`)) return;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
