import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { SettingsError } from "@/lib/config";
import { filled } from "./from-files";
import { problemsOf, type Mode } from "./problems";

export type Settings = {
  mode: Mode;
  /** Whether real use is only tried out: on this machine alone, its e-mail in the local mailbox. */
  trial: boolean;
  host: string;
  /** The port that was asked for; undefined: 3000, or the next free one. */
  port: number | undefined;
  /** The address people use, when it was given. */
  url: string | undefined;
  secret: string;
  /** The owner's connection string; undefined: the embedded server. */
  ownerUrl: string | undefined;
  /** Connection strings of web server and worker, when they were given. */
  given: { web: string; worker: string } | undefined;
  /** The environment of web server and worker, apart from addresses. */
  env: NodeJS.ProcessEnv;
};

/** Where a running copy keeps its data, secret and logs. */
export function dataFolder(): string {
  return process.env.DATA_DIR ?? ".data";
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/**
 * Reads the settings from the environment. For `start` everything that keeps a real product safe must
 * be given; the demonstration and development make up for what is missing.
 * Throws `SettingsError` with a sentence for each that is wrong, before anything is touched.
 */
export function settings(mode: Mode): Settings {
  const problems = problemsOf(mode, process.env);
  if (problems.length > 0) throw new SettingsError(problems);
  const given = filled(process.env);
  const { DATABASE_URL, APP_DATABASE_URL, WEB_DATABASE_URL, WORKER_DATABASE_URL, ...rest } = given;
  const secret = given.APP_SECRET ?? keptSecret();
  const web = WEB_DATABASE_URL ?? APP_DATABASE_URL;
  const worker = WORKER_DATABASE_URL ?? APP_DATABASE_URL;
  const trial = mode === "start" && given.RESEND_API_KEY === undefined;
  return {
    mode,
    trial,
    host: given.HOST ?? (mode === "start" ? "0.0.0.0" : "127.0.0.1"),
    port: given.PORT ? Number(given.PORT) : undefined,
    url: (given.NEXTAUTH_URL ?? given.APP_URL)?.replace(/\/$/, ""),
    secret,
    ownerUrl: DATABASE_URL,
    given: web && worker ? { web, worker } : undefined,
    env: {
      ...rest,
      NODE_ENV: mode === "dev" ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      // K12: who looks around sees the e-mail soon, and still has time to take it back.
      ...(mode !== "start" && { MAIL_HOLD_SECONDS: given.MAIL_HOLD_SECONDS ?? "5" }),
      DEMO: mode !== "start" || trial ? "1" : "0",
      APP_SECRET: secret,
      FILES_DIR: path.resolve(given.FILES_DIR ?? path.join(dataFolder(), "files")),
    },
  };
}

/** The secret of this machine's own data, if there is one. */
export function findSecret(): string | undefined {
  const file = path.join(dataFolder(), "secret");
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

/** A secret of this machine, made once and readable by this user alone. */
function keptSecret(): string {
  const kept = findSecret();
  if (kept !== undefined) return kept;
  mkdirSync(dataFolder(), { recursive: true });
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(path.join(dataFolder(), "secret"), secret, { mode: 0o600 });
  return secret;
}
