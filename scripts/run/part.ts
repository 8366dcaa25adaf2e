import path from "node:path";
import { SettingsError } from "@/lib/config";
import { awaitSchema, kindWanted } from "./await-schema";
import { filled } from "./from-files";
import { addressOf, problemsOf, type Part } from "./problems";
import { say } from "./settings";

/**
 * Makes this process one part of the product (O2): tells all that is wrong with its settings at once,
 * waits until the database is there and migrated, and puts into the environment what the part reads.
 * The owner's address, by which it may have found its own, is no longer there then.
 */
export async function becomePart(part: Part): Promise<void> {
  const problems = problemsOf(part, process.env);
  const env = filled(process.env);
  const address = addressOf(part, env);
  if (problems.length > 0 || address === undefined) throw new SettingsError(problems);
  const kind = kindWanted(env);
  const leave = () => process.exit(0);
  process.once("SIGTERM", leave).once("SIGINT", leave);
  const url = await awaitSchema(part, address, {
    secret: env.APP_SECRET ?? "",
    kind,
  });
  process.off("SIGTERM", leave).off("SIGINT", leave);
  const files = path.resolve(env.FILES_DIR ?? path.join(env.DATA_DIR ?? ".data", "files"));
  for (const name of Object.keys(process.env)) {
    if (!(name in env) || name.endsWith("DATABASE_URL")) Reflect.deleteProperty(process.env, name);
  }
  const home = env.NEXTAUTH_URL?.replace(/\/$/, "");
  const { DATABASE_URL: _, WEB_DATABASE_URL: _web, WORKER_DATABASE_URL: _worker, ...rest } = env;
  Object.assign(process.env, rest, {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DEMO: kind === "test" ? "1" : "0",
    FILES_DIR: files,
    APP_URL: home,
    NEXTAUTH_URL: home,
    APP_DATABASE_URL: url,
  });
}

/** Runs a start; ends the process with a sentence when it fails. */
export function starting(start: () => Promise<void>): void {
  start().catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
}
