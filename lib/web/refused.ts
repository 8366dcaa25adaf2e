import type { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics/metrics";

/** Counts and writes down that somebody was refused something, by its code alone (O16, O17). */
export function noteRefusal(refusal: Refusal): Refusal {
  metrics().refusals.inc({ code: refusal.code });
  log.info({ refusal: refusal.code }, "somebody was refused");
  return refusal;
}

/** The same of an attempt to sign in or to prove who one is: with what, why, and whose account where that is known. */
export function noteFailedSignIn(by: string, about: { refusal?: string; id?: string } = {}): void {
  metrics().signInFailures.inc({ by });
  log.info({ by, ...about }, "a sign-in was refused");
}
