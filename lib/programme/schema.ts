import { z } from "zod";
import type { ErrorCode } from "@/messages";
import { emailAddress, line, namedLine, paragraphs, revision } from "../input";
import { currencyCode } from "../money";
import { isTimeZone } from "../time/zones";
import { locales } from "@/messages/languages";

/** P2: what `programme:init` is given. */
export const initInput = z.object({
  name: namedLine(200),
  operator: emailAddress(),
  /** Without it the part of the address before the @. */
  personName: line(200).default(""),
  language: z.enum(locales).default(locales[0]),
  /** What it pays in (P13). */
  currency: currencyCode.default("USD"),
  /** Adds somebody although others can sign in. */
  add: z.boolean().default(false),
});
export type InitInput = z.output<typeof initInput>;

/** As `#0f6cbd`; also typed without its sign, in capitals, or short. */
const colour = z
  .string()
  .trim()
  .default("")
  .transform((text) => text.toLowerCase().replace(/^#?([0-9a-f]{3}|[0-9a-f]{6})$/, "#$1"))
  .transform((text) => text.replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3"))
  .refine((text) => /^(#[0-9a-f]{6})?$/.test(text), "invalid_colour");

/** P3: what people read of who runs the programme, and what its staff are held to. */
export const settingsFields = z.object({
  name: namedLine(200),
  senderName: line(100).default(""),
  organisation: namedLine(200),
  address: namedLine(300),
  email: emailAddress(),
  /** The statement: the address of a page elsewhere, or the text in both languages. */
  privacy: line(500)
    .default("")
    .pipe(z.literal("").or(z.url({ protocol: /^https$/, error: "invalid_https" }))),
  privacyEn: paragraphs(15_000).default(""),
  privacyNl: paragraphs(15_000).default(""),
  language: z.enum(locales, "required"),
  timeZone: z.string("required").refine(isTimeZone, "invalid_time_zone"),
  locationIdName: line(40).default(""),
  /** On light and on dark; empty: the product's own. */
  accentLight: colour,
  accentDark: colour,
  keptYears: z
    .string()
    .trim()
    .regex(/^[1-9]\d?$/, "invalid_years")
    .transform(Number),
  /** U13: whether its staff need a second factor. */
  operatorsFactor: yesOrNo(),
  /** P6: whether who approved a claim may pay it too. */
  approverPays: yesOrNo(),
  /** P6: whether a change of criteria needs a second catalogue editor. */
  twoEditors: yesOrNo(),
  /** P24: whether the identity provider is asked for the tenant of a domain that nobody has. */
  liveLookup: yesOrNo(),
});

export const settingsNames = settingsFields.keyof().options;

export const settingsInput = settingsFields
  .extend({
    /** The state that was on the page (P4). */
    revision,
  })
  .superRefine(({ privacy, privacyEn, privacyNl }, context) => {
    const wrong = (field: string, message: ErrorCode) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (privacy !== "" && privacyEn + privacyNl !== "") wrong("privacy", "privacy_twice");
    else if (privacy + privacyEn + privacyNl === "") wrong("privacy", "privacy_missing");
    else if (privacy === "" && privacyEn === "") wrong("privacyEn", "privacy_language");
    else if (privacy === "" && privacyNl === "") wrong("privacyNl", "privacy_language");
  });
export type SettingsInput = z.output<typeof settingsInput>;

/** The largest file of a logo; `programme_logo_size` of the database says the same. */
export const LOGO_BYTES = 40_960;

/** P3: another logo: the bytes of its file in base64. */
export const logoInput = z.object({
  logo: z
    .string("required_file")
    .min(1, "required_file")
    .transform((text) => new Uint8Array(Buffer.from(text, "base64"))),
  revision,
});
export const noLogoInput = z.object({ revision });

export { timeZones } from "../time/zones";

/** P13: what the programme pays in. */
export const currencyInput = z.object({ currency: currencyCode, revision });
export type CurrencyInput = z.output<typeof currencyInput>;

function yesOrNo() {
  return z.enum(["yes", "no"], "required").transform((wanted) => wanted === "yes");
}
