import { execFile, spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { TEST_SECRET } from "@/testing/secret";
import { ARTEFACT } from "../scripts/run/artefact";
import { ask } from "./client";
import { programme } from "./environment";

type Env = Record<string, string>;

/**
 * Starts a part of an artefact as a unit of a real installation does, with the limits of the heap that unit and image set, or
 * with other `NODE_OPTIONS` than theirs.
 * @param artefact its folder
 */
export function startPart(
  part: "web" | "worker",
  env: Env,
  { artefact = ARTEFACT } = {},
): ChildProcess {
  return spawn(process.execPath, [`bin/${part}.mjs`], {
    cwd: artefact,
    stdio: ["ignore", "ignore", "inherit"],
    env: settingsOf(env),
  });
}

/** Migrates a database to an artefact's version. Throws when it fails, which says why. */
export async function migrateBy(artefact: string, env: Env): Promise<void> {
  await runBy(["bin/migrate.mjs"], env, { artefact });
}

/** Runs a command of an artefact; gives what it said. Throws when it fails, which says why. */
export async function runBy(
  command: string[],
  env: Env,
  { artefact = ARTEFACT } = {},
): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    cwd: artefact,
    env: settingsOf(env),
  });
  return stdout;
}

function settingsOf(env: Env): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    ...programme,
    NODE_ENV: "production",
    NODE_OPTIONS: process.env.NODE_OPTIONS ?? "--max-old-space-size=256 --max-semi-space-size=16",
    APP_SECRET: TEST_SECRET,
    FILES_DIR: path.resolve(".data/bench/files"),
    HOST: "127.0.0.1",
    TRUSTED_PROXIES: "1",
    LOG_LEVEL: "error",
    ...env,
  };
}

/** Waits until a web server says that it is ready, half a minute at most. */
export async function ready(port: number): Promise<void> {
  for (let tries = 0; tries < 1_500; tries++) {
    if (await isReady(port)) return;
    await sleep(20);
  }
  throw new Error("a web server of the artefact did not become ready");
}

export function isReady(port: number): Promise<boolean> {
  return ask({ port, path: "/readyz" }).then(
    ({ status }) => status === 200,
    () => false,
  );
}
