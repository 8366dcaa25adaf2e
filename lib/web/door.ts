import { getLocale } from "next-intl/server";
import type { Actor, Ctx, Locale, Operator, PartnerUser } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { readClock } from "@/lib/time/clock";
import { currentTrace, shownNumber } from "@/lib/trace";
import { isLocale, locales } from "@/messages";
import { getDatabase } from "./database";
import { answerWith } from "./front/answer";
import { noteRefusal } from "./refused";
import { currentActor } from "./session";
import { isUnavailable } from "./unavailable";

/*
 * How a request becomes an actor, a context and an answer. Its handles: `show` (page.ts), `formAction`
 * (action.ts), `csvFile` and `sendDocument` (files), `takeDocuments` and `jsonAnswer` (JSON).
 */

/** The context of somebody who acts now. */
export function contextOf<A extends Actor>(actor: A): Ctx<A> {
  return { actor, now: readClock(), db: getDatabase() };
}

/** The context of the product itself: `name` is what the audit log calls it. */
export function systemContext(name: string): Ctx {
  return contextOf({ kind: "system", name });
}

/** The context of who is signed in; null when nobody is. */
export async function signedIn(): Promise<Ctx<PartnerUser | Operator> | null> {
  const actor = await currentActor();
  return actor && contextOf(actor);
}

/** The language of this request's page. */
export async function spokenLocale(): Promise<Locale> {
  const locale = await getLocale();
  return isLocale(locale) ? locale : locales[0];
}

/** Where somebody is sent to sign in, and to come back from afterwards. */
export function signInPath(at: string): string {
  return `/sign-in?callbackUrl=${encodeURIComponent(at)}`;
}

/** U13: where somebody confirms that it is them, to come back from afterwards. */
export function againPath(at: string): string {
  return `/sign-in/factor?callbackUrl=${encodeURIComponent(at)}`;
}

/** Where a refusal leads whoever lacks the role; null for every other refusal. */
export function noAccessPath({ code, errors }: Refusal, at: string): string | null {
  if (code !== "no_role" && code !== "forbidden") return null;
  const act = errors[0].params?.act;
  const needs = act === undefined ? "" : `&act=${encodeURIComponent(act)}`;
  return `/no-access?from=${encodeURIComponent(at)}${needs}`;
}

/**
 * The refusal that an error is, or means: a database or disk that is away is `unavailable` (503).
 * Throws on what is a fault of ours.
 */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return noteRefusal(error);
  if (!isUnavailable(error)) throw numbered(error);
  answerWith(503);
  return noteRefusal(new Refusal("unavailable"));
}

/** A fault of ours bears the number of its request, which the error page shows (O17); Next would make one of its text. */
function numbered(error: unknown): unknown {
  const request = currentTrace()?.request;
  if (request !== undefined && error instanceof Error && !("digest" in error))
    Object.assign(error, { digest: shownNumber(request) });
  return error;
}

/** The HTTP status of a refusal, for programs. */
export function statusOf(code: string): number {
  if (code === "signed_out") return 401;
  if (code === "not_found") return 404;
  if (code === "upload_too_large") return 413;
  if (code === "rate_limited") return 429;
  if (code === "unavailable") return 503;
  return code === "wrong_origin" || code === "no_role" || code === "forbidden" ? 403 : 422;
}

/** Goes on to another page of ours. */
export function seeOther(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: location, "Cache-Control": "no-store" },
  });
}
