import { z } from "zod";

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");

const schema = z.object({
  /** The application's own role; owns nothing. */
  APP_DATABASE_URL: z.string().min(1),
  /** Signs links, codes and form stamps; at least 32 characters. */
  APP_SECRET: z.string().min(32),
  /** Where people reach the product, without a slash at the end. */
  APP_URL: z.url().transform((url) => url.replace(/\/$/, "")),
  DEMO: flag,
  RESEND_API_KEY: z.string().optional(),
  RESEND_WEBHOOK_SECRET: z.string().optional(),
  MAIL_FROM: z.string().default("engagements@mail.example"),
  MAIL_PER_SECOND: z.coerce.number().positive().default(2),
  /** Shifts the product's clock, for demonstrations and tests alone. */
  CLOCK_OFFSET_MS: z.coerce.number().int().default(0),
  DATABASE_POOL: z.coerce.number().int().positive().default(10),
});

export type Config = z.infer<typeof schema>;

let config: Config | undefined;

/** The settings of this process, read once from its environment. Throws, naming what is missing. */
export function getConfig(): Config {
  config ??= schema.parse(process.env);
  return config;
}
