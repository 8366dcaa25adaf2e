import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { getConfig } from "@/lib/config";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { reading, transaction } from "../../ctx";
import { tokenOf } from "../../mail/tokens";
import { proving } from "../../views/account/factors";
import { askSignIn } from "../ask-sign-in";
import { openSession } from "../open-session";
import { findSession } from "../session.queries";
import { askToLink } from "../members/ask-to-link";
import { authorizePeople, getHouse } from "../members/authority.queries";
import { changeRoles } from "../members/change-roles";
import { disablePerson } from "../members/disable-person";
import { listPeople } from "../members/list";
import { seenOf, type Held } from "../members/rules";
import { linkOwnIdentity } from "../link-own-identity";
import { issuerOfTenant } from "../providers";
import { makeSignInLink } from "../sign-in-link";
import { switchCompany } from "../switch-company";
import { changeSignInRule } from "./change-sign-in-rule";

const f = fixture();
const issuer = "https://idp.example";
const later = (minutes: number) => new Date(f.now.getTime() + minutes * 60_000);

beforeAll(() => {
  getConfig().OIDC_PROVIDERS.push({
    ...{ id: "own", label: "Own", issuer, clientId: "x", clientSecret: "y", trustedDomains: [] },
  });
});

/** A company of a mail domain with an admin, a second one who is named, and a person. */
async function house() {
  const domain = `m${randomBytes(6).toString("hex")}.example`;
  const company = await f.partner({ admin: { email: `admin@${domain}` } });
  await f.sql("insert into partner_domains (partner_id, domain) values ($1, $2)", [
    company.id,
    domain,
  ]);
  const grants = [{ role: "incentives_admin" as const, locationId: null }];
  const named = await f.user(company, { email: `named@${domain}`, grants });
  const person = await f.user(company, { email: `person@${domain}` });
  const guest = await f.user(company);
  return { company, domain, named, person, guest };
}

const input = {
  ...{
    at: undefined,
    provider: "own",
    tenant: null,
    breakGlass: null,
    factor: "no" as const,
    revision: 0,
  },
};

const link = async (email: string, at = f.now) =>
  (
    await transaction(f.door(at), (tx) =>
      makeSignInLink(tx, { email, language: "en", returnTo: null, minutes: 15 }),
    )
  ).token;
const byLink = async (email: string, at = f.now) =>
  refusedWith(openSession(f.door(at), { token: await link(email, at) }));
const mails = (email: string) =>
  f.sql<{ template: string; variables: { tokenId?: string } }>(
    "select template, variables from emails where recipient = $1 order by created_at",
    [email],
  );

test("U12 with an own provider a mailed link lets in nobody of the domains but who is named, and nobody is told", async () => {
  const { company, named, person, guest } = await house();
  const before = await link(person.email);
  await changeSignInRule(f.ctx(company.admin), { ...input, breakGlass: named.userId });
  // A link from before, and one that is made anyhow.
  expect(await refusedWith(openSession(f.door(), { token: before }))).toBe("sign_in_link");
  expect(await byLink(person.email)).toBe("sign_in_link");
  expect(await byLink(person.email.toUpperCase())).toBe("sign_in_link");
  expect(await byLink(named.email)).toBeNull();
  // Of another domain, the rule says nothing.
  expect(await byLink(guest.email)).toBeNull();
  const ask = { language: "en", returnTo: null } as const;
  for (let n = 0; n < 5; n++) await askSignIn(f.door(later(20)), { ...ask, email: person.email });
  const sent = await mails(person.email);
  expect(sent.map(({ template }) => template)).toEqual(Array(3).fill("sign-in-provider"));
  expect(sent[0]?.variables).toEqual({ providerLabel: "Own" });
  await askSignIn(f.door(), { ...ask, email: named.email });
  const [mailed] = await mails(named.email);
  const token = tokenOf("sign-in", mailed?.variables.tokenId ?? "");
  expect(await refusedWith(openSession(f.door(), { token }))).toBeNull();
  // With the provider the person comes in; with another one not.
  const identity = {
    issuer,
    subject: "s-1",
    name: "",
    email: null,
    emailVerified: false,
    askedAt: null,
  };
  for (const provider of ["own", "other"])
    await f.sql(
      "insert into identities (user_id, issuer, subject, provider, name, linked_at, linked_by) values ($1, $2, $3, $4, '', now(), 'holder')",
      [person.userId, issuer, `${person.userId} ${provider}`, provider],
    );
  const by = (provider: string) =>
    refusedWith(
      openSession(f.door(), {
        identity: { ...identity, subject: `${person.userId} ${provider}`, provider },
      }),
    );
  expect([await by("own"), await by("other")]).toEqual([null, "identity_unknown"]);
});

test("U12 another company of the person asks for nothing, and is no way round", async () => {
  const { company, person, named } = await house();
  const other = await f.partner();
  await f.member(other, person);
  await changeSignInRule(f.ctx(company.admin), { ...input, breakGlass: named.userId });
  const token = await link(person.email);
  const { sessionId, secret } = await openSession(f.door(), { token });
  expect((await findSession(f.db, secret, f.now))?.actor).toMatchObject({ partnerId: other.id });
  expect(await refusedWith(switchCompany(f.door(), { sessionId, to: company.id }))).toBe(
    "not_found",
  );
  await changeSignInRule(f.ctx(company.admin), { ...input, provider: null, revision: 1 });
  expect(await refusedWith(switchCompany(f.door(), { sessionId, to: company.id }))).toBeNull();
});

test("U11, U12 a mailed link for another company links nothing that opens this one", async () => {
  const { company, person, named } = await house();
  const other = await f.partner();
  await f.member(other, person);
  const identity = (provider: string) => ({
    provider,
    issuer,
    subject: randomBytes(8).toString("hex"),
    name: "",
    email: null,
    emailVerified: false,
    askedAt: null,
  });
  const links = (own: { userId: string; sessionId: string }, provider = "own") =>
    refusedWith(linkOwnIdentity(f.door(), own, identity(provider)));
  const before = await openSession(f.door(), { token: await link(person.email) });
  await switchCompany(f.door(), { sessionId: before.sessionId, to: company.id });
  await changeSignInRule(f.ctx(company.admin), { ...input, breakGlass: named.userId });
  const thief = await openSession(f.door(), { token: await link(person.email) });
  expect(await links(thief)).toBe("identity_required");
  expect(await links(thief, "another")).toBeNull();
  // Who works for the company still, from before, links it; and who is named.
  expect(await links(before)).toBeNull();
  const glass = await openSession(f.door(), { token: await link(named.email) });
  expect(await links(glass)).toBeNull();
});

test("U12, U13 who is bound to a provider confirms there, not by a link; who may use both has both", async () => {
  const { company, named, person, guest } = await house();
  const both = await f.user(company, { email: `both@${person.email.split("@")[1]!}` });
  await f.member(await f.partner(), both);
  await changeSignInRule(f.ctx(company.admin), { ...input, breakGlass: named.userId });
  const ways = async (who: { userId: string; email: string }) => {
    const { bound, unlinked, providers } = await reading(f.door(), (tx) => proving(tx, who));
    return [bound, unlinked, providers.map(({ id }) => id)];
  };
  expect(await ways(person)).toEqual([true, true, ["own"]]);
  await f.sql(
    "insert into identities (user_id, issuer, subject, provider, name, linked_at, linked_by) values ($1, 'https://own.example', $2, 'own', '', now(), 'holder')",
    [person.userId, randomBytes(8).toString("hex")],
  );
  expect(await ways(person)).toEqual([true, false, ["own"]]);
  expect(await ways(both)).toEqual([false, false, ["own"]]);
  for (const who of [named, guest]) expect(await ways(who)).toEqual([false, false, []]);
});

test("U12 who says so, and that nobody is locked out", async () => {
  const { company, named, person, guest } = await house();
  const local = await f.user(company, {
    grants: [{ role: "incentives_admin", locationId: company.location.id }],
  });
  const manager = await f.operator({ roles: ["partner_manager"] });
  const inside = await f.operator({ roles: ["partner_manager"], companies: [company.id] });
  const rival = await f.partner();
  const wanted = { ...input, breakGlass: named.userId };
  const ask = (actor: Parameters<typeof f.ctx>[0], change: object = {}, at = f.now) =>
    refusedWith(changeSignInRule(f.ctx(actor, at), { ...wanted, ...change }));
  expect(await ask(local)).toBe("no_role");
  expect(await ask(person)).toBe("no_role");
  expect(await ask(rival.admin)).toBe("sign_in_no_domains");
  expect(await ask(rival.admin, { at: company.id })).toBe("not_found");
  expect(await ask(inside, { at: company.id })).toBe("own_company_people");
  expect(await ask(await f.operator({ roles: ["administrator"] }), { at: company.id })).toBe(
    "forbidden",
  );
  expect(await ask(company.admin, {}, later(16))).toBe("sign_in_again");
  expect(await ask(company.admin, { breakGlass: null })).toBe("break_glass_needed");
  expect(await ask(company.admin, { breakGlass: guest.userId })).toBe("break_glass_needed");
  expect(await ask(company.admin, { breakGlass: rival.admin.userId })).toBe("break_glass_needed");
  expect(await ask(company.admin, { provider: "none" })).toBe("required");
  expect(await ask(company.admin)).toBeNull();
  expect(await ask(named)).toBe("changed_meanwhile");
  expect(await ask(manager, { at: company.id, provider: null, revision: 1 })).toBeNull();
  const log = await f.sql(
    "select data from audit_log where event = 'partner.sign_in_changed' and subject_id = $1 order by seq",
    [company.id],
  );
  expect(log).toMatchObject([
    {
      data: { before: { provider: null }, after: { provider: "own" }, breakGlassId: named.userId },
    },
    { data: { before: { provider: "own" }, after: { provider: null }, breakGlassId: null } },
  ]);
});

test("U12 who comes in without the provider stays an admin, while there is one", async () => {
  const { company, named } = await house();
  const lasting: Held = { role: "incentives_admin", locationId: null, lastDay: null };
  const roles = (held: Held, wanted: Held[]) =>
    refusedWith(
      changeRoles(f.ctx(company.admin), {
        at: undefined,
        id: named.userId,
        seen: seenOf([held]),
        wanted,
      }),
    );
  const disable = () =>
    refusedWith(
      disablePerson(f.ctx(company.admin), { at: undefined, id: named.userId, heir: null }),
    );
  const passing = { ...lasting, lastDay: "2099-01-01" };
  const choose = { ...input, breakGlass: named.userId };
  // Nor is somebody named whose role will lapse.
  expect(await roles(lasting, [passing])).toBeNull();
  expect(await refusedWith(changeSignInRule(f.ctx(company.admin), choose))).toBe(
    "break_glass_needed",
  );
  expect(await roles(passing, [lasting])).toBeNull();
  expect(await refusedWith(changeSignInRule(f.ctx(company.admin), choose))).toBeNull();
  for (const wanted of [[], [passing], [{ ...lasting, locationId: company.location.id }]])
    expect(await roles(lasting, wanted)).toBe("break_glass_stays");
  expect(await disable()).toBe("break_glass_stays");
  expect(await byLink(named.email)).toBeNull();
  // Nor does the web server's role write a rule that names somebody else.
  await expect(
    f.db.transaction(f.scope(company.admin), (tx) =>
      tx.execute(sql`update sign_in_rules set break_glass_id = m.user_id, changed_at = now(), changed_by = ${company.admin.userId}
        from memberships m join users u on u.id = m.user_id
        where m.partner_id = sign_in_rules.partner_id and u.email like 'person@%'`),
    ),
  ).rejects.toMatchObject({ constraint: "sign_in_rules_break_glass_stays" });
  await changeSignInRule(f.ctx(company.admin), { ...input, provider: null, revision: 1 });
  expect(await disable()).toBeNull();
});

test("U13 a company that wants a second factor of its people gets it at once, and only for itself", async () => {
  const { company, person } = await house();
  const other = await f.partner();
  await f.member(other, person);
  const token = await link(person.email);
  const { sessionId, secret } = await openSession(f.door(), { token });
  const owes = async () => (await findSession(f.db, secret, f.now))?.row;
  await switchCompany(f.door(), { sessionId, to: company.id });
  expect(await owes()).toMatchObject({ factor: null, partnerId: company.id });
  await changeSignInRule(f.ctx(company.admin), { ...input, provider: null, factor: "yes" });
  expect(await owes()).toMatchObject({ factor: "setup", partnerId: company.id });
  await expect(
    f.db.transaction({ actor: "person", secret }, () => Promise.resolve()),
  ).rejects.toThrow();
  await switchCompany(f.door(), { sessionId, to: other.id });
  expect(await owes()).toMatchObject({ factor: null, partnerId: other.id });
});

test("U15 a browser that the account knows has links of its own, however often somebody else asks", async () => {
  const { guest } = await house();
  const device = randomBytes(32);
  await openSession(f.door(), { token: await link(guest.email) }, { device });
  const ask = (asked: { device?: Buffer }) =>
    askSignIn(f.door(), { email: guest.email, language: "en", returnTo: null, ...asked });
  for (let n = 0; n < 10; n++) await ask({});
  for (let n = 0; n < 10; n++) await ask({ device: randomBytes(32) });
  expect(await mails(guest.email)).toHaveLength(3);
  for (let n = 0; n < 10; n++) await ask({ device });
  const sent = await mails(guest.email);
  expect(sent).toHaveLength(6);
  for (const { variables } of sent)
    expect(
      await refusedWith(
        openSession(f.door(), { token: tokenOf("sign-in", variables.tokenId ?? "") }),
      ),
    ).toBeNull();
});

test("U12 of Microsoft a company names its own tenant: another's people come in by nothing", async () => {
  const [own, foreign] = [randomUUID(), randomUUID()];
  Object.assign(getConfig(), { ENTRA_CLIENT_ID: "x", ENTRA_CLIENT_SECRET: "x" });
  try {
    const { company, named, person } = await house();
    const rule = { ...input, provider: "entra", breakGlass: named.userId };
    const change = (more: object) =>
      refusedWith(changeSignInRule(f.ctx(company.admin), { ...rule, ...more }));
    expect(await change({})).toBe("entra_tenant");
    getConfig().ENTRA_TENANTS.push(foreign);
    expect(await change({ tenant: own })).toBe("entra_tenant_closed");
    getConfig().ENTRA_TENANTS.pop();
    expect(await change({ tenant: own })).toBeNull();
    const [{ data } = {}] = await f.sql<{ data: unknown }>(
      "select data from audit_log where event = 'partner.sign_in_changed' and subject_id = $1",
      [company.id],
    );
    expect(data).toMatchObject({ after: { provider: "entra", issuer: issuerOfTenant(own) } });
    const comes = async (tenant: string) => {
      const [ofTenant, subject] = [issuerOfTenant(tenant), randomUUID()];
      await f.sql(
        "insert into identities (user_id, issuer, subject, provider, name, linked_at, linked_by) values ($1, $2, $3, 'entra', '', now(), 'holder')",
        [person.userId, ofTenant, subject],
      );
      const identity = {
        provider: "entra",
        issuer: ofTenant,
        subject,
        name: "",
        email: null,
        emailVerified: false,
        askedAt: null,
      };
      return refusedWith(openSession(f.door(), { identity }));
    };
    const { unlinked } = await reading(f.door(), (tx) => proving(tx, person));
    expect([await comes(foreign), unlinked]).toEqual(["identity_unknown", true]);
    expect((await reading(f.door(), (tx) => proving(tx, person))).unlinked).toBe(true);
    expect(await comes(own)).toBeNull();
    expect((await reading(f.door(), (tx) => proving(tx, person))).unlinked).toBe(false);
  } finally {
    Object.assign(getConfig(), { ENTRA_CLIENT_ID: undefined, ENTRA_CLIENT_SECRET: undefined });
  }
});

test("U12 a link for the provider goes to who needs one, from who manages them", async () => {
  const { company, person, named, guest } = await house();
  await changeSignInRule(f.ctx(company.admin), { ...input, breakGlass: named.userId });
  const ask = (id: string, actor: Parameters<typeof f.ctx>[0] = company.admin, at?: string) =>
    refusedWith(askToLink(f.ctx(actor), { at, id }));
  const local = await f.user(company, {
    grants: [{ role: "incentives_admin", locationId: company.location.id }],
  });
  const rival = await f.partner();
  const manager = await f.operator({ roles: ["partner_manager"] });
  for (const { userId } of [named, guest]) expect(await ask(userId)).toBe("already_done");
  expect(await ask(rival.admin.userId)).toBe("not_found");
  expect(await ask(person.userId, rival.admin)).toBe("not_found");
  expect(await ask(person.userId, person)).toBe("no_role");
  expect(await ask(person.userId, local)).toBe("other_places");
  expect(await ask(person.userId)).toBeNull();
  expect(await ask(person.userId)).toBe("invited_just_now");
  const again = await refusedWith(
    askToLink(f.ctx(manager, later(11)), { at: company.id, id: person.userId }),
  );
  expect(again).toBeNull();
  const rows = await f.sql(
    "select roles, withdrawn_at is not null as over from invitations where email = $1 and roles = '[]' order by created_at",
    [person.email],
  );
  expect(rows).toEqual([
    { roles: [], over: true },
    { roles: [], over: false },
  ]);
  const { rows: listed } = await reading(f.ctx(company.admin), async (tx) => {
    authorizePeople(tx);
    return listPeople(tx, await getHouse(tx), undefined);
  });
  expect(listed.filter(({ email }) => email === person.email)).toMatchObject([{ kind: "member" }]);
});
