import { isIP } from "node:net";
import { z } from "zod";
import {
  configProblems,
  DATABASE_MUST_BE,
  databaseUrl,
  EXAMPLE_SENDER,
  readSettings,
  ringOf,
  SettingsError,
} from "@/lib/config";
import { saysPooled } from "@/db/address";
import { readProxies } from "@/lib/web/front/proxies";
import { compiled, folderProblems } from "./folders";
import { fileProblems, filled } from "./from-files";
import { isWeak } from "./weak";

export type Mode = "demo" | "dev" | "start";
/** One process of the product, started by itself. */
export type Part = "web" | "worker";

/** What the launcher itself needs; web server and worker read the rest (`lib/config.ts`). */
const launcher = z.object({
  DATABASE_URL: databaseUrl
    .refine((url) => !URL.canParse(url) || !saysPooled(url), {
      error:
        "must name the server itself, not a pooler: `migrate` needs more than one transaction of a connection.",
    })
    .optional(),
  APP_DATABASE_URL: databaseUrl.optional(),
  WEB_DATABASE_URL: databaseUrl.optional(),
  WORKER_DATABASE_URL: databaseUrl.optional(),
  NEXTAUTH_URL: z.string().refine(isAddress).optional(),
  APP_URL: z.string().refine(isAddress).optional(),
  TRUSTED_PROXIES: z.string().refine(isProxies).optional(),
  PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  HOST: z
    .string()
    .refine((host) => isIP(host) > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))
    .optional(),
});

const address = "the address people use, without a path, such as https://engagements.example.com";
const mustBe: Record<keyof z.input<typeof launcher>, string> = {
  DATABASE_URL: DATABASE_MUST_BE,
  APP_DATABASE_URL: DATABASE_MUST_BE,
  WEB_DATABASE_URL: DATABASE_MUST_BE,
  WORKER_DATABASE_URL: DATABASE_MUST_BE,
  NEXTAUTH_URL: address,
  APP_URL: address,
  TRUSTED_PROXIES: "a number of proxies, or their addresses and ranges with commas",
  PORT: "a whole number from 1 to 65535, such as 3000",
  HOST: "an address of this machine, such as 127.0.0.1, without a port",
};

/** Throws all that is wrong with a command's settings, before it touches anything. */
export function refuseProblems(mode: "command" | "migrate"): void {
  const problems = problemsOf(mode, process.env);
  if (problems.length > 0) throw new SettingsError(problems);
}

/** The settings that the launcher reads. */
export const launcherNames = Object.keys(mustBe);

/** A sentence for each setting that is wrong or missing; touches nothing. */
export function problemsOf(
  mode: Mode | Part | "command" | "migrate",
  wholeEnv: NodeJS.ProcessEnv,
): string[] {
  const env = filled(wholeEnv);
  const files = fileProblems(wholeEnv);
  const given = (name: string) => env[name]?.trim() || undefined;
  const own = ownProblems(env);
  // The demonstration and development have a secret of their own.
  const real = mode === "start" || mode === "web" || mode === "worker";
  const secret = given("APP_SECRET") ?? (real ? undefined : "x".repeat(32));
  const config = configProblems({ ...env, APP_SECRET: secret });
  const found = [...files, ...own, ...config];
  for (const name of ["METRICS_PORT", "WORKER_METRICS_PORT"])
    if (Number(given(name)) === Number(given("PORT") ?? 3000))
      found.push(`${name} must be another port than PORT.`);
  if (mode === "demo" || mode === "dev" || mode === "start") found.push(...pairs(given));
  if (real) found.push(...production(given));
  if (real || (compiled && mode === "command")) found.push(...folderProblems(env));
  if (real && addressOf(mode, env) === undefined) found.push(noAddress(mode));
  const names = found.map((sentence) => sentence.split(" ")[0]?.replace(/_FILE$/, ""));
  return found.filter((_, at) => names.indexOf(names[at]) === at);
}

/** The settings by which a process finds the database, the first that is set counts. */
export const addressNames = {
  start: ["DATABASE_URL"],
  web: ["WEB_DATABASE_URL", "APP_DATABASE_URL", "DATABASE_URL"],
  worker: ["WORKER_DATABASE_URL", "APP_DATABASE_URL", "DATABASE_URL"],
} as const;

/** The address of the database for a process, with the setting that it stands in; undefined: there is none. */
export function addressOf(
  process: "start" | Part,
  env: NodeJS.ProcessEnv,
): { name: string; url: string } | undefined {
  for (const name of addressNames[process]) {
    const url = env[name];
    if (url !== undefined) return { name, url };
  }
  return undefined;
}

function noAddress(process: "start" | Part): string {
  const [name] = addressNames[process];
  if (process === "start")
    return `${name} is missing: it must be ${DATABASE_MUST_BE}. To look around: npm run demo.`;
  return `${name} is missing: it must be ${DATABASE_MUST_BE}, of the role of the ${process === "web" ? "web server" : "worker"}; or set DATABASE_URL to the owner's.`;
}

/** Whether a host name means this machine alone. */
export function isLoopback(host: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

function ownProblems(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readSettings(launcher, mustBe, env);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

type Given = (name: string) => string | undefined;

function pairs(given: Given): string[] {
  const has = (name: string) => given(name) !== undefined;
  if (has("APP_DATABASE_URL") || has("WEB_DATABASE_URL") === has("WORKER_DATABASE_URL")) return [];
  return ["WEB_DATABASE_URL and WORKER_DATABASE_URL belong together: set both or neither."];
}

/** What must not be so where real people are written to. */
function production(given: Given): string[] {
  const [secret, url, sender] = [given("APP_SECRET"), given("NEXTAUTH_URL"), given("MAIL_FROM")];
  const key = given("RESEND_API_KEY");
  const alone = isLoopback(given("HOST") ?? "") && isLoopback(hostOf(url));
  const trial = key === undefined && alone;
  return [
    ringOf(secret ?? "").some((key) => key.length >= 32 && isWeak(key)) &&
      "APP_SECRET can be guessed: set it to what `openssl rand -base64 32` prints.",
    !url && `NEXTAUTH_URL is missing: it must be ${address}.`,
    url?.startsWith("http:") &&
      !isLoopback(hostOf(url)) &&
      "NEXTAUTH_URL must begin with https://: over http:// anybody on the way reads links and sessions.",
    key === undefined &&
      !alone &&
      "RESEND_API_KEY is missing: set it to a key of Resend. To try the product out without one, on this machine alone: HOST=127.0.0.1 and NEXTAUTH_URL=http://localhost:3000; e-mails then stay at /mailbox.",
    !trial &&
      isExample(sender ?? EXAMPLE_SENDER) &&
      `MAIL_FROM ${sender ? "is an example" : "is missing"}: set it to an address of a domain that Resend has verified for you.`,
    given("DEMO") === "1" && "DEMO is for `npm run demo` alone: unset it.",
    Number(given("CLOCK_OFFSET_MS") ?? 0) !== 0 &&
      "CLOCK_OFFSET_MS is for demonstrations and tests alone: unset it.",
  ].filter((one) => typeof one === "string" && one !== "") as string[];
}

/** Domains that are kept for examples and tests (RFC 2606, RFC 6761). */
function isExample(sender: string): boolean {
  return /[@.](example(\.(com|net|org))?|test|invalid|localhost)$/i.test(sender);
}

function isAddress(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return false;
  return url.pathname === "/" && url.search === "" && url.hash === "";
}

function isProxies(text: string): boolean {
  try {
    readProxies(text);
    return true;
  } catch {
    return false;
  }
}

function hostOf(url: string | undefined): string {
  return URL.parse(url ?? "")?.hostname ?? "";
}
