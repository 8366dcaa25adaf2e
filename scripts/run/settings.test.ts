import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { reasonOf } from "../doctor/finding";
import { filled } from "./from-files";
import { problemsOf } from "./problems";
import { isWeak } from "./weak";

const secret = "kD8vQ1mZr7xT3nYb9LwFh2sJpC6gUe0a";
const other = "w7RkT2pYxE9uVb4NqLs1DgZ6hMf3Jc8a";
const good = {
  DATABASE_URL: "postgresql://owner:password@db.internal:5432/engagements",
  APP_SECRET: secret,
  NEXTAUTH_URL: "https://engagements.contoso.com",
  RESEND_API_KEY: "re_h8Kq2",
  MAIL_FROM: "engagements@mail.contoso.com",
};

const problems = (changed: Record<string, string>) =>
  problemsOf("start", { ...good, ...changed } as unknown as NodeJS.ProcessEnv);

test.each<Record<string, string>>([
  {},
  { NEXTAUTH_URL: "https://engagements.contoso.com/" },
  { NEXTAUTH_URL: "http://localhost:3000" },
  { NEXTAUTH_URL: "http://[::1]:3000" },
  { DATABASE_URL: "postgres://owner:p%40ss@10.0.0.4/engagements?sslmode=require" },
  { DATABASE_URL: "postgresql:///engagements?host=/var/run/postgresql" },
  {
    RESEND_API_KEY: "",
    MAIL_FROM: "",
    HOST: "127.0.0.1",
    NEXTAUTH_URL: "http://localhost:3000",
  },
  { PORT: "8080", HOST: "::", MAIL_PER_SECOND: "0.5", S3_BUCKET: "files", S3_ENDPOINT: "" },
  { RESEND_WEBHOOK_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", DEMO: "0" },
  { APP_SECRET: `${other} ${secret}` },
  { APP_SECRET: ` ${other}\n${secret}\n` },
  { WEB_DATABASE_URL: "postgresql://w@h/d", WORKER_DATABASE_URL: "postgresql://x@h/d" },
])("production starts with %j", (changed) => expect(problems(changed)).toEqual([]));

const wrong: [string, string, RegExp?][] = [
  ["DATABASE_URL", ""],
  ["DATABASE_URL", "base"],
  ["DATABASE_URL", "postgresql://owner:password@/engagements"],
  ["DATABASE_URL", "postgresql://owner:password@db.internal"],
  ["DATABASE_URL", "postgresql://owner:pa#ss@db.internal/engagements"],
  ["DATABASE_URL", "mysql://owner:password@db.internal/engagements"],
  ["DATABASE_URL", "postgresql://owner:password@db.internal:port/engagements"],
  ["APP_DATABASE_URL", "engagements_app"],
  ["WEB_DATABASE_URL", "postgresql://web@h/d", /belong together/],
  ["WORKER_DATABASE_URL", "postgresql://worker@h/d", /belong together/],
  ["APP_SECRET", ""],
  ["APP_SECRET", "short"],
  ["APP_SECRET", "x".repeat(40), /guessed/],
  ["APP_SECRET", "ab12".repeat(10), /guessed/],
  ["APP_SECRET", "changemechangemechangemechangeme", /guessed/],
  ["APP_SECRET", "abcdefghijklmnopqrstuvwxyz0123456789", /guessed/],
  ["APP_SECRET", "at least 32 random characters; keep it", /must be/],
  ["APP_SECRET", "a-secret-of-the-tests-which-is-long-enough", /guessed/],
  ["APP_SECRET", `${secret} ${"x".repeat(40)}`, /guessed/],
  ["APP_SECRET", `${secret} ${secret.slice(1)}`, /must be/],
  ["APP_SECRET", `${other} ${secret}\n${other}`, /twice/],
  ["NEXTAUTH_URL", ""],
  ["NEXTAUTH_URL", "engagements.contoso.com"],
  ["NEXTAUTH_URL", "engagements.contoso.com:443"],
  ["NEXTAUTH_URL", "ftp://engagements.contoso.com"],
  ["NEXTAUTH_URL", "https://engagements.contoso.com/console"],
  ["NEXTAUTH_URL", "https://engagements.contoso.com/?a=b"],
  ["NEXTAUTH_URL", "https://robin:word@engagements.contoso.com"],
  ["NEXTAUTH_URL", "http://engagements.contoso.com", /https:/],
  ["NEXTAUTH_URL", "http://192.168.1.4:3000", /https:/],
  ["NEXTAUTH_URL", "http://localhost.contoso.com", /https:/],
  ["RESEND_API_KEY", ""],
  ["RESEND_API_KEY", "re_…"],
  ["RESEND_API_KEY", "re_abc def"],
  ["RESEND_WEBHOOK_SECRET", "webhook"],
  ["RESEND_BASE_URL", "api.resend.com"],
  ["MAIL_FROM", ""],
  ["MAIL_FROM", "engagements@mail.example"],
  ["MAIL_FROM", "engagements@example.com"],
  ["MAIL_FROM", "engagements@mail.test"],
  ["MAIL_FROM", "engagements@mail.invalid"],
  ["MAIL_FROM", "Engagements <engagements@contoso.com>"],
  ["MAIL_FROM", "engagements"],
  ["MAIL_PER_SECOND", "two"],
  ["MAIL_PER_SECOND", "0"],
  ["MAIL_PER_SECOND", "-1"],
  ["MAIL_PER_SECOND", "Infinity"],
  ["PORT", "http"],
  ["PORT", "0"],
  ["PORT", "70000"],
  ["PORT", "3000.5"],
  ["HOST", "http://127.0.0.1"],
  ["HOST", "127.0.0.1:3000"],
  ["TRUSTED_PROXIES", "nginx"],
  ["DATABASE_POOL", "0"],
  ["DATABASE_POOL", "many"],
  ["FILES_DIR", "public/files"],
  ["FILES_DIR", ".next"],
  ["FILES_DIR", "package.json/files", /no folder/],
  ["AUDIT_STAMPS", "package.json", /no folder/],
  ["DATA_DIR", "package.json/data", /no folder/],
  ["APP_SECRET_FILE", "package.json", /both set/],
  ["RESEND_WEBHOOK_SECRET_FILE", "nowhere/secret", /is not there/],
  ["RESEND_WEBHOOK_SECRET_FILE", "lib", /is a folder/],
  ["RESEND_WEBHOOK_SECRET_FILE", "/dev/null", /is empty/],
  ["S3_ENDPOINT", "s3.contoso.com"],
  ["S3_ENDPOINT", "https://s3.contoso.com", /S3_BUCKET/],
  ["S3_ACCESS_KEY_ID", "AKIA", /belong together/],
  ["S3_SECRET_ACCESS_KEY", "secret", /belong together/],
  ["DEMO", "1", /npm run demo/],
  ["DEMO", "yes"],
  ["CLOCK_OFFSET_MS", "86400000"],
  ["CLOCK_OFFSET_MS", "a day"],
  ["LOG_LEVEL", "loud"],
  ["METRICS_PORT", "on"],
  ["METRICS_PORT", "65536"],
  ["METRICS_PORT", "3000", /another port than PORT/],
  ["WORKER_METRICS_PORT", "3000", /another port than PORT/],
  ["METRICS_HOST", "0.0.0.0:9464"],
  ["METRICS_HOST", "localhost"],
  ["ERROR_HOOK", "contoso.com/hook"],
  ["ERROR_HOOK", "http://contoso.com/hook"],
  ["ERROR_HOOK", "file:///etc/passwd"],
  ["ERROR_HOOK", "https://key@sentry.contoso.com/"],
  ["MAIL_HOLD_SECONDS", "-1"],
  ["MAIL_HOLD_SECONDS", "1e9"],
  ["MAIL_HOLD_SECONDS", "soon"],
  ["MAIL_ROUND_MINUTES", "ten"],
  ["MAIL_ROUND_MAX", "0"],
  ["MAIL_RECIPIENT_DAY", "-1"],
  ["MAIL_PARTNER_DAY", "1.5"],
  ["MAIL_WORDS_DAY", "few"],
  ["BULK_REQUESTS_DAY", "none"],
  ["BULK_ROWS", "0"],
  ["BULK_RUNS", "-2"],
  ["DIGEST_HOUR", "25"],
  ["DIGEST_HOUR", "noon"],
  ["CONTACT_RELEASE", "yes"],
  ["REVIEW_TARGET_DAYS", "-1"],
  ["REVIEW_WORKDAYS", "mon,day"],
  ["KEEP_MAIL_DAYS", "29"],
  ["KEEP_SIGN_IN_DAYS", "89"],
  ["KEEP_ACCOUNT_DAYS", "a year"],
  ["FILES_YOUNG_DAYS", "-1"],
  ["FILES_ASIDE_DAYS", "soon"],
  ["CLAMD", "scanner"],
  ["CLAMD", "tcp://"],
  ["AUDIT_STAMPS", "s3://", /S3|bucket/],
  ["AUDIT_STAMPS_LOCK_DAYS", "for ever"],
  ["AUDIT_TSA", "tsa.contoso.com"],
  ["ENTRA_CLIENT_ID", "0190a1b2-0000-4000-8000-000000000001", /belong together/],
  ["ENTRA_CLIENT_SECRET", "a secret of nobody", /belong together/],
  ["ENTRA_TENANTS", "contoso", /ENTRA_TENANTS/],
  ["OIDC_PROVIDERS", "acme", /OIDC_PROVIDERS/],
  ["S3_BUCKET", "Not A Bucket"],
  ["DATABASE_URL", "postgresql://owner:password@db.internal/engagements?pgbouncer=true", /itself/],
  ["DATABASE_URL", "postgresql://owner:password@db.internal/engagements?sslmode=sometimes"],
  ["DATABASE_URL_FILE", "nowhere/url", /both set/],
];

test.each(wrong)("%s=%s is refused in one sentence that names it", (name, value, words = /./) => {
  const told = problems({ [name]: value });
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(name);
  expect(told[0]).toMatch(words);
  expect(told[0]).toMatch(/\.$/);
  const isSecret = /(SECRET|KEY|KEY_ID|DATABASE_URL)$/.test(name) && value.length > 8;
  if (isSecret) expect(told[0]).not.toContain(value);
});

test("each of 40 kinds of settings and more is told when it is wrong", () => {
  expect(new Set(wrong.map(([name]) => name)).size).toBeGreaterThan(50);
});

test("O16 figures on two ports, and errors to a hook on this machine or with TLS, are no fault", () => {
  const fine = { METRICS_PORT: "9464", WORKER_METRICS_PORT: "9465", METRICS_HOST: "::1" };
  for (const ERROR_HOOK of [
    "https://hooks.contoso.com/a?b=c",
    "https://key@sentry.contoso.com/42",
    "http://127.0.0.1:9000/x",
  ])
    expect(problems({ ...fine, ERROR_HOOK })).toEqual([]);
  expect(problems({ ...fine, WORKER_METRICS_PORT: "9464" })).toEqual([
    "WORKER_METRICS_PORT must be another port than METRICS_PORT.",
  ]);
});

test("O2 a part of the product, or a command, needs the address of its own role alone", () => {
  const { DATABASE_URL: _, ...others } = good;
  const of = (mode: "web" | "worker" | "command", env: Record<string, string>) =>
    problemsOf(mode, { ...others, ...env } as unknown as NodeJS.ProcessEnv);
  expect(of("web", { WEB_DATABASE_URL: "postgresql://w@h/d" })).toEqual([]);
  expect(of("worker", { WORKER_DATABASE_URL: "postgresql://w@h1,h2/d" })).toEqual([]);
  expect(of("command", { WORKER_DATABASE_URL: "postgresql://w@h/d" })).toEqual([]);
  expect(of("web", { DATABASE_URL: "postgresql://o@h/d" })).toEqual([]);
  const lacks = [expect.stringMatching(/^WEB_DATABASE_URL is missing: .* the web server;/)];
  expect(of("web", { WORKER_DATABASE_URL: "postgresql://w@h/d" })).toEqual(lacks);
});

test("O21 a secret may stand in a file; one that is not there is told once", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "secrets-"));
  const file = path.join(folder, "secret");
  try {
    writeFileSync(file, `${other}\n${secret}\n`);
    expect(problems({ APP_SECRET: "", APP_SECRET_FILE: file })).toEqual([]);
    const env = { APP_SECRET_FILE: file, PORT: " " } as unknown as NodeJS.ProcessEnv;
    expect(filled(env)).toEqual({ NODE_ENV: undefined, APP_SECRET: `${other}\n${secret}` });
    rmSync(file);
    expect(problems({ APP_SECRET: "", APP_SECRET_FILE: file })).toEqual([
      `APP_SECRET_FILE names a file that is not there: ${file}.`,
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  "horse-Battery-7-horse-Battery-7-horse",
  "Maandag+dinsdag+Maandag+woensdag+dinsdag",
  "Qw7!zRt9Qw7!zRt8Qw7!zRt6Qw7!zRt5Qw7!",
])("the same pieces again and again are weak: %s", (secret) => {
  expect(isWeak(secret)).toBe(true);
});

test("no secret of chance is taken for a weak one", () => {
  const { randomBytes } = jest.requireActual<typeof import("node:crypto")>("node:crypto");
  for (let n = 0; n < 2_000; n++) {
    expect(isWeak(randomBytes(32).toString("base64"))).toBe(false);
    expect(isWeak(randomBytes(16).toString("hex"))).toBe(false);
  }
});

test("`npm start` tells everything at once and touches nothing", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "settings-"));
  const data = path.join(folder, "data");
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: data,
    DATABASE_URL: "base",
    APP_SECRET: "x".repeat(32),
    NEXTAUTH_URL: "http://contoso.com",
    PORT: "http",
  } as unknown as NodeJS.ProcessEnv;
  try {
    const args = ["--import", "tsx", "scripts/run.ts", "start"];
    const ran = spawnSync(process.execPath, args, { env, encoding: "utf8" });
    const lines = ran.stdout.trim().split("\n");
    const names = [
      "DATABASE_URL",
      "PORT",
      "APP_SECRET",
      "NEXTAUTH_URL",
      "RESEND_API_KEY",
      "MAIL_FROM",
    ];
    expect(lines.map((line) => line.split(" ")[0])).toEqual(names);
    expect(ran.stderr).toBe("");
    expect(ran.status).toBe(1);
    expect(existsSync(data)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("U10 of the providers the entry and the part that are wrong are named, and no value", () => {
  const one = {
    id: "acme",
    label: "Acme",
    issuer: "https://idp.example",
    clientId: "x",
    clientSecret: "of-nobody",
  };
  const told = (...entries: object[]) => problems({ OIDC_PROVIDERS: JSON.stringify(entries) });
  const says = (text: string) => [expect.stringContaining(`OIDC_PROVIDERS ${text}`) as string];
  expect(told(one)).toEqual([]);
  expect(told(one, { ...one, id: "two", issuer: "idp" })).toEqual(says("entry 2: issuer must be"));
  for (const issuer of ["http://idp.example", "http://localhost:80@idp.example"])
    expect(told({ ...one, issuer })).toEqual(says("entry 1: issuer must be"));
  expect(told({ ...one, issuer: "http://127.0.0.1:4000" })).toEqual([]);
  for (const name of ["ENTRA_AUTHORITY", "TENANT_LOOKUP_HOST"])
    expect(problems({ [name]: "http://login.example" })).toEqual([
      expect.stringContaining(`${name} must be`),
    ]);
  expect(told(one, one)).toEqual(says('entry 2: the id "acme" stands twice.'));
  expect(told({ ...one, id: "entra" })).toEqual(says('entry 1: the id "entra" is taken.'));
  expect(told({ ...one, secret: "of-nobody" })).toEqual(says('entry 1 must not hold "secret".'));
  expect(told({ ...one, clientSecret: "" })).toEqual(says("entry 1: clientSecret must be"));
  const [text] = told({ ...one, trustedDomains: ["of-nobody"] });
  expect(text).toMatch(/^OIDC_PROVIDERS entry 1: trustedDomains must be/);
  expect(text).not.toContain("of-nobody");
});

test("doctor says why of an error that is its own cause, too", () => {
  const error: Error & { cause?: unknown } = new Error("round and round");
  error.cause = error;
  expect(reasonOf(error)).toBe("round and round");
  expect(reasonOf(new Error("outer", { cause: new TypeError("inner") }))).toBe("TypeError");
  expect(reasonOf("no error")).toBe("no error");
});
