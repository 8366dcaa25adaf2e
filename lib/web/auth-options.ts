import type { AuthOptions, User } from "next-auth";
import type { JWT } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { getConfig } from "@/lib/config";
import { Refusal, type RefusalCode } from "@/lib/errors";
import { keysFor } from "@/lib/keys";
import { log } from "@/lib/log";
import { endSession } from "@/lib/people/end-session";
import { linkOwnIdentity } from "@/lib/people/link-own-identity";
import { proveIdentity } from "@/lib/people/prove-identity";
import { openSession, type From, type Proof } from "@/lib/people/open-session";
import type { Identity } from "@/lib/people/providers";
import { ownCookie, readSessionPointer, sessionCookie } from "./auth";
import { noteFailedSignIn } from "./refused";
import { keepDevice } from "./device";
import { systemContext } from "./door";
import { identityOf, oauthProviders } from "./identity-providers";
import { readErrand, type Errand } from "./errand";
import { keepInvited } from "./invited-identity";
import { ownPath } from "./own-path";
import { currentActor, currentDebtor } from "./session";
import { decodeSession, encodeSession } from "./session-token";

declare module "next-auth" {
  interface User {
    sessionId: string;
    expiresAt: Date;
    secret: string;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    sessionId: string;
    userId: string;
    expiresAt: Date;
    secret: string;
  }
}

const COOKIE_DAYS = 30;
export const CSRF = "sign-in-form";

/** What came of it, for the answer to the browser. */
export type Outcome = {
  refused?: RefusalCode;
  returnTo?: string | null;
  /** The provider that a session which ended was opened with. */
  provider?: string | null;
};

/**
 * next-auth as we use it: it does the ways in, sessions are rows of ours. Made for each request.
 * @param outcome is filled in with what came of it
 * @param from where the person signs in
 */
export function authOptions(outcome: Outcome, from: From): AuthOptions {
  const { name, options } = sessionCookie();
  const authorize = (proof: Proof) => signIn(proof, outcome, from);
  return {
    secret: keysFor("next-auth")[0].bytes.toString("base64url"),
    session: { strategy: "jwt", maxAge: COOKIE_DAYS * 86_400 },
    cookies: {
      sessionToken: { name, options },
      csrfToken: { name: CSRF, options },
      callbackUrl: { name: nameOf("callback"), options },
      state: { name: nameOf("state"), options },
      nonce: { name: nameOf("nonce"), options },
      pkceCodeVerifier: { name: nameOf("pkce"), options },
    },
    providers: [
      ...oauthProviders(),
      Credentials({
        id: "link",
        credentials: { token: {} },
        authorize: (sent) => authorize({ token: sent?.token ?? "" }),
      }),
      Credentials({
        id: "demo",
        credentials: { persona: {} },
        authorize: (sent) => authorize({ persona: sent?.persona ?? "" }),
      }),
    ],
    jwt: {
      encode: ({ token }) => (token ? encodeSession(token) : ""),
      decode: ({ token }) => decodeSession(token),
    },
    callbacks: {
      signIn: async ({ user, account, profile }) => {
        if (account?.type !== "oauth") return true;
        const identity = identityOf(account.provider, profile);
        const known = await byIdentity(identity, outcome, authorize);
        if (known) Object.assign(user, known);
        return known !== null;
      },
      jwt: ({ token, user }: { token: JWT; user?: User }) =>
        user
          ? {
              sessionId: user.sessionId,
              userId: user.id,
              expiresAt: user.expiresAt,
              secret: user.secret,
            }
          : token,
      redirect: ({ url }) => `${getConfig().APP_URL}${ownPath(url) ?? "/"}`,
    },
    events: { signOut: ({ token }) => signOut(token.sessionId, outcome) },
    logger: {
      // What goes with it may hold what a provider said: the code is enough.
      error: (code) => {
        log.warn({ what: code }, "next-auth refused");
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** U11, U13: signs in with an identity, or does with it what whoever went there wants. */
async function byIdentity(
  identity: Identity | null,
  outcome: Outcome,
  authorize: (proof: Proof) => Promise<User | null>,
): Promise<User | null> {
  const errand = identity && (await readErrand(identity.provider, nameOf("state")));
  if (identity === null) outcome.refused = refusedBy(new Refusal("identity_unknown"), "identity");
  else if (errand === null) return authorize({ identity });
  else await run(errand, identity, outcome);
  return null;
}

async function run(errand: Errand, identity: Identity, outcome: Outcome): Promise<void> {
  outcome.returnTo = errand.goingOn;
  if (errand.what === "invitation") {
    await keepInvited(errand.token, identity);
    return;
  }
  try {
    const actor = (await currentActor()) ?? (await debtorFor(errand));
    if (actor?.sessionId !== errand.sessionId) throw new Refusal("signed_out");
    const ctx = systemContext("sign-in");
    if (errand.what === "link") await linkOwnIdentity(ctx, actor, identity);
    else await proveIdentity(ctx, actor, { identity, since: new Date(errand.since) });
  } catch (error) {
    outcome.refused = refusedBy(error, "identity");
  }
}

/** Who still owes a second factor may confirm who they are, and link nothing. */
async function debtorFor({ what }: Errand) {
  return what === "confirm" ? currentDebtor() : null;
}

async function signIn(proof: Proof, outcome: Outcome, from: From): Promise<User | null> {
  const before = await readSessionPointer();
  try {
    const replaces = before?.sessionId ?? null;
    const device = "persona" in proof ? null : await keepDevice();
    const opened = await openSession(systemContext("sign-in"), proof, {
      ...from,
      replaces,
      device,
    });
    outcome.returnTo = opened.returnTo;
    const { userId: id, sessionId, expiresAt, secret } = opened;
    return { id, sessionId, expiresAt, secret };
  } catch (error) {
    outcome.refused = refusedBy(error, proofName(proof));
    return null;
  }
}

function refusedBy(error: unknown, by: string): RefusalCode {
  const refusal = error instanceof Refusal ? error.code : undefined;
  noteFailedSignIn(by, refusal === undefined ? {} : { refusal });
  if (refusal !== undefined) return refusal;
  log.error({ err: error }, "signing in failed");
  return "unavailable";
}

/** What somebody signed in with, for counting. */
function proofName(proof: Proof): string {
  if ("token" in proof) return "link";
  return "persona" in proof ? "persona" : "identity";
}

async function signOut(sessionId: string, outcome: Outcome): Promise<void> {
  try {
    outcome.provider = await endSession(systemContext("sign-in"), sessionId);
  } catch (error) {
    log.error({ err: error }, "signing out failed");
    outcome.refused = "unavailable";
  }
}

/** The cookies of a sign-in that is under way at a provider; worth nothing once it came back. */
export const underWay = ["state", "nonce", "pkce", "callback"] as const;

/** The name of one of them. */
export function nameOf(cookie: (typeof underWay)[number]): string {
  return ownCookie(`sign-in-${cookie}`);
}
