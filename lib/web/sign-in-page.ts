import { hasMailbox, hasPersonas } from "@/lib/installation";
import { SIGN_IN_MINUTES } from "@/lib/people/sign-in-link";
import { personas, type Persona } from "@/lib/people/personas";
import { listProviders } from "@/lib/people/providers";
import { isErrorCode, type ErrorCode, type Locale } from "@/messages";
import { getDatabase } from "./database";
import { errorWords } from "./form-words";
import { hasKept } from "./kept";
import { currentProgramme } from "./programme";
import { ownPath } from "./own-path";
import { currentActor } from "./session";

export type SignInPage = {
  /** What went wrong on the way here, in words. */
  error: string | null;
  notice: "kept" | "signedOut" | "goingTo" | null;
  /** Where to go afterwards: a path of our own. */
  callbackUrl: string | null;
  /** The people to choose from; only on the demonstration. */
  personas: readonly Persona[];
  /** U10: what else one can sign in with. */
  providers: { id: string; label: string }[];
  /** P1: nobody can sign in yet. */
  notSetUp: boolean;
  /** Who is signed in already. */
  name: string | null;
};

/** The refusals that the way through next-auth can end in; none has parameters. */
const refusals: ReadonlySet<string> = new Set<ErrorCode>([
  "sign_in_link",
  "wrong_origin",
  "rate_limited",
  "unavailable",
  "not_found",
  "identity_unknown",
  "provider_failed",
]);

type Query = Record<string, string | string[] | undefined>;

/** What the sign-in page shows; the query may be anybody's. */
export async function signInPage(query: Query, locale: Locale): Promise<SignInPage> {
  const code = one(query.error);
  const callbackUrl = ownPath(one(query.callbackUrl));
  return {
    error: code === null ? null : errorWords(locale, { field: null, code: known(code) }).message,
    notice: noticeOf(one(query.notice), callbackUrl, await hasKept()),
    callbackUrl,
    personas: (await hasPersonas(getDatabase())) ? personas : [],
    providers: listProviders().map(({ id, label }) => ({ id, label })),
    notSetUp: (await currentProgramme()).name === "",
    name: (await currentActor())?.name ?? null,
  };
}

/** What the page after asking for a link says: how long it works, and whether mail stays here. */
export async function sentPage(): Promise<{ minutes: number; localMailbox: boolean }> {
  return { minutes: SIGN_IN_MINUTES, localMailbox: await hasMailbox(getDatabase()) };
}

/** The token of a mailed link, if it has the form of one. Whether it works is not looked at. */
export function tokenOfQuery(query: Query): string | null {
  const token = one(query.token) ?? "";
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? token : null;
}

/** A path of our own from a query, such as the page that was refused. */
export function pathOfQuery(value: string | string[] | undefined): string | null {
  return ownPath(one(value));
}

function noticeOf(notice: string | null, callbackUrl: string | null, kept: boolean) {
  if (notice === "signed_out") return "signedOut";
  if (callbackUrl === null) return null;
  return kept ? "kept" : "goingTo";
}

function one(value: string | string[] | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function known(code: string): ErrorCode {
  return refusals.has(code) && isErrorCode(code) ? code : "unknown";
}
