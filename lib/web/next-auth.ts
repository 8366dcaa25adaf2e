import { createHash, randomBytes } from "node:crypto";
import NextAuth from "next-auth";
import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import { isFresh } from "@/lib/access/fresh";
import { getConfig } from "@/lib/config";
import { Refusal, type RefusalCode } from "@/lib/errors";
import type { From } from "@/lib/people/open-session";
import { endOwnSessions } from "@/lib/people/sessions/end-own-sessions";
import { listProviders, type Provider } from "@/lib/people/providers";
import { sessionCookie } from "./auth";
import { authOptions, CSRF, nameOf, underWay, type Outcome } from "./auth-options";
import { clientAddress } from "./client-address";
import { systemOf } from "./device";
import { againPath, contextOf, seeOther, systemContext } from "./door";
import { forgetErrand, noteErrand, readErrand, type Errand } from "./errand";
import { leavePage } from "./leave-page";
import { assertSameOrigin } from "./origin";
import { ownPath } from "./own-path";
import { signOutAddress } from "./provider-sign-out";
import { limitFrom } from "./limit-from";
import { currentActor, currentDebtor } from "./session";
import { isLocale, locales } from "@/messages";

const LARGEST = 8_000;
const SECURITY = "/settings/security";
/** How many mailed links, or ways by a provider, somebody may try from one network. */
const tries = { points: 60, seconds: 900 };
const providerTries = { points: 300, seconds: 900 };
/** U13: what a provider is told that is to ask somebody anew, and to say when it did. */
const anew = { prompt: "login", max_age: "0" };
/** What a provider's answer may say; nothing else of its address is looked at. */
const answered = ["code", "state", "iss", "error", "session_state"];

type Context = { params: Promise<{ nextauth: string[] }> };
type Asked = { request: NextRequest; context: Context };

/**
 * Signs in or out through next-auth. A form must come from our own pages (Origin), which takes the place of
 * next-auth's token against forged forms: a page that is only shown can set no cookie. Who comes back from a
 * provider proves with state, nonce and PKCE that this browser went there.
 * @returns a redirect (303) to where the person was going, or to the sign-in page with the reason; on the way
 * to a provider, a page that goes on there
 */
export async function handleAuth(request: NextRequest, context: Context): Promise<Response> {
  const what = (await context.params).nextauth.join("/");
  const provider = listProviders().find(({ id }) => what.endsWith(`/${id}`));
  try {
    if (request.method === "GET") {
      if (provider && what === `callback/${provider.id}`)
        return await comeBack({ request, context }, provider);
    } else {
      assertSameOrigin(request.headers);
      if (provider && what === `signin/${provider.id}`)
        return await leave({ request, context }, provider);
      if (what === "callback/link" || what === "callback/demo")
        return await enter({ request, context }, what);
      if (what === "signout") return await goOut({ request, context });
    }
  } catch (error) {
    if (error instanceof Refusal) return seeOther(signInPage(error.code));
    throw error;
  }
  return new Response(null, { status: 404 });
}

async function enter({ request, context }: Asked, what: string): Promise<Response> {
  if (what === "callback/link") await limitFrom("link", request.headers, tries);
  const form = await readForm(request);
  if (!form) return new Response(null, { status: 413 });
  const wanted = ownPath(form.get("callbackUrl"));
  form.delete("callbackUrl");
  const { outcome, response } = await post({ request, context }, form);
  if (outcome.refused) return seeOther(signInPage(outcome.refused));
  const set = cookiesOf(response, [sessionCookie().name]);
  if (set.length === 0) return seeOther(signInPage("unknown"));
  return withCookies(seeOther(outcome.returnTo ?? wanted ?? "/"), set);
}

/**
 * To the provider: to sign in; with `link` to link it to who is signed in, with `confirm` to confirm who that is, with
 * `invitation` to open that with it.
 */
async function leave({ request, context }: Asked, provider: Provider): Promise<Response> {
  await limitFrom("provider", request.headers, providerTries);
  const form = await readForm(request);
  if (!form) return new Response(null, { status: 413 });
  const wanted = ownPath(form.get("callbackUrl")) ?? "/";
  const errand = await errandOf(form, { wanted, provider: provider.id });
  if (errand instanceof Response) return errand;
  form.set("callbackUrl", wanted);
  const query = errand?.what === "confirm" ? anew : {};
  const { response } = await post({ request, context }, form, query);
  const to = response.headers.get("location") ?? "";
  if (!URL.canParse(to) || new URL(to).origin === new URL(getConfig().APP_URL).origin)
    return seeOther(failedPage(errand, "provider_failed"));
  if (errand === null) await forgetErrand();
  else await noteErrand(errand, stateOf(response));
  return leavePage(to, provider.label, cookiesOf(response, underWay.map(nameOf)));
}

/** What somebody goes there for; null: to sign in; or where they have to go first. */
async function errandOf(
  form: URLSearchParams,
  { wanted, provider }: { wanted: string; provider: string },
) {
  const token = form.get("invitation");
  if (token !== null) {
    if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return new Response(null, { status: 404 });
    const asked = form.get("language");
    const language = isLocale(asked) ? asked : locales[0];
    const goingOn = `/invitation/${token}?lang=${language}`;
    return { what: "invitation", token, provider, goingOn } as const;
  }
  const what = form.has("link") ? "link" : form.has("confirm") ? "confirm" : null;
  if (what === null) return null;
  const actor = await currentActor();
  const sessionId = actor?.sessionId ?? (what === "confirm" && (await currentDebtor())?.sessionId);
  if (!sessionId) return seeOther(signInPage("signed_out"));
  if (what === "link" && actor && !isFresh(contextOf(actor))) return seeOther(againPath(SECURITY));
  const goingOn = what === "link" ? `${SECURITY}?done=linked` : wanted;
  return { what, sessionId, provider, goingOn } as const;
}

/** From the provider. */
async function comeBack({ request, context }: Asked, { id }: Provider): Promise<Response> {
  await limitFrom("provider-back", request.headers, providerTries);
  const url = new URL(request.url);
  const said = answered.flatMap((name) => {
    const value = url.searchParams.get(name);
    return value === null ? [] : [[name, value]];
  });
  url.search = new URLSearchParams(said).toString();
  const errand = await readErrand(id, nameOf("state")).catch(async (error: unknown) => {
    await forgetUnderWay();
    throw error;
  });
  const { outcome, response } = await ask(
    { request: new NextRequest(url), context },
    fromOf(request.headers),
  );
  await forgetUnderWay();
  const set = cookiesOf(response, [sessionCookie().name]);
  const refused =
    outcome.refused ?? (set.length === 0 && !outcome.returnTo ? "provider_failed" : null);
  if (refused) return seeOther(failedPage(errand, refused));
  const wanted = ownPath(response.headers.get("location"));
  return withCookies(seeOther(outcome.returnTo ?? wanted ?? "/"), set);
}

/** Where somebody reads why it did not work: where they had come from. */
function failedPage(errand: Pick<Errand, "what" | "goingOn"> | null, refused: RefusalCode): string {
  if (errand === null) return signInPage(refused);
  if (errand.what === "invitation") return `${errand.goingOn}&failed=provider`;
  return errand.what === "confirm"
    ? `${againPath(errand.goingOn)}&error=${refused}`
    : `${SECURITY}?error=${refused}`;
}

/** U14: out of this session, and (with `everywhere`) out of all; at the provider too where it offers that. */
async function goOut({ request, context }: Asked): Promise<Response> {
  const actor = (await readForm(request))?.has("everywhere") ? await currentActor() : null;
  if (actor) await endOwnSessions(systemContext("sign-in"), actor, { id: null });
  const { outcome, response } = await post({ request, context }, new URLSearchParams());
  if (outcome.refused) return seeOther(signInPage(outcome.refused));
  const set = cookiesOf(response, [sessionCookie().name]);
  const provider = listProviders().find(({ id }) => id === outcome.provider);
  const there = provider && (await signOutAddress(provider.id));
  if (provider && there) return leavePage(there, provider.label, set);
  return withCookies(seeOther("/sign-in?notice=signed_out"), set);
}

/** A small form; null for anything larger, or of unknown length. */
async function readForm(request: NextRequest): Promise<URLSearchParams | null> {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  return length <= LARGEST ? new URLSearchParams(await request.text()) : null;
}

/** Asks next-auth with a form, and with the token that it wants of every form. */
async function post({ request, context }: Asked, form: URLSearchParams, query = {}) {
  const csrfToken = randomBytes(32).toString("hex");
  const { secret } = authOptions({}, {});
  const hash = createHash("sha256").update(`${csrfToken}${secret}`).digest("hex");
  form.set("csrfToken", csrfToken);
  const jar = await cookies();
  jar.set(CSRF, `${csrfToken}|${hash}`);
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const { origin, pathname } = new URL(request.url);
  const init = { method: "POST", headers, body: form.toString() };
  const search = new URLSearchParams(query).toString();
  const inner = new NextRequest(`${origin}${pathname}?${search}`, init);
  const answer = await ask({ request: inner, context }, fromOf(request.headers));
  jar.delete(CSRF);
  return answer;
}

const fromOf = (headers: Headers): From => ({
  ipAddress: clientAddress(headers),
  ...systemOf(headers),
});

async function ask({ request, context }: Asked, from: From) {
  process.env.NEXTAUTH_URL = getConfig().APP_URL;
  const outcome: Outcome = {};
  const response: unknown = await NextAuth(request, context, authOptions(outcome, from));
  if (!(response instanceof Response)) throw new Error("next-auth gave no answer");
  return { outcome, response };
}

async function forgetUnderWay(): Promise<void> {
  await forgetErrand();
  const jar = await cookies();
  for (const cookie of underWay) {
    const name = nameOf(cookie);
    if (jar.has(name)) jar.delete({ name, ...sessionCookie().options });
  }
}

function cookiesOf(response: Response, names: readonly string[]): string[] {
  const of = (cookie: string) => names.some((name) => cookie.startsWith(`${name}=`));
  return response.headers.getSetCookie().filter(of);
}

/** What the cookie of the way to a provider holds. */
function stateOf(response: Response): string {
  const [set = ""] = cookiesOf(response, [nameOf("state")]);
  return decodeURIComponent(set.slice(set.indexOf("=") + 1).split(";")[0] ?? "");
}

function withCookies(response: Response, set: readonly string[]): Response {
  for (const cookie of set) response.headers.append("set-cookie", cookie);
  return response;
}

function signInPage(code: RefusalCode): string {
  return `/sign-in?error=${encodeURIComponent(code)}`;
}
