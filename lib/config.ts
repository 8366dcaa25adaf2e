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
  .refine((folder) => !["public", ".next"].some((open) => isWithin(open, folder)), {
    error: "FILES_DIR must not lie in a folder that is served",
  });

const schema = z
  .object({
    /** The application's own role; owns nothing. */
    APP_DATABASE_URL: z.string().min(1),
    /** Signs links, codes and form stamps; at least 32 characters. */
    APP_SECRET: z.string().min(32),
    /** Where people reach the product, without a slash at the end. */
    APP_URL: z.url().transform((url) => url.replace(/\/$/, "")),
    DEMO: flag,
    /** Which proxies are believed; read by lib/web/front/proxies.ts. */
    TRUSTED_PROXIES: setting,
    /** D19: staff release a contact outside of the customer's domains before anything is sent. */
    CONTACT_RELEASE: z
      .enum(["0", "1"])
      .default("1")
      .transform((value) => value === "1"),
    RESEND_API_KEY: z.string().optional(),
    RESEND_WEBHOOK_SECRET: z.string().optional(),
    MAIL_FROM: z.string().default("engagements@mail.example"),
    MAIL_PER_SECOND: z.coerce.number().positive().default(2),
    /** Shifts the product's clock, for demonstrations and tests alone. */
    CLOCK_OFFSET_MS: z.coerce.number().int().default(0),
    DATABASE_POOL: z.coerce.number().int().positive().default(10),
    /** Where files are kept, or received before they go into the bucket. */
    FILES_DIR: privateFolder,
    /** Keeps files in a bucket of a service that speaks S3. */
    S3_BUCKET: setting,
    S3_ENDPOINT: setting.pipe(z.url().optional()),
    S3_REGION: setting.transform((region) => region ?? "us-east-1"),
    S3_ACCESS_KEY_ID: setting,
    S3_SECRET_ACCESS_KEY: setting,
  })
  .refine(
    (config) =>
      (config.S3_ACCESS_KEY_ID === undefined) === (config.S3_SECRET_ACCESS_KEY === undefined),
    { error: "S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together" },
  );

export type Config = z.infer<typeof schema>;

let config: Config | undefined;

/** The settings of this process, read once from its environment. Throws, naming what is missing. */
export function getConfig(): Config {
  config ??= schema.parse(process.env);
  return config;
}

function isWithin(folder: string, inner: string): boolean {
  const way = path.relative(folder, inner);
  return !way.startsWith("..") && !path.isAbsolute(way);
}
