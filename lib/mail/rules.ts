import { domainToASCII } from "node:url";
import { z } from "zod";
import { troubleStates, type emailStates } from "@/db/schema/states";

/** What becomes of an e-mail; `returned`: it came back, and the next one may arrive (D21). */
export type MailState = (typeof emailStates)[number];

/** What came of handing an e-mail to the provider. */
export type Outcome =
  | { kind: "accepted"; providerId: string }
  /** Nobody knows, or not now: the same bytes under the same key may be sent again. */
  | { kind: "again"; reason: string; afterSeconds: number | null; keyRefused?: true }
  /** It will never be accepted as it is. */
  | { kind: "refused"; reason: string };

const HOUR = 3_600_000;
/** The provider forgets an idempotency key 24 hours after it was first used. */
const LAST_ATTEMPT = 23 * HOUR;
/** The longest time between two attempts: `retryDelayMax` of the queue. */
export const LONGEST_WAIT = 2 * HOUR;
/** How long an attempt may take before another worker may take over. */
export const LEASE = 20_000;

/** Whether an e-mail that was first tried then may still be tried: its key is known for 24 hours. */
export function mayTry(firstAttemptAt: Date | null, now: Date): boolean {
  return firstAttemptAt === null || now.getTime() - firstAttemptAt.getTime() < LAST_ATTEMPT;
}

/** Whether another attempt would come in time, after one that failed now. */
export function mayTryAgain(firstAttemptAt: Date, now: Date): boolean {
  return mayTry(firstAttemptAt, new Date(now.getTime() + LONGEST_WAIT));
}

/**
 * D25, S54: minutes, rounded up, until somebody may be asked again after the last e-mail; 0: now.
 * @param apart the shortest time between two, in minutes
 */
export function minutesUntil(lastMailAt: Date | null, apart: number, now: Date): number {
  if (lastMailAt === null) return 0;
  const left = lastMailAt.getTime() + apart * 60_000 - now.getTime();
  return Math.max(0, Math.ceil(left / 60_000));
}

/**
 * D25: an address with its domain as mail servers see it, so that limits count one mailbox once:
 * "x@münchen.example.", with a dot of another script or a soft hyphen, is "x@xn--mnchen-3ya.example".
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf("@") + 1;
  const domain = domainToASCII(address.slice(at)).replace(/\.$/, "");
  return domain === "" ? address : address.slice(0, at) + domain;
}

const accepted = z.object({ id: z.string().min(1) });
const refusal = z.object({
  statusCode: z.number().nullable().catch(null),
  name: z.string().catch("unknown"),
  message: z.string().catch(""),
});

/** Errors that no repetition mends, for answers that name no status. */
const permanent = new Set([
  "invalid_idempotency_key",
  "validation_error",
  "not_found",
  "method_not_allowed",
  "invalid_idempotent_request",
  "invalid_attachment",
  "invalid_from_address",
  "invalid_access",
  "invalid_parameter",
  "invalid_region",
  "missing_required_field",
]);

/** Errors of the key that the product sends with, not of an e-mail. */
const keyRefused = new Set(["missing_api_key", "restricted_api_key", "invalid_api_key"]);

/**
 * Reads the answer of the provider's SDK, which never throws.
 * Again: no answer, an answer that is none, 408, 429, 5xx, 409 while the same key is in use, and a refused API key.
 * Refused: every other 4xx; a 409 for another body under a key that was used already.
 */
export function outcomeOf(response: {
  data: unknown;
  error: unknown;
  headers?: Record<string, string> | null;
}): Outcome {
  if (!response.error) {
    const answer = accepted.safeParse(response.data);
    if (answer.success) return { kind: "accepted", providerId: answer.data.id };
    return { kind: "again", reason: "the provider's answer has no id", afterSeconds: null };
  }
  const { statusCode, name, message } = refusal.catch(unreadable).parse(response.error);
  const reason = `${statusCode ?? "no answer"} ${name}: ${message}`.slice(0, 300);
  // Nothing of the e-mail's: it goes out once the key is the provider's again.
  if (statusCode === 401 || keyRefused.has(name))
    return { kind: "again", reason, afterSeconds: 60, keyRefused: true };
  const status = statusCode ?? (permanent.has(name) ? 400 : 503);
  if (status === 409 && name !== "concurrent_idempotent_requests")
    return { kind: "refused", reason };
  if (status === 408 || status === 409 || status === 429 || status >= 500)
    return { kind: "again", reason, afterSeconds: secondsOf(response.headers?.["retry-after"]) };
  return { kind: "refused", reason };
}

const unreadable = { statusCode: null, name: "unknown", message: "" };

function secondsOf(header: string | undefined): number | null {
  const seconds = Number(header);
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0
    ? Math.min(seconds, 60)
    : null;
}

/**
 * How final a state is. An event never moves an e-mail to a lower one, in whatever order events
 * come: the worse news stays. A bounce counts after a delivery, because a mail server may take an
 * e-mail first and send it back later. "Failed" may be our own giving up after silence; a later
 * event shows that the e-mail was accepted after all.
 */
const rank: Record<MailState, number> = {
  queued: 0,
  sending: 0,
  sent: 1,
  delayed: 2,
  failed: 3,
  delivered: 4,
  returned: 5,
  bounced: 6,
  complained: 7,
  dropped: 8,
};

/** The states that an event with this state may replace. */
export function statesBefore(state: MailState): MailState[] {
  return Object.entries(rank).flatMap(([name, value]) =>
    value < rank[state] && isState(name) ? [name] : [],
  );
}

/** The state of an e-mail after each event that the provider reports; other events change nothing. */
export const stateOfEvent: Readonly<Record<string, MailState>> = {
  "email.sent": "sent",
  "email.delivered": "delivered",
  "email.delivery_delayed": "delayed",
  "email.bounced": "bounced",
  "email.suppressed": "bounced",
  "email.complained": "complained",
  "email.failed": "failed",
};

/** D21: an address whose e-mails came back on so many days takes none. */
export const RETURNED_DAYS = 3;

/**
 * D21: whether what the provider says of a bounce may pass: a full mailbox, an absence, a busy server.
 * What names no type, or a lasting one, does not.
 */
export function mayPass(bounce: { type?: string | undefined } | undefined): boolean {
  return bounce?.type === "Transient" || bounce?.type === "Undetermined";
}

/** Whether the contact did not get the e-mail, or did not want it, and no further one helps. */
export function isTrouble(state: MailState): state is (typeof troubleStates)[number] {
  return troubleStates.some((one) => one === state);
}

function isState(name: string): name is MailState {
  return Object.hasOwn(rank, name);
}
