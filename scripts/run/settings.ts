import { createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readProxies } from "@/lib/web/front/proxies";

export type Mode = "demo" | "dev" | "start";

export type Settings = {
  mode: Mode;
  host: string;
  /** The port that was asked for; undefined: 3000, or the next free one. */
  port: number | undefined;
  /** The address people use, when it was given. */
  url: string | undefined;
  secret: string;
  /** The owner's connection string; undefined: the embedded server. */
  ownerUrl: string | undefined;
  /** The application's own connection string, when it was given. */
  appUrl: string | undefined;
  /** The environment of web server and worker, apart from addresses. */
  env: NodeJS.ProcessEnv;
};

const demanded = ["DATABASE_URL", "APP_SECRET", "NEXTAUTH_URL", "RESEND_API_KEY"];

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
 */
export function settings(mode: Mode): Settings {
  const given = process.env;
  if (mode === "start") {
    const missing = demanded.filter((name) => !given[name]);
    if (missing.length > 0) {
      throw new Error(
        `\`npm start\` is for real use and needs ${missing.join(", ")} (see README.md). To look around: npm run demo`,
      );
    }
  }
  readProxies(given.TRUSTED_PROXIES);
  const secret = given.APP_SECRET ?? keptSecret();
  if (secret.length < 32) throw new Error("APP_SECRET must have at least 32 characters.");
  const { DATABASE_URL: ownerUrl, APP_DATABASE_URL: appUrl, ...rest } = given;
  return {
    mode,
    host: given.HOST ?? (mode === "start" ? "0.0.0.0" : "127.0.0.1"),
    port: given.PORT ? Number(given.PORT) : undefined,
    url: (given.NEXTAUTH_URL ?? given.APP_URL)?.replace(/\/$/, ""),
    secret,
    ownerUrl,
    appUrl,
    env: {
      ...rest,
      NODE_ENV: mode === "dev" ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      DEMO: mode === "start" ? (given.DEMO ?? "0") : "1",
      APP_SECRET: secret,
      FILES_DIR: path.resolve(given.FILES_DIR ?? path.join(dataFolder(), "files")),
      NEXTAUTH_SECRET:
        given.NEXTAUTH_SECRET ?? createHmac("sha256", secret).update("next-auth").digest("hex"),
    },
  };
}

/** A secret of this machine, made once and readable by this user alone. */
function keptSecret(): string {
  const file = path.join(dataFolder(), "secret");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  mkdirSync(dataFolder(), { recursive: true });
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}
