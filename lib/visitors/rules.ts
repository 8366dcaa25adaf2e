/** Faster than this nobody reads, types a name and answers. */
export const PERSON_SECONDS = 3;
/** Faster than this an answer must be confirmed with a code. */
export const CALM_SECONDS = 6;
/** A form older than this is shown anew. */
export const STALE_HOURS = 24;

/** What a posted form shows of who filled it in (D10). */
export type FormSigns = {
  trapFilled: boolean;
  /** When the form's page was made; null: the stamp is not ours. */
  madeAt: Date | null;
  /** The page showed the text that is in force. */
  sameWording: boolean;
  /** The page went to the same network and browser. */
  sameVisitor: boolean;
  nameFits: boolean;
  userAgent: string;
  /** The browser said which languages its user reads. */
  saysLanguages: boolean;
};

export type NoForm =
  | "trap_filled"
  | "form_forged"
  | "form_stale"
  | "form_changed"
  | "form_too_fast";

/** D10: why a posted form is no act of a person at all; null: it may be one. */
export function whyNoForm(
  signs: Pick<FormSigns, "trapFilled" | "madeAt" | "sameWording">,
  now: Date,
): NoForm | null {
  if (signs.madeAt === null) return "form_forged";
  const seconds = (now.getTime() - signs.madeAt.getTime()) / 1_000;
  if (!(seconds >= 0) || seconds > STALE_HOURS * 3_600) return "form_stale";
  if (!signs.sameWording) return "form_changed";
  if (signs.trapFilled) return "trap_filled";
  return seconds < PERSON_SECONDS ? "form_too_fast" : null;
}

export type Suspicion = "name" | "visitor" | "fast" | "machine";

/** D10: what makes a whole form suspicious, so that it must be confirmed with a code; mostly nothing. */
export function suspicions(signs: FormSigns, now: Date): Suspicion[] {
  const found: Suspicion[] = [];
  if (!signs.nameFits) found.push("name");
  if (!signs.sameVisitor) found.push("visitor");
  const seconds = signs.madeAt === null ? 0 : (now.getTime() - signs.madeAt.getTime()) / 1_000;
  if (seconds < CALM_SECONDS) found.push("fast");
  if (!signs.saysLanguages || isMachine(signs.userAgent)) found.push("machine");
  return found;
}

const machines =
  /(?<!cu)bot\b|crawl|spider|slurp|scan|headless|phantom|selenium|webdriver|puppeteer|playwright|curl|wget|python|java\/|okhttp|go-http|\bnode\b|undici|axios|libwww|lwp|httpclient|ruby|php|postman|insomnia|preview|facebookexternalhit|embedly|proofpoint|mimecast|barracuda|safelinks|urldefense|ironport|trendmicro|symantec|sophos|fortinet|zscaler|fireeye|forcepoint|cisco|msoffice|ms-office|imageproxy/i;

/** Whether a user agent is that of a known scanner, robot or headless browser, or of nothing at all. */
export function isMachine(userAgent: string): boolean {
  return userAgent.trim().length < 20 || machines.test(userAgent);
}

/** How many codes may be mailed for one request in a day. */
export const CODES_A_DAY = 6;
export const CODE_MINUTES = 15;
export const CODE_ATTEMPTS = 5;

/** How often forms behind links may come from one network, and to one link. */
export const FORMS_OF_NETWORK = { points: 60, seconds: 600 };
export const FORMS_OF_LINK = { points: 25, seconds: 600 };
/** How often a network may ask what a request's number stands for; a number has 53 random bits. */
export const NUMBERS_OF_NETWORK = { points: 10, seconds: 900 };
/** How many messages may be left behind the links of one request. */
export const MESSAGES_OF_REQUEST = 5;
