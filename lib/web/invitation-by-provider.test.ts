import { randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import { GET, POST } from "@/app/(public)/invitation/[token]/route";
import { Browser, now } from "@/testing/browser";
import { invitationToken, invitedVisitor } from "@/scripts/demo/acts/invited";
import { refusal } from "@/testing/refusal";
import { fixture } from "@/testing/fixture";
import { startEntra, startOidcProvider } from "@/testing/identity-providers";
import { changeSignInRule } from "../people/sign-in-rule/change-sign-in-rule";
import { acceptInvitation } from "../people/members/accept-invitation";
import { askToLink } from "../people/members/ask-to-link";
import { invitePeople } from "../people/members/invite-people";
import { inviteInput } from "../people/members/schema";
import { withdrawInvitation } from "../people/members/withdraw-invitation";
import { readClock } from "../time/clock";
import { handleAuth } from "./next-auth";

jest.mock("next/headers", () => {
  const { now: at } = jest.requireActual<typeof import("@/testing/browser")>("@/testing/browser");
  return {
    cookies: () => Promise.resolve(at.browser),
    headers: () => Promise.resolve(at.browser.headers),
  };
});
jest.mock("next/server", () => ({
  ...jest.requireActual<typeof import("next/server")>("next/server"),
  after: () => undefined,
}));
jest.mock("next-intl/server", () => ({ getLocale: () => Promise.resolve("en") }));

const f = fixture();
const home = "http://localhost:3000";
const tenant = "9188040d-6c67-4c5b-b112-36a304b66dad";
let oidc: Awaited<ReturnType<typeof startOidcProvider>>;
let entra: Awaited<ReturnType<typeof startEntra>>;

beforeAll(async () => {
  const back = (id: string) => `${home}/api/auth/callback/${id}`;
  oidc = await startOidcProvider([back("acme"), back("plain")]);
  entra = await startEntra([{ email: "vera@contoso.example", tenant_id: tenant }], [back("entra")]);
  const { issuer, clientId, clientSecret } = oidc;
  Object.assign(process.env, {
    MAIL_PARTNER_DAY: "40",
    ENTRA_CLIENT_ID: entra.clientId,
    ENTRA_CLIENT_SECRET: entra.clientSecret,
    ENTRA_AUTHORITY: entra.authority,
    OIDC_PROVIDERS: JSON.stringify([
      { id: "acme", label: "Acme", issuer, clientId, clientSecret },
      { id: "plain", label: "Plain", issuer, clientId, clientSecret },
    ]),
  });
});
afterAll(() => Promise.all([oidc.close(), entra.close()]));
beforeEach(() => {
  now.browser = new Browser();
});

type Way = "acme" | "plain" | "entra";
const address = () => `new-${randomUUID().slice(0, 8)}@elsewhere.example`;
const subject = () => `subject-${randomUUID().slice(0, 8)}`;

async function ask(method: string, path: string, form?: Record<string, string>, origin = home) {
  const body = form && new URLSearchParams(form).toString();
  const headers = new Headers({ origin, host: "localhost:3000" });
  if (body !== undefined) {
    headers.set("content-length", String(body.length));
    headers.set("content-type", "application/x-www-form-urlencoded");
  }
  const request = new NextRequest(`${home}${path}`, { method, headers, body });
  const parts = request.nextUrl.pathname.slice(1).split("/");
  const response =
    parts[0] === "api"
      ? await handleAuth(request, { params: Promise.resolve({ nextauth: parts.slice(2) }) })
      : await (method === "GET" ? GET : POST)(request, {
          params: Promise.resolve({ token: parts[1]! }),
        });
  now.browser.take(response);
  return {
    status: response.status,
    at: response.headers.get("location"),
    page: (await response.text()).replaceAll("&amp;", "&"),
  };
}

const page = (token: string) => ask("GET", `/invitation/${token}?lang=en`);
const accept = (token: string, form: Record<string, string>, origin?: string) =>
  ask("POST", `/invitation/${token}?lang=en`, { fullName: "Noor Bakker", ...form }, origin);
const markIn = (text: string) => /name="identity" value="([^"]+)"/.exec(text)?.[1] ?? "";
const wordsIn = (text: string) => /role="alert">([^<]*)</.exec(text)?.[1] ?? null;

async function leave(way: Way, form: Record<string, string>): Promise<string> {
  const { page: text } = await ask("POST", `/api/auth/signin/${way}`, form);
  return /url=([^"]+)"/.exec(text)?.[1] ?? "";
}

const comeBack = async (answer: string) => (await ask("GET", answer.slice(home.length))).at;

/** To the provider from an invitation, and back. @returns the page that stands there then */
async function openWith(way: Way, who: string, token: string) {
  const there = await leave(way, { invitation: token, language: "en" });
  const answer = way === "entra" ? await entra.signIn(there, who) : await oidc.signIn(there, who);
  expect(await comeBack(answer)).toBe(`/invitation/${token}?lang=en`);
  return page(token);
}

async function invited(email = address(), company?: Awaited<ReturnType<typeof f.partner>>) {
  const { admin } = company ?? (await f.partner());
  const input = { people: email, role: "incentives_user", places: "company", language: "en" };
  await invitePeople(f.ctx(admin, readClock()), inviteInput.parse(input));
  return { email, admin, token: await invitationToken(f.system(), email) };
}

const linked = (email: string) =>
  f.sql(
    `select i.issuer, i.subject, i.linked_by from identities i join users u on u.id = i.user_id
     where lower(u.email) = lower($1) order by 2`,
    [email],
  );
const accounts = (email: string) => f.sql("select id from users where email = $1", [email]);
const told = (email: string) =>
  f.sql("select variables from emails where recipient = $1 and template = 'identity-linked'", [
    email,
  ]);

test("U11 (b) whoever opens an invitation with a provider signs in with it from then on, and is told", async () => {
  for (const way of ["acme", "entra"] as const) {
    now.browser = new Browser();
    const { email, token } = await invited();
    const who = way === "entra" ? "vera@contoso.example" : subject();
    if (way === "acme") await oidc.says(who, { preferred_username: "vera" });
    const { page: text } = await openWith(way, who, token);
    expect(text).toContain(`to the account of ${email}`);
    // Opening, and going there and back, changes nothing.
    expect([await accounts(email), await told(email)]).toEqual([[], []]);
    expect((await accept(token, { identity: markIn(text) })).at).toBe(
      `/invitation/${token}?lang=en`,
    );
    expect(await linked(email)).toMatchObject([{ linked_by: "invitation" }]);
    expect(await told(email)).toMatchObject([
      { variables: { providerLabel: way === "acme" ? "Acme" : "Microsoft" } },
    ]);
    expect((await page(token)).page).toContain("You accepted this invitation");
    // And it signs in.
    const there = await leave(way, { callbackUrl: "/claims" });
    const answer = way === "entra" ? await entra.signIn(there, who) : await oidc.signIn(there, who);
    expect(await comeBack(answer)).toBe("/claims");
  }
});

test("U11 (b) an identity of another account is refused in words, and nothing was accepted", async () => {
  const first = await invited();
  const who = subject();
  await accept(first.token, { identity: markIn((await openWith("acme", who, first.token)).page) });
  const second = await invited();
  const mark = markIn((await openWith("acme", who, second.token)).page);
  const { status, page: text } = await accept(second.token, { identity: mark });
  expect([status, wordsIn(text)]).toMatchObject([422, expect.stringContaining("another account")]);
  expect([await accounts(second.email), await linked(second.email)]).toEqual([[], []]);
  // Without it, it can be accepted still.
  expect((await accept(second.token, { identity: mark, without: "1" })).status).toBe(303);
  expect([await accounts(second.email), await linked(second.email)]).toMatchObject([[{}], []]);
});

test("U11 (b) a link alone links nobody: no way there, another browser's, another invitation's, another mark", async () => {
  const [one, two] = [await invited(), await invited()];
  const changed = expect.stringContaining("came back as somebody else") as string;
  const tries = async (token: string, mark: string) => {
    const { status, page: text } = await accept(token, { identity: mark });
    return [status, wordsIn(text)];
  };
  expect(await tries(one.token, "x".repeat(22))).toEqual([422, changed]);
  const mine = markIn((await openWith("acme", subject(), one.token)).page);
  const kept = now.browser.get("invited")!.value;
  // What came back to the one says nothing at the other.
  expect((await page(two.token)).page).not.toContain('name="identity"');
  expect(await tries(two.token, mine)).toEqual([422, changed]);
  // Nor does it in a browser into which it was put at the other invitation.
  now.browser = new Browser();
  expect(await tries(one.token, mine)).toEqual([422, changed]);
  now.browser.set("invited", kept);
  expect((await page(two.token)).page).not.toContain('name="identity"');
  for (const broken of ["", "x", kept.slice(0, -2), `${kept.slice(0, 40)}AAAA${kept.slice(44)}`]) {
    now.browser.set("invited", broken);
    expect(await tries(one.token, mine)).toEqual([422, changed]);
  }
  // Another tab came back as somebody else: what was shown is what counts.
  now.browser = new Browser();
  const before = markIn((await openWith("acme", subject(), one.token)).page);
  await openWith("acme", subject(), one.token);
  expect(await tries(one.token, before)).toEqual([422, changed]);
  // A form of another site.
  const other = markIn((await page(one.token)).page);
  expect((await accept(one.token, { identity: other }, "https://evil.example")).status).toBe(403);
  for (const { email } of [one, two]) expect(await accounts(email)).toEqual([]);
});

test("U11 (b) an answer that belongs to another way there opens no invitation, and signs nobody in", async () => {
  const [one, two] = [await invited(), await invited()];
  const failed = "/sign-in?error=provider_failed";
  const form = (token: string) => ({ invitation: token, language: "en" });
  // Of two tabs the later one counts: the answer to the first is worth nothing.
  const first = await oidc.signIn(await leave("acme", form(one.token)), subject());
  await leave("acme", form(two.token));
  expect(await comeBack(first)).toBe(`/invitation/${two.token}?lang=en&failed=provider`);
  expect((await page(two.token)).page).not.toContain('name="identity"');
  // The note of one way with the state of another: put there by whoever wants this identity for their invitation.
  now.browser = new Browser();
  await leave("acme", form(one.token));
  const note = now.browser.get("link")!.value;
  now.browser = new Browser();
  const theirs = await oidc.signIn(await leave("acme", {}), subject());
  now.browser.set("link", note);
  expect(await comeBack(theirs)).toBe(failed);
  expect(now.browser.get("invited")).toBeUndefined();
  now.browser = new Browser();
  const plain = await oidc.signIn(await leave("plain", {}), subject());
  now.browser.set("link", note);
  expect(await comeBack(plain)).toBe(failed);
  // An answer that is sent to another browser.
  now.browser = new Browser();
  const sent = await oidc.signIn(await leave("acme", form(one.token)), subject());
  now.browser = new Browser();
  expect(await comeBack(sent)).toBe(failed);
  expect(now.browser.get("invited")).toBeUndefined();
  // By another site's form, or with what is no token.
  const forged = await ask(
    "POST",
    "/api/auth/signin/acme",
    form(one.token),
    "https://evil.example",
  );
  expect(forged.at).toBe("/sign-in?error=wrong_origin");
  expect((await ask("POST", "/api/auth/signin/acme", form("../settings"))).status).toBe(404);
});

test("U11 (b) after 15 minutes, or once the invitation is over, nothing is linked", async () => {
  const { getConfig } = await import("@/lib/config");
  const one = await invited();
  const mark = markIn((await openWith("acme", subject(), one.token)).page);
  getConfig().CLOCK_OFFSET_MS = 16 * 60_000;
  const late = await accept(one.token, { identity: mark });
  getConfig().CLOCK_OFFSET_MS = 0;
  expect(late.status).toBe(422);
  const [row] = await f.sql<{ id: string }>("select id from invitations where email = $1", [
    one.email,
  ]);
  await withdrawInvitation(f.ctx(one.admin, readClock()), { at: undefined, id: row!.id });
  expect((await accept(one.token, { identity: mark })).status).toBe(303);
  expect((await page(one.token)).page).toContain("no longer works");
  expect([await accounts(one.email), await linked(one.email)]).toEqual([[], []]);
});

test("U11 (b) two who accept at once with two identities: one is linked", async () => {
  const one = await invited();
  const visitor = await invitedVisitor(f.system(), one.email);
  const identity = () => ({
    provider: "acme",
    issuer: oidc.issuer,
    subject: subject(),
    name: "",
    email: null,
    emailVerified: false,
    askedAt: null,
  });
  const both = await Promise.all(
    [0, 1].map(() =>
      refusal(acceptInvitation(f.ctx(visitor, readClock()), { fullName: "N" }, identity())),
    ),
  );
  expect(both.map((refused) => refused?.code ?? null).sort()).toEqual(
    ["invitation_over", null].sort(),
  );
  expect(await linked(one.email)).toHaveLength(1);
  expect(await accounts(one.email)).toHaveLength(1);
});

/** A company that lets its people in with a provider alone. */
async function bound(provider: Way, tenantId: string | null = null) {
  const domain = `${randomUUID().slice(0, 8)}.example`;
  const company = await f.partner({ admin: { email: `boss@glass-${domain}` } });
  await f.sql("insert into partner_domains (partner_id, domain) values ($1, $2)", [
    company.id,
    domain,
  ]);
  const rule = {
    at: undefined,
    provider,
    breakGlass: company.admin.userId,
    factor: "no",
    revision: 0,
  } as const;
  await changeSignInRule(f.ctx(company.admin), { ...rule, tenant: tenantId });
  return { company, domain };
}

test("U12 a company's own provider, and of Microsoft its own tenant: no other identity is linked with its invitation", async () => {
  const other = "30000000-0000-4000-8000-000000000003";
  for (const [way, wrong, tenantId] of [
    ["acme", "plain", null],
    ["entra", "entra", other],
  ] as const) {
    const { company, domain } = await bound(way, tenantId);
    const { token, email } = await invited(`new@${domain}`, company);
    const who = wrong === "entra" ? "vera@contoso.example" : subject();
    const { page: text } = await openWith(wrong, who, token);
    const answer = await accept(token, { identity: markIn(text) });
    expect(wordsIn(answer.page)).toContain("does not let people in with that account");
    expect([await accounts(email), await linked(email)]).toEqual([[], []]);
  }
});

test("U12 who never linked the provider is mailed a link for that alone, and comes in by it", async () => {
  const { company, domain } = await bound("acme");
  const person = await f.user(company, { email: `colleague@${domain}` });
  await askToLink(f.ctx(company.admin, readClock()), { at: undefined, id: person.userId });
  const token = await invitationToken(f.system(), person.email);
  const { page: text } = await page(token);
  expect(text).toContain("Link Acme");
  expect(text).not.toContain("Go on with Plain");
  // The button alone does nothing.
  expect(wordsIn((await accept(token, {})).page)).toContain("Go to the provider first");
  expect((await accept(token, { without: "1" })).status).toBe(422);
  const wrong = markIn((await openWith("plain", subject(), token)).page);
  expect(wordsIn((await accept(token, { identity: wrong })).page)).toContain("does not let people");
  const who = subject();
  const mark = markIn((await openWith("acme", who, token)).page);
  expect((await accept(token, { identity: mark })).status).toBe(303);
  expect((await page(token)).page).toContain("Your account is linked");
  expect(await comeBack(await oidc.signIn(await leave("acme", {}), who))).toBe("/");
  expect(await linked(person.email)).toMatchObject([{ linked_by: "invitation", subject: who }]);
  // It gave no role, and works once.
  expect(await f.sql("select from role_grants where user_id = $1", [person.userId])).toEqual([]);
  const again = markIn((await openWith("acme", subject(), token)).page);
  expect(again).toBe("");
});

test("U12 a link for the provider is over once the provider is linked otherwise, or required no more", async () => {
  const { company, domain } = await bound("acme");
  const people = [
    await f.user(company, { email: `linked@${domain}` }),
    await f.user(company, { email: `free@${domain}` }),
  ] as const;
  const open = async ({ userId, email }: (typeof people)[number]) => {
    await askToLink(f.ctx(company.admin, readClock()), { at: undefined, id: userId });
    const token = await invitationToken(f.system(), email);
    return { token, mark: markIn((await openWith("acme", subject(), token)).page) };
  };
  const one = await open(people[0]);
  await f.sql(
    "insert into identities (user_id, issuer, subject, provider, name, linked_at, linked_by) values ($1, $2, $3, 'acme', '', now(), 'holder')",
    [people[0].userId, oidc.issuer, subject()],
  );
  expect((await accept(one.token, { identity: one.mark })).status).toBe(303);
  expect((await page(one.token)).page).toContain("no longer works");
  expect(await linked(people[0].email)).toHaveLength(1);
  now.browser = new Browser();
  const two = await open(people[1]);
  await f.sql("delete from sign_in_rules where partner_id = $1", [company.id]);
  expect((await accept(two.token, { identity: two.mark })).status).toBe(303);
  expect((await page(two.token)).page).toContain("no longer works");
  expect(await linked(people[1].email)).toEqual([]);
});

test("U12 another company's invitation opens no company that wants its own provider", async () => {
  const { company, domain } = await bound("acme");
  const person = await f.user(company, { email: `victim@${domain}` });
  const { token } = await invited(person.email);
  const mark = markIn((await openWith("acme", subject(), token)).page);
  const { status, page: text } = await accept(token, { identity: mark });
  expect([status, wordsIn(text)]).toMatchObject([422, expect.stringContaining("Another company")]);
  // With a provider that opens nothing there, it is linked.
  const plain = markIn((await openWith("plain", subject(), token)).page);
  expect((await accept(token, { identity: plain })).status).toBe(303);
  expect(await linked(person.email)).toMatchObject([{ linked_by: "invitation" }]);
});

test("U13 to an account with a second factor an invitation links nothing, but what its company asked for", async () => {
  const here = await f.partner();
  const person = await f.user(here);
  const factor =
    "insert into code_secrets (user_id, sealed, key, last_step, added_at) values ($1, 'x', 'x', 0, now())";
  await f.sql(factor, [person.userId]);
  const { token } = await invited(person.email);
  const mark = markIn((await openWith("acme", subject(), token)).page);
  expect(wordsIn((await accept(token, { identity: mark })).page)).toContain("second step");
  expect(await linked(person.email)).toEqual([]);
  const { company, domain } = await bound("acme");
  const colleague = await f.user(company, { email: `colleague@${domain}` });
  await f.sql(factor, [colleague.userId]);
  await askToLink(f.ctx(company.admin, readClock()), { at: undefined, id: colleague.userId });
  const asked = await invitationToken(f.system(), colleague.email);
  const who = subject();
  const own = markIn((await openWith("acme", who, asked)).page);
  expect((await accept(asked, { identity: own })).status).toBe(303);
  // The factor is asked for all the same.
  expect(await comeBack(await oidc.signIn(await leave("acme", {}), who))).toBe("/");
  const [session] = await f.sql(
    "select second_factor_at from sessions where user_id = $1 and provider = 'acme'",
    [colleague.userId],
  );
  expect(session).toEqual({ second_factor_at: null });
});
