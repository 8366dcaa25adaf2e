import type { RefusalCode } from "../errors";

export type AskFacts = {
  consentDueAt: Date;
  consentedAt: Date | null;
  endedAt: Date | null;
  endReason: string | null;
};

/**
 * S46–S54: why the customer cannot be asked (again) for consent; null: they can.
 * In time means before `consentDueAt` (D9), also when nobody recorded that it passed.
 */
export function whyNotAsk(facts: AskFacts, now: Date): RefusalCode | null {
  if (facts.endedAt !== null) {
    if (facts.endReason === "consent_expired") return "expired";
    return facts.endReason === "declined" ? "already_answered" : "round_ended";
  }
  if (facts.consentedAt !== null) return "already_answered";
  return now < facts.consentDueAt ? null : "expired";
}

export type ConsentStatus =
  | "open"
  | "accepted"
  | "declined"
  | "expired"
  | "no_longer_open"
  | "withdrawn"
  | "replaced"
  | "other_contact";

/** What is known of one request to a customer, its round, and the answer to it. */
export type RequestFacts = {
  replacedAt: Date | null;
  /** D18: when and by what it was closed: another partner's consent, or its contact (D19). */
  closedAt: Date | null;
  closedFor: "taken" | "contact" | null;
  consentDueAt: Date;
  endedAt: Date | null;
  endReason: string | null;
  /** The answer to this very request. */
  decision: "accept" | "decline" | null;
};

/**
 * Where a request stands for the customer who opens its link (D8–D11, D14). An answer stands
 * whatever came after it; without one the first thing that ended the request is told, for ever
 * (D18): all of these are facts that never change, and none depends on what somebody else holds now.
 */
export function consentStatus(facts: RequestFacts, now: Date): ConsentStatus {
  if (facts.decision === "decline") return "declined";
  if (facts.decision === "accept") {
    return facts.endReason === "withdrawn" ? "withdrawn" : "accepted";
  }
  if (facts.replacedAt !== null) return "replaced";
  if (facts.closedAt !== null)
    return facts.closedFor === "contact" ? "other_contact" : "no_longer_open";
  // An act may have begun before the deadline and waited for the clock that ended the round.
  if (facts.endedAt !== null)
    return facts.endedAt < facts.consentDueAt ? "no_longer_open" : "expired";
  return now < facts.consentDueAt ? "open" : "expired";
}

/** D14: whether a consent can be withdrawn: it stands, and its claim was not submitted. */
export function canWithdraw(
  facts: {
    decision: "accept" | "decline" | null;
    deliveryDueAt: Date | null;
    endedAt: Date | null;
    submittedAt: Date | null;
  },
  now: Date,
): boolean {
  if (facts.decision !== "accept" || facts.endedAt !== null || facts.submittedAt !== null) {
    return false;
  }
  return facts.deliveryDueAt !== null && now < facts.deliveryDueAt;
}

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
  "trap_filled" | "form_forged" | "form_stale" | "form_changed" | "form_too_fast";

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
