import { z } from "zod";
import { emailAddress, line, namedLine, revision } from "../input";
import { currencyCode } from "../money";

/** P2: what `programme:init` is given. */
export const initInput = z.object({
  name: namedLine(200),
  operator: emailAddress(),
  /** Without it the part of the address before the @. */
  personName: line(200).default(""),
  language: z.enum(["en", "nl"]).default("en"),
  /** What it pays in (P13). */
  currency: currencyCode.default("USD"),
  /** Adds somebody although others can sign in. */
  add: z.boolean().default(false),
});
export type InitInput = z.output<typeof initInput>;

/** P3: what people read of who runs the programme, and what its staff are held to. */
export const settingsFields = z.object({
  name: namedLine(200),
  senderName: line(100).default(""),
  organisation: namedLine(200),
  address: namedLine(300),
  email: emailAddress(),
  privacy: line(500).pipe(z.url({ protocol: /^https$/, error: "invalid_https" })),
  keptYears: z
    .string()
    .trim()
    .regex(/^[1-9]\d?$/, "invalid_years")
    .transform(Number),
  /** U13: whether its staff need a second factor. */
  operatorsFactor: yesOrNo(),
  /** P6: whether who approved a claim may pay it too. */
  approverPays: yesOrNo(),
});

export const settingsInput = settingsFields.extend({
  /** The state that was on the page (P4). */
  revision,
});
export type SettingsInput = z.output<typeof settingsInput>;

/** P13: what the programme pays in. */
export const currencyInput = z.object({ currency: currencyCode, revision });
export type CurrencyInput = z.output<typeof currencyInput>;

function yesOrNo() {
  return z.enum(["yes", "no"], "required").transform((wanted) => wanted === "yes");
}
