import { NextRequest } from "next/server";
import { fixture } from "@/testing/fixture";
import { Browser, now } from "@/testing/browser";
import { startEntra, startOidcProvider } from "@/testing/identity-providers";
import { getConfig } from "@/lib/config";
import { readClock } from "@/lib/time/clock";
import { identityOf } from "./identity-providers";
import { handleAuth } from "./next-auth";

jest.mock("next/headers", () => {
  const { now: at } = jest.requireActual<typeof import("@/testing/browser")>("@/testing/browser");
  return {
    cookies: () => Promise.resolve(at.browser),
    headers: () => Promise.resolve(at.browser.headers),
  };
});
// Noted once the answer has gone; there is none here.
jest.mock("next/server", () => ({
  ...jest.requireActual<typeof import("next/server")>("next/server"),
  after: () => undefined,
}));
jest.mock("next-intl/server", () => ({ getLocale: () => Promise.resolve("en") }));

const f = fixture();
const home = "http://localhost:3000";
const back = (id: string) => `${home}/api/auth/callback/${id}`;
const tenant = "9188040d-6c67-4c5b-b112-36a304b66dad";
const victim = "victim@trusted.example";
let oidc: Awaited<ReturnType<typeof startOidcProvider>>;
let entra: Awaited<ReturnType<typeof startEntra>>;

beforeAll(async () => {
  oidc = await startOidcProvider([back("acme"), back("plain")]);
  const people = [
    { email: victim, tenant_id: tenant },
    { email: "own@partner.example", tenant_id: tenant },
    { email: "foreign@partner.example", tenant_id: "20000000-0000-4000-8000-000000000002" },
  ];
  entra = await startEntra(people, [back("entra")]);
  const { issuer, clientId, clientSecret } = oidc;
  Object.assign(process.env, {
    ENTRA_CLIENT_ID: entra.clientId,
    ENTRA_CLIENT_SECRET: entra.clientSecret,
    ENTRA_AUTHORITY: entra.authority,
    OIDC_PROVIDERS: JSON.stringify([
      {
        id: "acme",
        label: "Acme",
        issuer,
        clientId,
        clientSecret,
        trustedDomains: ["trusted.example"],
      },
      { id: "plain", label: "Plain", issuer, clientId, clientSecret },
    ]),
  });
});
afterAll(() => Promise.all([oidc.close(), entra.close()]));
beforeEach(() => {
  now.browser = new Browser();
});

type Way = "acme" | "plain" | "entra";

async function ask(method: string, path: string, form?: Record<string, string>, origin = home) {
  const body = form && new URLSearchParams(form).toString();
  const headers = new Headers({ origin, host: "localhost:3000" });
  if (body !== undefined) headers.set("content-length", String(body.length));
  const request = new NextRequest(`${home}/api/auth/${path}`, { method, headers, body });
  const nextauth = path.split("?")[0]!.split("/");
  const response = await handleAuth(request, { params: Promise.resolve({ nextauth }) });
  now.browser.take(response);
  return { response, at: response.headers.get("location") };
}

/** Leaves for a provider. @returns the address there */
async function leave(way: Way, form: Record<string, string> = {}): Promise<string> {
  const { response } = await ask("POST", `signin/${way}`, form);
  const [, url = ""] = /url=([^"]+)"/.exec(await response.text()) ?? [];
  return url.replaceAll("&amp;", "&");
}

/** All of it: there, and back. @returns where one ends up */
async function go(way: Way, who: string, form: Record<string, string> = {}) {
  const there = await leave(way, form);
  const answer = way === "entra" ? await entra.signIn(there, who) : await oidc.signIn(there, who);
  return comeBack(answer);
}

async function comeBack(answer: string) {
  expect(answer).toContain("/api/auth/callback/");
  return (await ask("GET", answer.split("/api/auth/")[1]!)).at;
}

async function signedInAs(): Promise<string | null> {
  const { readSessionSecret } = await import("./auth");
  const secret = await readSessionSecret();
  if (secret === null) return null;
  const [row] = await f.sql<{ id: string | null }>(
    "select app_session($1, now())->>'userId' as id",
    [secret],
  );
  return row?.id ?? null;
}

/** Signs somebody in by a mailed link, in this browser. */
async function byLink(email: string): Promise<void> {
  const { makeSignInLink } = await import("@/lib/people/sign-in-link");
  const { transaction } = await import("@/lib/ctx");
  const made = await transaction(f.door(readClock()), (tx) =>
    makeSignInLink(tx, { email, language: "en", returnTo: null, minutes: 15 }),
  );
  await ask("POST", "callback/link", { token: made.token });
}

const person = async (email?: string) =>
  f.user(await f.partner(), email === undefined ? {} : { email });
const linked = (userId: string) =>
  f.sql("select issuer, subject, linked_by from identities where user_id = $1", [userId]);
const unknown = "/sign-in?error=identity_unknown";

test("U11 an identity that nobody linked signs in to nothing, whatever address it says", async () => {
  const { userId } = await person(victim);
  await oidc.says("stranger", { email: victim, email_verified: true });
  expect(await go("plain", "stranger")).toBe(unknown);
  expect(await go("entra", victim)).toBe(unknown);
  expect([await signedInAs(), await linked(userId)]).toEqual([null, []]);
});

test("what a provider says of somebody is kept as far as it can be kept and read", () => {
  const said = (more: object) => identityOf("plain", { iss: oidc.issuer, sub: "one", ...more });
  for (const sub of ["", "a\0b", "a\nb", "x".repeat(501), 7, null])
    expect([sub, said({ sub })]).toEqual([sub, null]);
  expect(said({ name: "\u202Emoc.evil\0" })?.name).toBe("moc.evil");
  expect(said({ preferred_username: "x".repeat(300_000) })?.name).toHaveLength(320);
  expect(said({ preferred_username: "\u2066", email: "a@b.example" })?.name).toBe("a@b.example");
  for (const email of ["a\0@b.example", "x".repeat(321), ["a@b.example"]])
    expect(said({ email, email_verified: true })?.email).toBeNull();
});

test("U11 (a) whoever is signed in links it, and is signed in with it from then on", async () => {
  const own = await person("own@partner.example");
  for (const [way, who] of [
    ["plain", "subject-1"],
    ["entra", "own@partner.example"],
  ] as const) {
    now.browser = new Browser();
    await byLink(own.email);
    expect(await signedInAs()).toBe(own.userId);
    expect(await go(way, who, { link: "1" })).toBe("/settings/security?done=linked");
    now.browser = new Browser();
    expect(await go(way, who, { callbackUrl: "/claims" })).toBe("/claims");
    expect(await signedInAs()).toBe(own.userId);
  }
  expect(await linked(own.userId)).toMatchObject([
    { issuer: oidc.issuer, subject: "subject-1", linked_by: "holder" },
    { issuer: `${entra.authority}/${tenant}/v2.0`, linked_by: "holder" },
  ]);
  // Another account cannot have it as well.
  const other = await person();
  now.browser = new Browser();
  await byLink(other.email);
  expect(await go("plain", "subject-1", { link: "1" })).toBe(
    "/settings/security?error=identity_taken",
  );
  expect(await signedInAs()).toBe(other.userId);
});

test("U11 an address that the provider changes moves nobody to another account", async () => {
  const [own, other] = [await person(), await person("other@trusted.example")];
  await byLink(own.email);
  await go("acme", "subject-2", { link: "1" });
  await oidc.says("subject-2", { email: other.email, email_verified: true });
  now.browser = new Browser();
  await go("acme", "subject-2");
  expect(await signedInAs()).toBe(own.userId);
  expect(await linked(other.userId)).toEqual([]);
});

test("U11 (c) a trusted provider's verified address links the first time, and no second subject", async () => {
  const own = await person("first@trusted.example");
  const says = (verified: unknown, email = own.email) =>
    oidc.says("subject-3", { email, email_verified: verified as boolean });
  for (const verified of [false, undefined, "true", 1]) {
    await says(verified);
    expect(await go("acme", "subject-3")).toBe(unknown);
  }
  await says(true);
  expect(await go("plain", "subject-3")).toBe(unknown);
  expect(await go("acme", "subject-3")).toBe("/");
  expect(await signedInAs()).toBe(own.userId);
  now.browser = new Browser();
  await oidc.says("subject-4", { email: own.email, email_verified: true });
  expect(await go("acme", "subject-4")).toBe(unknown);
  // A domain that only ends the same is another one.
  const outside = await person("somebody@not-trusted.example");
  await oidc.says("subject-5", { email: outside.email, email_verified: true });
  expect(await go("acme", "subject-5")).toBe(unknown);
});

test("of Entra the tenants that are named may sign in, and of each its own", async () => {
  const { ENTRA_TENANTS } = getConfig();
  const claims = { iss: `${entra.authority}/${tenant}/v2.0`, sub: "x", tid: tenant, oid: tenant };
  expect(ENTRA_TENANTS).toEqual([]);
  expect(identityOf("entra", claims)).toMatchObject({ issuer: claims.iss, subject: tenant });
  const foreign = "20000000-0000-4000-8000-000000000002";
  for (const forged of [
    { tid: foreign },
    { tid: undefined },
    { oid: undefined },
    { iss: oidc.issuer },
    { oid: "x" },
  ])
    expect(identityOf("entra", { ...claims, ...forged })).toBeNull();
  ENTRA_TENANTS.push(foreign);
  expect(identityOf("entra", claims)).toBeNull();
  ENTRA_TENANTS.pop();
  // Its address proves nothing, whatever stands beside it.
  const said = { ...claims, email: victim, email_verified: true };
  expect(identityOf("entra", said)).toMatchObject({ emailVerified: false });
  expect(await go("entra", "foreign@partner.example")).toBe("/sign-in?error=provider_failed");
});

test("a disabled account and one that is unlinked are nobody's", async () => {
  const own = await person();
  await byLink(own.email);
  await go("plain", "subject-6", { link: "1" });
  await f.sql("update users set disabled_at = now() where id = $1", [own.userId]);
  now.browser = new Browser();
  expect(await go("plain", "subject-6")).toBe(unknown);
  await f.sql("update users set disabled_at = null where id = $1", [own.userId]);
  await f.sql("delete from identities where user_id = $1", [own.userId]);
  expect(await go("plain", "subject-6")).toBe(unknown);
});

test("an answer works once, in the browser that went there, with its own state, nonce and verifier", async () => {
  const own = await person();
  await byLink(own.email);
  await go("plain", "subject-7", { link: "1" });
  const failed = "/sign-in?error=provider_failed";
  now.browser = new Browser();
  const answer = await oidc.signIn(await leave("plain"), "subject-7");
  const mine = now.browser;
  // Sent to somebody else, who would be signed in as the sender.
  now.browser = new Browser();
  expect(await comeBack(answer)).toBe(failed);
  await leave("plain");
  expect(await comeBack(answer)).toBe(failed);
  // Each of the cookies taken from another sign-in of the same browser.
  for (const name of ["sign-in-state", "sign-in-nonce", "sign-in-pkce"]) {
    now.browser = new Browser();
    await leave("plain");
    const { value: foreign } = now.browser.get(name)!;
    const fresh = await oidc.signIn(await leave("plain"), "subject-7");
    now.browser.set(name, foreign);
    expect([name, await comeBack(fresh)]).toEqual([name, failed]);
    expect(await signedInAs()).toBeNull();
  }
  // Of one provider at another's address.
  now.browser = new Browser();
  const swapped = await oidc.signIn(await leave("plain"), "subject-7");
  expect(await comeBack(swapped.replace("/plain", "/acme"))).toBe(failed);
  now.browser = mine;
  expect(await comeBack(answer)).toBe("/");
  expect(await signedInAs()).toBe(own.userId);
  const before = await f.sql("select from sessions");
  expect(await comeBack(answer)).toBe(failed);
  expect(await f.sql("select from sessions")).toHaveLength(before.length);
});

test("a link that was begun is made for its own session alone", async () => {
  const [own, other] = [await person(), await person()];
  await byLink(own.email);
  const there = await leave("plain", { link: "1" });
  // Somebody else signs in on this browser meanwhile.
  await byLink(other.email);
  expect(await comeBack(await oidc.signIn(there, "subject-8"))).toBe(
    "/settings/security?error=signed_out",
  );
  expect([await linked(own.userId), await linked(other.userId)]).toEqual([[], []]);
  // One that was begun and left is no way to be linked by signing in later.
  await leave("plain", { link: "1" });
  expect(await go("plain", "subject-8")).toBe(unknown);
  expect(await linked(other.userId)).toEqual([]);
  now.browser = new Browser();
  expect((await ask("POST", "signin/plain", { link: "1" })).at).toBe("/sign-in?error=signed_out");
});

/** Signed in with a link an hour ago, and linked with "plain" in this browser. */
async function longAgo(subject: string) {
  const own = await person();
  await byLink(own.email);
  expect(await go("plain", subject, { link: "1" })).toBe("/settings/security?done=linked");
  await f.sql(
    "update sessions set created_at = now() - interval '1 hour', seen_at = now() where user_id = $1",
    [own.userId],
  );
  return own;
}

/** How many minutes ago whoever is signed in proved who they are. */
async function provenAgo(): Promise<number> {
  const { readSessionSecret } = await import("./auth");
  const [row] = await f.sql<{ ago: number }>(
    "select extract(epoch from now() - (app_session($1, now())->>'signedInAt')::timestamptz)::float8 / 60 as ago",
    [await readSessionSecret()],
  );
  return row?.ago ?? NaN;
}

const confirm = { confirm: "1", callbackUrl: "/claims/7?do=pay" };
const again = (code: string) =>
  `/sign-in/factor?callbackUrl=${encodeURIComponent("/claims/7?do=pay")}&error=${code}`;

test("U13 whoever confirms with a provider is asked there anew, and goes on where they were", async () => {
  const own = await longAgo("subject-20");
  expect(await provenAgo()).toBeGreaterThan(59);
  const jar = new Map<string, string>();
  await oidc.signIn(await leave("plain"), "subject-20", jar);
  const there = await leave("plain", confirm);
  expect(there).toMatch(/[?&]prompt=login(&|$)/);
  expect(there).toMatch(/[?&]max_age=0(&|$)/);
  // The provider knows them by its cookie, and asks all the same.
  const stranger = await oidc.signIn(there, "subject-20", jar);
  expect(await comeBack(stranger)).toBe("/claims/7?do=pay");
  expect(await signedInAs()).toBe(own.userId);
  expect(await provenAgo()).toBeLessThan(1);
  const told = "select data from audit_log where event = 'session.proven' and data->>'userId' = $1";
  expect(await f.sql(told, [own.userId])).toMatchObject([{ data: { kind: "provider" } }]);
});

test("U13 a provider that asks nobody anew, or does not say when it did, proves nothing", async () => {
  await longAgo("subject-21");
  const jar = new Map<string, string>();
  await oidc.signIn(await leave("plain"), "subject-21", jar);
  const ignored = (await leave("plain", confirm)).replace(/&(prompt|max_age)=[^&]*/g, "");
  expect(await comeBack(await oidc.signIn(ignored, "subject-21", jar))).toBe(
    again("not_asked_anew"),
  );
  // It says when it asked: before we did.
  getConfig().CLOCK_OFFSET_MS = 60_000;
  const earlier = (await leave("plain", confirm))
    .replace("prompt=login", "prompt=none")
    .replace("max_age=0", "max_age=3600");
  expect(await comeBack(await oidc.signIn(earlier, "subject-21", jar))).toBe(
    again("not_asked_anew"),
  );
  getConfig().CLOCK_OFFSET_MS = 0;
  expect(await provenAgo()).toBeGreaterThan(59);
  // Nor is it a way round to sign out and in again with what the provider remembers.
  now.browser = new Browser();
  expect(await comeBack(await oidc.signIn(await leave("plain"), "subject-21", jar))).toBe("/");
  expect(await provenAgo()).toBeGreaterThan(59);
});

test("U13 nobody confirms with another account's identity, nor without a session", async () => {
  await longAgo("subject-22");
  now.browser = new Browser();
  await longAgo("subject-23");
  expect(await go("plain", "subject-22", confirm)).toBe(again("identity_other"));
  expect(await go("plain", "nobody's", confirm)).toBe(again("identity_other"));
  expect(await provenAgo()).toBeGreaterThan(59);
  now.browser = new Browser();
  expect((await ask("POST", "signin/plain", confirm)).at).toBe("/sign-in?error=signed_out");
});

test("U13 who has a second factor confirms with that alone", async () => {
  const own = await longAgo("subject-24");
  await f.sql("update sessions set second_factor_at = created_at where user_id = $1", [own.userId]);
  await f.sql(
    "insert into code_secrets (user_id, sealed, key, last_step, added_at) values ($1, 'x', 'x', 0, now())",
    [own.userId],
  );
  expect(await go("plain", "subject-24", confirm)).toBe(again("sign_in_again"));
  expect(await provenAgo()).toBeGreaterThan(59);
});

test("U13 who enters a company that wants a second factor long after signing in proves first who they are, and sets it up then", async () => {
  const { factorPage } = await import("./factor");
  const { setUpCodes } = await import("../people/factors/set-up-codes");
  const own = await longAgo("subject-25");
  const company = await f.partner();
  await f.member(company, own);
  await f.sql(
    "insert into sign_in_rules (partner_id, needs_factor, changed_at, changed_by) values ($1, true, now(), $2)",
    [company.id, own.userId],
  );
  await f.sql(
    "update sessions set partner_id = $1 where user_id = $2 and provider is null and proven_at is null",
    [company.id, own.userId],
  );
  expect(await factorPage("/claims")).toMatchObject({ kind: "anew", providers: [{ id: "plain" }] });
  // Linking is nothing for who owes one.
  expect((await ask("POST", "signin/plain", { link: "1" })).at).toBe("/sign-in?error=signed_out");
  expect(await go("plain", "subject-25", confirm)).toBe("/claims/7?do=pay");
  const page = await factorPage("/claims");
  if (page.kind !== "setUp") throw new Error(page.kind);
  const { TOTP } = await import("otpauth");
  const code = new TOTP({ secret: page.secret }).generate({ timestamp: readClock().getTime() });
  const { currentDebtor } = await import("./session");
  const debtor = await currentDebtor();
  await setUpCodes(f.door(readClock()), { ...debtor!, owes: true }, { offer: page.offer, code });
  expect(await signedInAs()).toBe(own.userId);
});

test("U13 Microsoft is asked the same, and is believed when it says when it asked", async () => {
  const own = await person("own@partner.example");
  await f.sql("delete from identities where provider = 'entra'", []);
  await byLink(own.email);
  await go("entra", own.email, { link: "1" });
  await f.sql(
    "update sessions set created_at = now() - interval '1 hour', seen_at = now() where user_id = $1",
    [own.userId],
  );
  expect(await leave("entra", confirm)).toMatch(/prompt=login&max_age=0|max_age=0&prompt=login/);
  expect(await go("entra", own.email, confirm)).toBe(again("not_asked_anew"));
  const said = { iss: `${entra.authority}/${tenant}/v2.0`, sub: "x", tid: tenant, oid: tenant };
  expect(identityOf("entra", { ...said, auth_time: 1_700_000_000 })?.askedAt).toEqual(
    new Date(1_700_000_000_000),
  );
  expect(identityOf("entra", { ...said, auth_time: "yesterday" })?.askedAt).toBeNull();
});

test("nobody is sent to another site, nor by another site's form", async () => {
  const own = await person();
  await byLink(own.email);
  await go("plain", "subject-9", { link: "1" });
  for (const callbackUrl of [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
  ]) {
    now.browser = new Browser();
    expect(await go("plain", "subject-9", { callbackUrl })).toBe("/");
  }
  now.browser = new Browser();
  now.browser.set("sign-in-callback", "https://evil.example/");
  expect(await go("plain", "subject-9")).toBe("/");
  const forged = await ask("POST", "signin/plain", {}, "https://evil.example");
  expect(forged.at).toBe("/sign-in?error=wrong_origin");
  // What one adds to the form's address reaches no provider.
  const { response } = await ask("POST", "signin/plain?redirect_uri=https://evil.example", {});
  expect(await response.text()).not.toContain("evil");
});

test("nothing else of next-auth is open", async () => {
  for (const path of [
    "session",
    "csrf",
    "providers",
    "signin",
    "signout",
    "error",
    "_log",
    "signin/plain",
    "callback/link",
    "callback/none",
  ])
    expect([path, (await ask("GET", path)).response.status]).toEqual([path, 404]);
  for (const path of ["session", "_log", "callback/plain", "signin/none", "signin/link"])
    expect([path, (await ask("POST", path, {})).response.status]).toEqual([path, 404]);
});

test("U14 signing out leads to the provider's own way out, with nothing but where to come back to", async () => {
  const own = await person();
  await byLink(own.email);
  await go("plain", "subject-10", { link: "1" });
  now.browser = new Browser();
  await go("plain", "subject-10");
  const { response } = await ask("POST", "signout", {});
  const page = (await response.text()).replaceAll("&amp;", "&");
  expect(page).toContain(
    `${oidc.issuer}/session/end?client_id=engagements&post_logout_redirect_uri=`,
  );
  expect(await signedInAs()).toBeNull();
});
