import { eq } from "drizzle-orm";
import { emails, PROGRAMME } from "@/db/schema";
import { reading, transaction } from "@/lib/ctx";
import { waitsUntil } from "@/lib/mail/limits";
import { fixture } from "@/testing/fixture";
import { refusal } from "@/testing/refusal";
import { suspendPartner } from "../../partners/suspend-partner";
import { invitedVisitor } from "@/scripts/demo/acts/invited";
import { changeOperatorRoles } from "../operators/change-operator-roles";
import { acceptInvitation } from "./accept-invitation";
import { changeRoles } from "./change-roles";
import { disablePerson } from "./disable-person";
import { invitePeople } from "./invite-people";
import { resendInvitation } from "./resend-invitation";
import { getHouse } from "./authority.queries";
import { listPeople } from "./list";
import { seenOf } from "./rules";
import { inviteInput } from "./schema";
import { withdrawInvitation } from "./withdraw-invitation";

const f = fixture();
beforeAll(() => Object.assign(process.env, { MAIL_PARTNER_DAY: "40" }));
const later = (minutes: number) => new Date(f.now.getTime() + minutes * 60_000);
const DAY = 24 * 60;
let count = 0;
const address = () => `new-${++count}-${f.now.getTime()}@elsewhere.example`;
const input = (people: string, more: Record<string, unknown> = {}) =>
  inviteInput.parse({
    people,
    role: "incentives_user",
    places: "company",
    language: "nl",
    ...more,
  });
const refused = async (work: Promise<unknown>) => (await refusal(work))?.errors[0] ?? null;
const grants = (email: string) =>
  f.sql<{ company: string; role: string; location: string | null }>(
    `select m.partner_id as company, g.role, g.location_id as location from users u
     join memberships m on m.user_id = u.id and m.joined_at is not null and m.ended_at is null
     join role_grants g on g.partner_id = m.partner_id and g.user_id = u.id where u.email = $1 order by 2, 3`,
    [email],
  );

test("U2 an admin invites; whoever opens the mailed link and presses has the account, membership and role", async () => {
  const { admin, id } = await f.partner();
  const made = await f.head(id);
  const email = address();
  await invitePeople(f.ctx(admin), input(email));
  expect(await f.sql("select 1 from users where email = $1", [email])).toEqual([]);
  const visitor = await invitedVisitor(f.system(), email);
  await acceptInvitation(f.ctx(visitor, later(5)), { fullName: "Noor Bakker" });
  expect(await grants(email)).toEqual([{ company: id, role: "incentives_user", location: null }]);
  const [person] = await f.sql("select name, locale from users where email = $1", [email]);
  expect(person).toEqual({ name: "Noor Bakker", locale: "nl" });
  const log = await f.sql<{ event: string; actor_kind: string }>(
    "select event, actor_kind from audit_log where chain = $1 and seq > $2 order by seq",
    [id, made],
  );
  expect(log).toEqual([
    { event: "person.invited", actor_kind: "partner" },
    { event: "person.joined", actor_kind: "visitor" },
  ]);
  expect(await refused(acceptInvitation(f.ctx(visitor, later(6)), { fullName: "" }))).toMatchObject(
    { code: "invitation_over" },
  );
});

test("U2, U3 somebody who has an account gets a membership and keeps name and language", async () => {
  const here = await f.partner();
  const there = await f.partner();
  const person = await f.user(there, { name: "Robin", locale: "en" });
  await invitePeople(f.ctx(here.admin), input(person.email.replace("robin", "ROBIN")));
  const visitor = await invitedVisitor(f.system(), person.email.replace("robin", "ROBIN"));
  await acceptInvitation(f.ctx(visitor), { fullName: "Somebody Else" });
  expect((await grants(person.email)).map(({ company }) => company)).toEqual([here.id]);
  expect(
    await f.sql("select name, locale from users where lower(email) = $1", [person.email]),
  ).toEqual([{ name: "Robin", locale: "en" }]);
});

test("U2 who was disabled comes back with the roles of the invitation, not with those of before", async () => {
  const company = await f.partner();
  const former = await f.user(company, {
    grants: [{ role: "incentives_admin", locationId: null }],
  });
  await disablePerson(f.ctx(company.admin), { id: former.userId, heir: null });
  await invitePeople(f.ctx(company.admin), input(former.email));
  const visitor = await invitedVisitor(f.system(), former.email);
  await acceptInvitation(f.ctx(visitor), { fullName: "" });
  expect((await grants(former.email)).map(({ role }) => role)).toEqual(["incentives_user"]);
});

test("U2 it works seven days, again after it was sent again, and not once it was taken back", async () => {
  const { admin } = await f.partner();
  const email = address();
  await invitePeople(f.ctx(admin), input(email));
  const visitor = await invitedVisitor(f.system(), email);
  const accept = (minutes: number) =>
    refused(acceptInvitation(f.ctx(visitor, later(minutes)), { fullName: "N" }));
  expect(await accept(7 * DAY)).toMatchObject({ code: "invitation_over" });
  const one = { id: visitor.requestId };
  expect(await refused(resendInvitation(f.ctx(admin, later(3)), one))).toMatchObject({
    code: "invited_just_now",
    params: { minutes: 7 },
  });
  await resendInvitation(f.ctx(admin, later(6 * DAY)), one);
  expect(await f.sql("select 1 from emails where recipient = $1", [email])).toHaveLength(2);
  await withdrawInvitation(f.ctx(admin, later(6 * DAY + 1)), one);
  expect(await accept(6 * DAY + 2)).toMatchObject({ code: "invitation_over" });
  expect(await refused(withdrawInvitation(f.ctx(admin), one))).toMatchObject({
    code: "invitation_over",
  });
  await invitePeople(f.ctx(admin, later(6 * DAY + 10)), input(email));
});

test("U2 many at once, also as a file: role and location behind the address; one wrong line and nobody is invited", async () => {
  const { admin, locations } = await f.partner({ locations: [{}, {}] });
  const [a, b, c] = [address(), address(), address()];
  const mpn = locations[1]!.mpnId;
  await invitePeople(
    f.ctx(admin),
    input(`E-mail;Role;Location\r\n${a}\r\n\r\n"${b}";admin;${mpn}\n${c}, Incentives-gebruiker`),
  );
  const rows = await f.sql<{ email: string; roles: unknown }>(
    "select email, roles from invitations where email = any($1) order by email",
    [[a, b, c]],
  );
  expect(rows.map(({ roles }) => roles)).toEqual([
    [{ role: "incentives_user", locationId: null }],
    [{ role: "incentives_admin", locationId: locations[1]!.id }],
    [{ role: "incentives_user", locationId: null }],
  ]);
  const other = await f.partner();
  for (const [text, code, line] of [
    ["nobody", "invite_line", 1],
    [`${address()}\n${address()};boss`, "invite_line", 2],
    [`${address()};user;${other.location.mpnId}`, "invite_place", 1],
  ] as const)
    expect(await refused(invitePeople(f.ctx(admin), input(text)))).toEqual({
      field: "people",
      code,
      params: { line },
    });
  expect(await refused(invitePeople(f.ctx(admin), input(" \n")))).toMatchObject({
    code: "invite_nobody",
  });
  expect(await refused(invitePeople(f.ctx(admin), input(a)))).toMatchObject({
    code: "already_invited",
  });
  expect(await refused(invitePeople(f.ctx(admin), input(admin.email)))).toMatchObject({
    code: "already_member",
  });
});

test("U1 an admin of one location invites for it and for nothing else; a user for nothing", async () => {
  const company = await f.partner({ locations: [{}, {}] });
  const [here, there] = company.locations;
  const local = await f.user(company, {
    grants: [{ role: "incentives_admin", locationId: here!.id }],
  });
  await invitePeople(f.ctx(local), input(address(), { places: here!.id }));
  for (const places of ["company", there!.id])
    expect(await refused(invitePeople(f.ctx(local), input(address(), { places })))).toMatchObject({
      code: "invite_place",
    });
  const user = await f.user(company, { grants: [{ role: "incentives_user", locationId: null }] });
  expect(await refused(invitePeople(f.ctx(user), input(address())))).toMatchObject({
    code: "no_role",
  });
});

test("U9, P6 a partner manager invites the first admin of a partner, but of none that they belong to", async () => {
  const company = await f.partner();
  const manager = await f.operator({ roles: ["partner_manager"] });
  const email = address();
  const first = input(email, { at: company.id, role: "incentives_admin" });
  await invitePeople(f.ctx(manager), first);
  await acceptInvitation(f.ctx(await invitedVisitor(f.system(), email)), { fullName: "First" });
  expect(await grants(email)).toEqual([
    { company: company.id, role: "incentives_admin", location: null },
  ]);
  const own = await f.operator({ roles: ["partner_manager"], companies: [company.id] });
  expect(await refused(invitePeople(f.ctx(own), first))).toMatchObject({
    code: "own_company_people",
  });
  const reader = await f.operator({ roles: ["reader", "administrator"] });
  expect(await refused(invitePeople(f.ctx(reader), first))).toMatchObject({ code: "forbidden" });
  const other = await f.partner();
  expect(await refused(invitePeople(f.ctx(other.admin), first))).toMatchObject({
    code: "not_found",
  });
});

test("P5 an administrator invites to the programme's staff; a partner manager does not", async () => {
  const administrator = await f.operator({ roles: ["administrator"] });
  const email = address();
  const staff = input(email, { at: PROGRAMME, role: ["reviewer", "reader"], places: [] });
  await invitePeople(f.ctx(administrator), staff);
  await acceptInvitation(f.ctx(await invitedVisitor(f.system(), email)), { fullName: "Ida" });
  const held = await f.sql(
    "select role from operator_grants g join users u on u.id = g.user_id where email = $1 order by 1",
    [email],
  );
  expect(held).toEqual([{ role: "reader" }, { role: "reviewer" }]);
  const manager = await f.operator({ roles: ["partner_manager"] });
  expect(
    await refused(
      invitePeople(f.ctx(manager), input(address(), { at: PROGRAMME, role: "reader" })),
    ),
  ).toMatchObject({ code: "forbidden" });
});

test("U2 a closed account accepts nothing", async () => {
  const { admin } = await f.partner();
  const email = address();
  await f.sql("insert into users (name, email, disabled_at) values ('Gone', $1, now())", [email]);
  await invitePeople(f.ctx(admin), input(email));
  const visitor = await invitedVisitor(f.system(), email);
  expect(await refused(acceptInvitation(f.ctx(visitor), { fullName: "" }))).toMatchObject({
    code: "account_closed",
  });
});

test("U4, P6 nobody invites themselves, in whatever spelling, nor does the database let them", async () => {
  const company = await f.partner();
  const manager = await f.operator({ roles: ["partner_manager"] });
  const spelled = [manager.email, manager.email.toUpperCase(), manager.email.replace("@", "+x@")];
  for (const email of spelled)
    expect(
      await refused(
        invitePeople(f.ctx(manager), input(email, { at: company.id, role: "incentives_admin" })),
      ),
    ).toMatchObject({ code: "own_roles" });
  const plus = company.admin.email.replace("@", "+second@");
  expect(await refused(invitePeople(f.ctx(company.admin), input(plus)))).toMatchObject({
    code: "own_roles",
  });
});

test("U13 whoever invites staff proved just now who they are", async () => {
  const administrator = await f.operator({ roles: ["administrator"] });
  const staff = input(address(), { at: PROGRAMME, role: "administrator", places: [] });
  const after = (minutes: number) =>
    refused(invitePeople(f.ctx(administrator, later(minutes)), staff));
  expect(await after(16)).toMatchObject({ code: "sign_in_again" });
  expect(await after(14)).toBeNull();
  const [made] = await f.sql<{ id: string }>("select id from invitations where created_by = $1", [
    administrator.userId,
  ]);
  const again = (signedInAt: Date) =>
    refused(
      resendInvitation(f.ctx({ ...administrator, signedInAt }, later(60)), {
        at: PROGRAMME,
        id: made!.id,
      }),
    );
  expect(await again(f.now)).toMatchObject({ code: "sign_in_again" });
  expect(await again(later(50))).toBeNull();
});

test("D25 nobody's mailbox is filled with invitations that are taken back and made anew, or spelled otherwise", async () => {
  const { admin } = await f.partner();
  const email = address();
  const invite = (minutes: number) =>
    refused(invitePeople(f.ctx(admin, later(minutes)), input(email)));
  expect(await invite(0)).toBeNull();
  const [made] = await f.sql<{ id: string }>("select id from invitations where email = $1", [
    email,
  ]);
  await withdrawInvitation(f.ctx(admin, later(1)), { id: made!.id });
  expect(await invite(3)).toMatchObject({ code: "invited_just_now", params: { minutes: 7 } });
  expect(await invite(10)).toBeNull();
  const spelled = Array.from({ length: 25 }, (_, n) => email.replace("@", `+${n}@`));
  await invitePeople(f.ctx(admin), input(spelled.join("\n")));
  const mails = await f.sql<{ id: string }>(
    "select id from emails where recipient_key = $1 order by created_at",
    [email],
  );
  expect(mails).toHaveLength(27);
  await f.sql("update emails set first_attempt_at = $2 where recipient_key = $1", [email, f.now]);
  const waits = (id: string) =>
    transaction(f.system(later(15)), async (tx) => {
      const [row] = await tx.db.select().from(emails).where(eq(emails.id, id));
      return waitsUntil(tx, row!);
    });
  expect(await waits(mails[26]!.id)).toEqual(later(DAY));
});

test("D25 a company invites no more people a day than it may ask customers", async () => {
  const company = await f.partner();
  const { admin, id } = company;
  const many = (n: number, minutes = 0) => {
    const people = Array.from({ length: n }, () => address()).join("\n");
    return refused(invitePeople(f.ctx(admin, later(minutes)), input(people)));
  };
  const local = await f.user(company, {
    grants: [{ role: "incentives_admin", locationId: company.location.id }],
  });
  const count = async () =>
    (await f.sql("select 1 from invitations where partner_id = $1", [id])).length;
  const office = await count();
  expect(await many(30)).toBeNull();
  expect(await many(11, 60)).toMatchObject({
    code: "rate_limited_partner",
    params: { max: 40, hours: 23 },
  });
  expect(await many(10, 60)).toBeNull();
  const there = input(address(), { places: company.location.id });
  expect(await refused(invitePeople(f.ctx(local, later(DAY - 1)), there))).toMatchObject({
    code: "rate_limited_partner",
  });
  expect(await many(1, DAY + 1)).toBeNull();
  expect(await count()).toBe(41 + office);
});

test("P25 nobody is invited to a company while it is suspended; who was invited before may come", async () => {
  const company = await f.partner();
  const manager = await f.operator({ roles: ["partner_manager"] });
  const [email, at] = [address(), company.id];
  await invitePeople(f.ctx(manager), input(email, { at }));
  const visitor = await invitedVisitor(f.system(), email);
  const [{ revision }] = (await f.sql<{ revision: number }>(
    "select revision from partners where id = $1",
    [at],
  )) as [{ revision: number }];
  await suspendPartner(f.ctx(manager), { partner: at, reason: "Looked into", revision });
  expect(await refused(invitePeople(f.ctx(manager), input(address(), { at })))).toMatchObject({
    code: "invite_suspended",
  });
  expect(
    await refused(resendInvitation(f.ctx(manager, later(20)), { at, id: visitor.requestId })),
  ).toMatchObject({ code: "invite_suspended" });
  expect(await refused(acceptInvitation(f.ctx(visitor), { fullName: "N" }))).toBeNull();
});

test("U8 an invitation ends with the roles of whoever sent it, until somebody else sends it again", async () => {
  const company = await f.partner();
  const at = company.id;
  const staff = await f.operator({ roles: ["administrator"] });
  const admin = () => f.user(company, { grants: [{ role: "incentives_admin", locationId: null }] });
  const [left, lowered] = [await admin(), await admin()];
  const [manager, chief] = [
    await f.operator({ roles: ["partner_manager"] }),
    await f.operator({ roles: ["administrator"] }),
  ];
  const senders = { left, lowered, manager, chief };
  const sent = await Promise.all(
    Object.entries(senders).map(async ([who, sender]) => {
      const email = address();
      const where =
        who === "chief"
          ? { at: PROGRAMME, role: "reader", places: [] }
          : who === "manager"
            ? { at }
            : {};
      await invitePeople(f.ctx(sender), input(email, where));
      return { who, email, visitor: await invitedVisitor(f.system(), email) };
    }),
  );
  await disablePerson(f.ctx(company.admin), { id: left.userId, heir: null });
  const held = [{ role: "incentives_admin" as const, locationId: null, lastDay: null }];
  await changeRoles(f.ctx(company.admin), {
    at: undefined,
    id: lowered.userId,
    seen: seenOf(held),
    wanted: [{ ...held[0]!, role: "incentives_user" }],
  });
  await changeOperatorRoles(f.ctx(staff), {
    id: manager.userId,
    seen: seenOf(["partner_manager"]),
    role: ["reader"],
  });
  await changeOperatorRoles(f.ctx(staff), {
    id: chief.userId,
    seen: seenOf(["administrator"]),
    role: ["reader"],
  });
  const accept = (one: (typeof sent)[number], minutes: number) =>
    refused(acceptInvitation(f.ctx(one.visitor, later(minutes)), { fullName: "N" }));
  for (const one of sent)
    expect([one.who, await accept(one, 5)]).toMatchObject([one.who, { code: "invitation_over" }]);
  const shown = await reading(f.ctx(company.admin), async (tx) =>
    listPeople(tx, await getHouse(tx), undefined),
  );
  const over = (email: string) => shown.rows.find((row) => row.email === email)?.over;
  expect(sent.slice(0, 3).map(({ email }) => over(email))).toEqual([true, true, true]);
  for (const { who, visitor } of sent)
    await resendInvitation(f.ctx(who === "chief" ? staff : company.admin, later(15)), {
      at: who === "chief" ? PROGRAMME : undefined,
      id: visitor.requestId,
    });
  for (const one of sent) expect([one.who, await accept(one, 20)]).toEqual([one.who, null]);
});

test("a role or place that a form repeats counts once", () => {
  const { role, places } = input(address(), {
    role: Array.from({ length: 300 }, () => "incentives_user"),
    places: Array.from({ length: 300 }, () => "company"),
  });
  expect([role, places]).toEqual([["incentives_user"], ["company"]]);
});
