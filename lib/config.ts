import { isIP } from "node:net";
import path from "node:path";
import { z } from "zod";

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");

/** An environment often holds an empty text for what is not set. */
const setting = z
  .string()
  .optional()
  .transform((value) => value || undefined);

/** A folder that no web server gives away. */
const privateFolder = z
  .string()
  .default(".data/files")
  .transform((folder) => path.resolve(/* turbopackIgnore: true */ folder))
  .refine((folder) => !["public", ".next"].some((open) => isWithin(open, folder)));

/** The keys of APP_SECRET, the newest first: they stand in it with spaces or line breaks between them. */
export function ringOf(text: string): string[] {
  return text.split(/\s+/).filter((key) => key !== "");
}

const ring = z
  .tuple([z.string().min(32)], z.string().min(32))
  .refine((keys) => new Set(keys).size === keys.length, {
    error: "holds the same key twice: each must be another.",
  });

/** Whose word opens accounts is asked over TLS: on the way to it nobody answers in its place. Plain HTTP only on this machine. */
const identityAddress = z.url({ protocol: /^https?$/ }).refine((url) => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
});

const port = z.coerce.number().int().min(1).max(65_535);

/** Over TLS, or to this machine; with a user before the host it must name a project. */
function isHook(text: string): boolean {
  const url = URL.parse(text);
  if (
    !url ||
    (url.protocol === "http:" && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname))
  )
    return false;
  return url.username === "" || /\/\w+\/?$/.test(url.pathname);
}

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const domainName = z.string().regex(/^[a-z0-9-]+([.][a-z0-9-]+)+$/);

/** U10: the providers of OpenID Connect, as JSON. */
const oidcProviders = z
  .string()
  .default("[]")
  .transform((text, ctx): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      ctx.addIssue({ code: "custom", message: "is no JSON" });
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/),
          label: z.string().min(1).max(60),
          issuer: identityAddress,
          clientId: z.string().min(1),
          clientSecret: z.string().min(1),
          /** U11: whose verified addresses of these domains are believed. */
          trustedDomains: z.array(domainName).default([]),
        }),
      )
      .superRefine((all, ctx) => {
        for (const [index, { id }] of all.entries()) {
          const wrong = (why: string) => {
            ctx.addIssue({
              code: "custom",
              message: `entry ${index + 1}: ${why}`,
            });
          };
          if (["entra", "link", "demo"].includes(id)) wrong(`the id "${id}" is taken.`);
          if (all.findIndex((one) => one.id === id) < index) wrong(`the id "${id}" stands twice.`);
        }
      }),
  );

/** What each part of a provider must be. */
const partOfProvider: Record<string, string> = {
  id: "small letters, digits and hyphens, at most 30, a letter first",
  label: "what people read on the button, of 1 to 60 characters",
  issuer: "the address of the provider, with https, such as https://login.contoso.com",
  clientId: "the id that the provider gave us",
  clientSecret: "the secret that the provider gave us",
  trustedDomains: 'a list of e-mail domains, such as ["contoso.com"]',
};

/** Which entry of a list is wrong, and which part of it; its value, which may be a secret, is not said. */
function wrongEntry(path: readonly PropertyKey[], keys: readonly string[] | undefined): string {
  const [entry, part] = [`entry ${Number(path[1]) + 1}`, path[2]];
  if (keys) return `${entry} must not hold ${keys.map((key) => `"${key}"`).join(", ")}.`;
  if (part === undefined) return `${entry} must be an object with id, label, issuer and so on.`;
  return `${entry}: ${String(part)} must be ${partOfProvider[String(part)] ?? "set otherwise"}.`;
}

/** The address of a PostgreSQL database: host (or socket folder) and database must be in it; sslmode is one that there is. */
export const databaseUrl = z.string().refine((text) => {
  const url = URL.parse(text);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) return false;
  const mode = url.searchParams.get("sslmode") ?? "require";
  if (!/^(disable|allow|prefer|require|no-verify|verify-(ca|full))$/.test(mode)) return false;
  return Boolean(url.hostname || url.searchParams.get("host")) && url.pathname.length > 1;
});
export const DATABASE_MUST_BE =
  "postgresql://user:password@host/database (special characters of a password as %XX)";

/** Sends nothing to anybody: production must name its own. */
export const EXAMPLE_SENDER = "engagements@mail.example";

/** What belongs together is looked at although something else is wrong: all is told at once. */
const always = () => true;

const schema = z
  .object({
    /** The application's own role; owns nothing. */
    APP_DATABASE_URL: databaseUrl,
    /** O20: the keys that lib/keys.ts derives all others from, the newest first. */
    APP_SECRET: z.string().transform(ringOf).pipe(ring),
    /** Where people reach the product, without a slash at the end. */
    APP_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, "")),
    DEMO: flag,
    /** Which proxies are believed; read by lib/web/front/proxies.ts. */
    TRUSTED_PROXIES: setting,
    /** D19: staff release a contact outside of the customer's domains before anything is sent. */
    CONTACT_RELEASE: z
      .enum(["0", "1"])
      .default("1")
      .transform((value) => value === "1"),
    /** In how many working days the programme means to decide on a claim; 0: it has no target. */
    REVIEW_TARGET_DAYS: z.coerce.number().int().min(0).max(250).default(5),
    /** On which days of the week it works, as numbers from 1, a Monday. */
    REVIEW_WORKDAYS: z
      .string()
      .default("mon,tue,wed,thu,fri")
      .transform((text) =>
        text
          .trim()
          .toLowerCase()
          .split(/[\s,]+/),
      )
      .pipe(z.array(z.enum(weekdays)).min(1))
      .transform((days) => days.map((day) => weekdays.indexOf(day) + 1)),
    /** K7: at which hour where a person is their digest is made; null: none is. */
    DIGEST_HOUR: z
      .union([z.literal("off").transform(() => null), z.coerce.number().int().min(0).max(23)])
      .default(7),
    RESEND_API_KEY: z.stringFormat("key", /^[\x21-\x7e]+$/).optional(),
    RESEND_WEBHOOK_SECRET: z.stringFormat("secret", /^whsec_[A-Za-z0-9+/]+={0,2}$/).optional(),
    MAIL_FROM: z.email().default(EXAMPLE_SENDER),
    MAIL_PER_SECOND: z.coerce.number().positive().max(100_000).default(2),
    RESEND_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** O5: for how long a web server that was told to stop is not ready, and answers still. */
    STOP_GRACE_SECONDS: z.coerce.number().int().min(0).max(60).default(3),
    LOG_LEVEL: z
      .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
      .default("info"),
    /** O16: where the figures of web server and worker are asked for; none: nowhere. */
    METRICS_PORT: port.optional(),
    WORKER_METRICS_PORT: port.optional(),
    METRICS_HOST: z
      .string()
      .refine((host) => isIP(host) > 0)
      .default("127.0.0.1"),
    /** O19: who hears of errors, a webhook or what speaks as Sentry does. */
    ERROR_HOOK: setting.pipe(
      z
        .url({ protocol: /^https?$/ })
        .refine(isHook)
        .optional(),
    ),
    /** K12: how long a single e-mail that asks somebody outside waits in the queue, so that it can be taken back. */
    MAIL_HOLD_SECONDS: z.coerce.number().int().min(0).max(600).default(30),
    /** D25: the shortest time between two e-mails that ask one mailbox about one customer and workshop. */
    MAIL_ROUND_MINUTES: z.coerce.number().int().nonnegative().default(10),
    /** D25: how many e-mails may ask within one round. */
    MAIL_ROUND_MAX: z.coerce.number().int().positive().default(10),
    /** D25: how many e-mails a mailbox outside gets in 24 hours, over all partners; further ones wait. */
    MAIL_RECIPIENT_DAY: z.coerce.number().int().positive().default(5),
    /** D25: how many e-mails of a partner may ask somebody in 24 hours. */
    MAIL_PARTNER_DAY: z.coerce.number().int().positive().default(500),
    /** B7: for how many requests a partner's runs of many rows may ask in 24 hours. */
    BULK_REQUESTS_DAY: z.coerce.number().int().positive().default(2_000),
    /** D25: how many e-mails with a partner's own words a mailbox without an account gets of it in 24 hours. */
    MAIL_WORDS_DAY: z.coerce.number().int().positive().default(20),
    /** B7: how many rows one run has at most, and how many runs of a company go on at once. */
    BULK_ROWS: z.coerce.number().int().positive().max(100_000).default(5_000),
    BULK_RUNS: z.coerce.number().int().positive().default(2),
    BULK_WAIT_DAYS: z.coerce.number().int().min(7).max(365).default(30),
    /** Shifts the product's clock, for demonstrations and tests alone. */
    CLOCK_OFFSET_MS: z.coerce.number().int().default(0),
    /** O12: a standby that pages and files which may be seconds old are read from. */
    READ_DATABASE_URL: setting.pipe(
      databaseUrl.refine((text) => !URL.parse(text)?.searchParams.has("also")).optional(),
    ),
    DATABASE_POOL: z.coerce.number().int().positive().max(1_000).default(10),
    /** Where files are kept, or received before they go into the bucket. */
    FILES_DIR: privateFolder,
    /** How old a file must be before the nightly sweep takes it, and how long it is then kept aside. */
    FILES_YOUNG_DAYS: z.coerce.number().min(1).default(7),
    FILES_ASIDE_DAYS: z.coerce.number().min(1).default(30),
    /** O23: for how many days is kept what e-mails said, how people signed in, accounts of nobody any more. */
    KEEP_MAIL_DAYS: z.coerce.number().int().min(30).max(36_500).default(400),
    KEEP_SIGN_IN_DAYS: z.coerce.number().int().min(90).max(36_500).default(180),
    KEEP_ACCOUNT_DAYS: z.coerce.number().int().min(365).max(36_500).default(730),
    /** Where the audit log's heads are written down: a folder, or `s3://bucket/prefix`. */
    AUDIT_STAMPS: setting.pipe(
      z
        .string()
        .regex(/^(?!s3:)|^s3:\/\/[\w.-]{3,}/)
        .optional(),
    ),
    /** O15: for how many days a bucket with object lock keeps each stamp from everybody; 0: no lock is asked for. */
    AUDIT_STAMPS_LOCK_DAYS: z.coerce.number().int().min(0).max(36_500).default(0),
    /** O15: a time-stamping service (RFC 3161), which says when it saw each stamp. */
    AUDIT_TSA: setting.pipe(z.url({ protocol: /^https?$/ }).optional()),
    /** ClamAV's daemon, as `tcp://127.0.0.1:3310` or the path of its socket: files wait for its verdict. */
    CLAMD: setting.pipe(
      z
        .string()
        .regex(/^(tcp:\/\/[^/@]+|(unix:(\/\/)?)?\/.+)$/)
        .optional(),
    ),
    /** U10: signing in with Microsoft Entra ID. */
    ENTRA_CLIENT_ID: setting,
    ENTRA_CLIENT_SECRET: setting,
    ENTRA_TENANTS: z
      .string()
      .default("any")
      .transform((text) =>
        text.trim() === "any"
          ? []
          : text
              .trim()
              .toLowerCase()
              .split(/[\s,]+/),
      )
      .pipe(z.array(z.guid())),
    ENTRA_AUTHORITY: identityAddress
      .default("https://login.microsoftonline.com")
      .transform((url) => url.replace(/\/$/, "")),
    OIDC_PROVIDERS: oidcProviders,
    /** P24: who is asked for the tenant of a domain; nobody else ever is. */
    TENANT_LOOKUP_HOST: identityAddress.default("https://login.microsoftonline.com"),
    /** Keeps files in a bucket of a service that speaks S3. */
    S3_BUCKET: setting.pipe(
      z
        .string()
        .regex(/^[A-Za-z0-9][\w.-]{1,253}[A-Za-z0-9]$/)
        .optional(),
    ),
    S3_ENDPOINT: setting.pipe(z.url({ protocol: /^https?$/ }).optional()),
    S3_REGION: setting.transform((region) => region ?? "us-east-1"),
    S3_ACCESS_KEY_ID: setting,
    S3_SECRET_ACCESS_KEY: setting,
  })
  .refine(
    (config) =>
      (config.S3_ACCESS_KEY_ID === undefined) === (config.S3_SECRET_ACCESS_KEY === undefined),
    {
      path: ["S3_ACCESS_KEY_ID"],
      when: always,
      error: "and S3_SECRET_ACCESS_KEY belong together: set both or neither.",
    },
  )
  .refine(
    (config) =>
      (config.ENTRA_CLIENT_ID === undefined) === (config.ENTRA_CLIENT_SECRET === undefined),
    {
      path: ["ENTRA_CLIENT_ID"],
      when: always,
      error: "and ENTRA_CLIENT_SECRET belong together: set both or neither.",
    },
  )
  .refine((config) => !config.METRICS_PORT || config.METRICS_PORT !== config.WORKER_METRICS_PORT, {
    path: ["WORKER_METRICS_PORT"],
    when: always,
    error: "must be another port than METRICS_PORT.",
  })
  .refine((config) => config.S3_BUCKET !== undefined || config.S3_ENDPOINT === undefined, {
    path: ["S3_ENDPOINT"],
    when: always,
    error: "is of no use without S3_BUCKET: set the bucket too, or unset it.",
  })
  .transform((config) => ({ ...config, AUDIT_STAMPS: stampsOf(config) }))
  .refine(({ AUDIT_STAMPS, FILES_DIR }) => !isWithin(FILES_DIR, AUDIT_STAMPS), {
    path: ["AUDIT_STAMPS"],
    error: "must not lie in FILES_DIR, which is swept: name a folder of its own.",
  });

/** What each setting must be, to end "NAME must be …". A text in the schema itself stands instead. */
const mustBe: Record<keyof z.input<typeof schema>, string> = {
  APP_DATABASE_URL: DATABASE_MUST_BE,
  APP_SECRET:
    "at least 32 random characters, such as `openssl rand -base64 32` prints, or several such keys with spaces between them, the newest first",
  APP_URL: "the address people use, such as https://engagements.example.com",
  DEMO: "0 or 1",
  TRUSTED_PROXIES: "a number of proxies, or their addresses and ranges with commas",
  CONTACT_RELEASE: "0 or 1",
  REVIEW_TARGET_DAYS: "a whole number of working days from 0 to 250, such as 5",
  REVIEW_WORKDAYS: "days of the week with commas between them, such as mon,tue,wed,thu,fri",
  DIGEST_HOUR: "an hour of the day from 0 to 23, such as 7, or off",
  RESEND_API_KEY: "a key of Resend, without spaces",
  RESEND_WEBHOOK_SECRET: "the signing secret that Resend shows for the webhook: whsec_…",
  MAIL_FROM: "an e-mail address alone, such as engagements@mail.your-domain.com",
  MAIL_PER_SECOND: "a number above 0 and up to 100000, such as 2",
  MAIL_HOLD_SECONDS: "a whole number of seconds from 0 to 600, such as 30",
  MAIL_ROUND_MINUTES: "a whole number of minutes, such as 10",
  MAIL_ROUND_MAX: "a whole number from 1, such as 10",
  MAIL_RECIPIENT_DAY: "a whole number from 1, such as 5",
  MAIL_PARTNER_DAY: "a whole number from 1, such as 500",
  BULK_REQUESTS_DAY: "a whole number from 1, such as 2000",
  MAIL_WORDS_DAY: "a whole number from 1, such as 20",
  AUDIT_STAMPS_LOCK_DAYS: "a whole number of days, such as 3650, or 0",
  AUDIT_TSA: "the address of a time-stamping service, such as https://tsa.example.com",
  KEEP_MAIL_DAYS: "a whole number of days from 30, such as 400",
  KEEP_SIGN_IN_DAYS: "a whole number of days from 90, such as 180",
  KEEP_ACCOUNT_DAYS: "a whole number of days from 365, such as 730",
  BULK_ROWS: "a whole number from 1 to 100000, such as 5000",
  BULK_RUNS: "a whole number from 1, such as 2",
  BULK_WAIT_DAYS: "a whole number of days from 7 to 365, such as 30",
  RESEND_BASE_URL: "the address of a service that speaks as Resend does",
  METRICS_PORT: "a port from 1 to 65535, such as 9464",
  WORKER_METRICS_PORT: "a port from 1 to 65535, such as 9465",
  METRICS_HOST: "an address of this machine, such as 127.0.0.1",
  ERROR_HOOK:
    "the address of a webhook, with https, or what Sentry calls a DSN (https://key@host/project)",
  STOP_GRACE_SECONDS: "a whole number of seconds from 0 to 60, such as 3",
  LOG_LEVEL: "one of trace, debug, info, warn, error, fatal and silent",
  CLOCK_OFFSET_MS: "a whole number of milliseconds",
  READ_DATABASE_URL:
    "the address of one standby, such as postgresql://replica.internal/engagements",
  DATABASE_POOL: "a whole number from 1 to 1000",
  FILES_DIR: "a folder that is not served: not within public or .next",
  FILES_YOUNG_DAYS: "a number of days, at least 1",
  FILES_ASIDE_DAYS: "a number of days, at least 1",
  AUDIT_STAMPS: "a folder, or s3://bucket/prefix",
  CLAMD: "ClamAV's daemon, such as tcp://127.0.0.1:3310, or the path of its socket",
  ENTRA_CLIENT_ID: "the application (client) ID that Entra shows",
  ENTRA_CLIENT_SECRET: "a client secret of the application in Entra",
  ENTRA_TENANTS: "any, or the IDs of tenants with commas between them",
  ENTRA_AUTHORITY:
    "the address of Entra's cloud, with https, such as https://login.microsoftonline.com",
  OIDC_PROVIDERS:
    'a JSON list such as [{"id":"contoso","label":"Contoso","issuer":"https://login.contoso.com","clientId":"…","clientSecret":"…"}], with another id for each',
  TENANT_LOOKUP_HOST:
    "the address of the identity provider, such as https://login.microsoftonline.com",
  S3_BUCKET: "the name of a bucket",
  S3_ENDPOINT: "the address of the service, such as https://s3.eu-west-1.amazonaws.com",
  S3_REGION: "the name of a region, such as us-east-1",
  S3_ACCESS_KEY_ID: "the id of a key",
  S3_SECRET_ACCESS_KEY: "the secret of the key",
};

export type Config = z.infer<typeof schema>;

let config: Config | undefined;

/**
 * The settings of this process, read once from its environment.
 * Throws `SettingsError` with a sentence for each that is wrong or missing.
 */
export function getConfig(): Config {
  config ??= readSettings(schema, mustBe, process.env);
  return config;
}

/** Reads settings; an empty text counts as not set. Values stay out of the sentences: some are secret. */
export function readSettings<T extends z.ZodType>(
  of: T,
  words: Record<string, string>,
  env: NodeJS.ProcessEnv,
): z.output<T> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const read = of.safeParse(given);
  if (read.success) return read.data;
  throw new SettingsError(
    read.error.issues.map(({ path, message, code, ...issue }) => {
      const key = String(path[0] ?? "");
      if (key === "OIDC_PROVIDERS" && path.length > 1)
        return `${key} ${wrongEntry(path, "keys" in issue ? issue.keys : undefined)}`;
      if (code === "custom" && /[.]$/.test(message)) return `${key} ${message}`;
      const what = given[key] === undefined ? `${key} is missing: it` : key;
      return `${what} must be ${words[key] ?? "set otherwise"}.`;
    }),
  );
}

/** Wrong or missing settings, each told in a sentence that names it. */
export class SettingsError extends Error {
  override name = "SettingsError";
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

/** The names of all settings of the product: tests, journeys and measurements begin without. */
export const settingNames = [
  ...Object.keys(mustBe),
  ...["DATABASE_URL", "WEB_DATABASE_URL", "WORKER_DATABASE_URL"],
  ...["NEXTAUTH_URL", "HOST", "BACKUP_KEY", "PG_BIN"],
  ...["ENDPOINT", "TRACES_ENDPOINT", "METRICS_ENDPOINT"].map(
    (name) => `OTEL_EXPORTER_OTLP_${name}`,
  ),
  ...["OTEL_SERVICE_NAME", "OTEL_METRIC_EXPORT_INTERVAL"],
];

/**
 * Forgets the settings of a product that this shell may hold: what is tried or measured sends with no
 * real key, keeps no file in a real bucket and reaches no real database.
 */
export function forgetSettings(): void {
  for (const name of settingNames) Reflect.deleteProperty(process.env, name);
}

/** The sentences for what is wrong in an environment, but for what the launcher adds to it. */
export function configProblems(env: NodeJS.ProcessEnv): readonly string[] {
  const added = {
    APP_DATABASE_URL: "postgresql://none@127.0.0.1:1/none",
    APP_URL: "http://localhost",
  };
  try {
    readSettings(schema, mustBe, { ...env, ...added });
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

/** Beside the files unless said, never among them. */
function stampsOf({ AUDIT_STAMPS, FILES_DIR }: { AUDIT_STAMPS?: string; FILES_DIR: string }) {
  if (AUDIT_STAMPS?.startsWith("s3://")) return AUDIT_STAMPS;
  return AUDIT_STAMPS === undefined
    ? path.join(path.dirname(FILES_DIR), "audit-stamps")
    : path.resolve(/* turbopackIgnore: true */ AUDIT_STAMPS);
}

/** Whether a folder, or file, lies in a folder, or is it. */
export function isWithin(folder: string, inner: string): boolean {
  const way = path.relative(folder, inner);
  return !way.startsWith("..") && !path.isAbsolute(way);
}
