import { createHash, randomBytes } from "node:crypto";
import NextAuth, { type AuthOptions, type User } from "next-auth";
import type { JWT } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import { getConfig } from "@/lib/config";
import { Refusal, type RefusalCode } from "@/lib/errors";
import { keysFor } from "@/lib/keys";
import { log } from "@/lib/log";
import { endSession } from "@/lib/people/end-session";
import { openSession } from "@/lib/people/open-session";
import { readSessionPointer, sessionCookie } from "./auth";
import { clientAddress, clientNetwork } from "./client-address";
import { systemContext } from "./door";
import { assertSameOrigin } from "./origin";
import { ownPath } from "./own-path";
import { limit } from "./rate-limit";
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
const LARGEST = 8_000;
const CSRF = "sign-in-form";
/** How many mailed links somebody may try from one address. */
const tries = { points: 60, seconds: 900 };
/** What of next-auth is open: two ways in and one way out, all of them POST. */
const served = /^(callback\/(link|demo)|signout)$/;

type Context = { params: Promise<{ nextauth: string[] }> };
/** What came of it, for the answer to the browser. */
type Outcome = { refused?: RefusalCode; returnTo?: string | null };

/**
 * Signs in or out through next-auth. The request must come from our own pages (Origin), which
 * takes the place of next-auth's token against forged forms.
 * @returns a redirect (303) to where the person was going, or to the sign-in page with the reason
 */
export async function handleAuth(request: NextRequest, context: Context): Promise<Response> {
  const what = (await context.params).nextauth.join("/");
  if (!served.test(what)) return new Response(null, { status: 404 });
  try {
    assertSameOrigin(request.headers);
    if (what === "callback/link") await limit(`link:${clientNetwork(request.headers)}`, tries);
  } catch (error) {
    if (error instanceof Refusal) return answer(signInPage(error.code));
    throw error;
  }
  const form = await readForm(request);
  if (!form) return new Response(null, { status: 413 });
  const wanted = ownPath(form.get("callbackUrl"));
  const outcome: Outcome = {};
  const response = await callNextAuth(
    request,
    form,
    context,
    optionsFor(outcome, clientAddress(request.headers)),
  );
  const set = response.headers
    .getSetCookie()
    .filter((one) => one.startsWith(`${sessionCookie().name}=`));
  if (outcome.refused) return answer(signInPage(outcome.refused));
  if (what === "signout") return answer("/sign-in?notice=signed_out", set);
  if (set.length === 0) return answer(signInPage("unknown"));
  return answer(outcome.returnTo ?? wanted ?? "/", set);
}

/** A small form; null for anything larger, or of unknown length. */
async function readForm(request: NextRequest): Promise<URLSearchParams | null> {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  return length <= LARGEST ? new URLSearchParams(await request.text()) : null;
}

async function callNextAuth(
  request: NextRequest,
  form: URLSearchParams,
  context: Context,
  options: AuthOptions,
): Promise<Response> {
  process.env.NEXTAUTH_URL = getConfig().APP_URL;
  const csrfToken = randomBytes(32).toString("hex");
  const hash = createHash("sha256").update(`${csrfToken}${options.secret}`).digest("hex");
  form.set("csrfToken", csrfToken);
  form.delete("callbackUrl");
  const jar = await cookies();
  jar.set(CSRF, `${csrfToken}|${hash}`);
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const inner = new NextRequest(request.url, { method: "POST", headers, body: form.toString() });
  const response: unknown = await NextAuth(inner, context, options);
  jar.delete(CSRF);
  if (!(response instanceof Response)) throw new Error("next-auth gave no answer");
  return response;
}

function optionsFor(outcome: Outcome, address: string): AuthOptions {
  const { name, options } = sessionCookie();
  const authorize = (proof: { token: string } | { persona: string }) =>
    signIn(proof, outcome, address);
  return {
    secret: keysFor("next-auth")[0].bytes.toString("base64url"),
    session: { strategy: "jwt", maxAge: COOKIE_DAYS * 86_400 },
    cookies: {
      sessionToken: { name, options },
      csrfToken: { name: CSRF, options },
    },
    providers: [
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
      jwt: ({ token, user }: { token: JWT; user?: User }) =>
        user
          ? {
              sessionId: user.sessionId,
              userId: user.id,
              expiresAt: user.expiresAt,
              secret: user.secret,
            }
          : token,
      redirect: () => getConfig().APP_URL,
    },
    events: { signOut: ({ token }) => signOut(token.sessionId, outcome) },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}

async function signIn(
  proof: { token: string } | { persona: string },
  outcome: Outcome,
  address: string,
): Promise<User | null> {
  const before = await readSessionPointer();
  try {
    const opened = await openSession(
      systemContext("sign-in"),
      proof,
      before?.sessionId ?? null,
      address,
    );
    outcome.returnTo = opened.returnTo;
    const { userId: id, sessionId, expiresAt, secret } = opened;
    return { id, sessionId, expiresAt, secret };
  } catch (error) {
    if (!(error instanceof Refusal)) log.error({ err: error }, "signing in failed");
    outcome.refused = error instanceof Refusal ? error.code : "unavailable";
    return null;
  }
}

async function signOut(sessionId: string, outcome: Outcome): Promise<void> {
  try {
    await endSession(systemContext("sign-in"), sessionId);
  } catch (error) {
    log.error({ err: error }, "signing out failed");
    outcome.refused = "unavailable";
  }
}

function signInPage(code: RefusalCode): string {
  return `/sign-in?error=${encodeURIComponent(code)}`;
}

function answer(path: string, set: string[] = []): Response {
  const headers = new Headers({ location: path, "cache-control": "no-store" });
  for (const cookie of set) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
