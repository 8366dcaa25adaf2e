import { PROGRAMME } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { fixture } from "@/testing/fixture";
import { invitedVisitor } from "@/testing/invited";
import { acceptInvitation } from "./accept-invitation";
import { disablePerson } from "./disable-person";
import { invitePeople } from "./invite-people";
import { resendInvitation } from "./resend-invitation";
import { inviteInput } from "./schema";
import { withdrawInvitation } from "./withdraw-invitation";

const f = fixture();
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
const refused = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) =>
      error instanceof Refusal ? error.errors[0] : Promise.reject(error as Error),
  );
const grants = (email: string) =>
  f.sql<{ company: string; role: string; location: string | null }>(
    `select m.partner_id as company, g.role, g.location_id as location from users u
     join memberships m on m.user_id = u.id and m.joined_at is not null and m.ended_at is null
     join role_grants g on g.partner_id = m.partner_id and g.user_id = u.id where u.email = $1 order by 2, 3`,
    [email],
  );

test("U2 an admin invites; whoever opens the mailed link and presses has the account, membership and role", async () => {
  const { admin, id } = await f.partner();
  const email = address();
  await invitePeople(f.ctx(admin), input(email));
  expect(await f.sql("select 1 from users where email = $1", [email])).toEqual([]);
  const visitor = await invitedVisitor(f.system(), email);
  await acceptInvitation(f.ctx(visitor, later(5)), { fullName: "Noor Bakker" });
  expect(await grants(email)).toEqual([{ company: id, role: "incentives_user", location: null }]);
  const [person] = await f.sql("select name, locale from users where email = $1", [email]);
  expect(person).toEqual({ name: "Noor Bakker", locale: "nl" });
  const log = await f.sql<{ event: string; actor_kind: string }>(
    "select event, actor_kind from audit_log where chain = $1 order by seq",
    [id],
  );
  expect(log).toEqual([
    { event: "person.invited", actor_kind: "partner" },
    { event: "person.joined", actor_kind: "visitor" },
  ]);
  expect(await refused(acceptInvitation(f.ctx(visitor, later(6)), { fullName: "" }))).toMatchObject({ code: "invitation_over" }); // prettier-ignore
});

test("U2, U3 somebody who has an account gets a membership and keeps name and language", async () => {
  const here = await f.partner();
  const there = await f.partner();
  const person = await f.user(there, { name: "Robin", locale: "en" });
  await invitePeople(f.ctx(here.admin), input(person.email.replace("robin", "ROBIN")));
  const visitor = await invitedVisitor(f.system(), person.email.replace("robin", "ROBIN"));
  await acceptInvitation(f.ctx(visitor), { fullName: "Somebody Else" });
  expect((await grants(person.email)).map(({ company }) => company)).toEqual([here.id]);
  expect(await f.sql("select name, locale from users where lower(email) = $1", [person.email])).toEqual([{ name: "Robin", locale: "en" }]); // prettier-ignore
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
  expect(await refused(withdrawInvitation(f.ctx(admin), one))).toMatchObject({ code: "invitation_over" }); // prettier-ignore
  await invitePeople(f.ctx(admin, later(6 * DAY + 3)), input(email));
});

test("U2 many at once, also as a file: role and location behind the address; one wrong line and nobody is invited", async () => {
  const { admin, locations } = await f.partner({ locations: [{}, {}] });
  const [a, b, c] = [address(), address(), address()];
  const mpn = locations[1]!.mpnId;
  await invitePeople(f.ctx(admin), input(`E-mail;Role;Location\r\n${a}\r\n\r\n"${b}";admin;${mpn}\n${c}, Incentives-gebruiker`)); // prettier-ignore
  const rows = await f.sql<{ email: string; roles: unknown }>("select email, roles from invitations where email = any($1) order by email", [[a, b, c]]); // prettier-ignore
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
    expect(await refused(invitePeople(f.ctx(admin), input(text)))).toEqual({ field: "people", code, params: { line } }); // prettier-ignore
  expect(await refused(invitePeople(f.ctx(admin), input(" \n")))).toMatchObject({ code: "invite_nobody" }); // prettier-ignore
  expect(await refused(invitePeople(f.ctx(admin), input(a)))).toMatchObject({ code: "already_invited" }); // prettier-ignore
  expect(await refused(invitePeople(f.ctx(admin), input(admin.email)))).toMatchObject({ code: "already_member" }); // prettier-ignore
});

test("U1 an admin of one location invites for it and for nothing else; a user for nothing", async () => {
  const company = await f.partner({ locations: [{}, {}] });
  const [here, there] = company.locations;
  const local = await f.user(company, { grants: [{ role: "incentives_admin", locationId: here!.id }] }); // prettier-ignore
  await invitePeople(f.ctx(local), input(address(), { places: here!.id }));
  for (const places of ["company", there!.id])
    expect(await refused(invitePeople(f.ctx(local), input(address(), { places })))).toMatchObject({ code: "invite_place" }); // prettier-ignore
  const user = await f.user(company, { grants: [{ role: "incentives_user", locationId: null }] });
  expect(await refused(invitePeople(f.ctx(user), input(address())))).toMatchObject({ code: "no_role" }); // prettier-ignore
});

test("U9, P6 a partner manager invites the first admin of a partner, but of none that they belong to", async () => {
  const company = await f.partner();
  const manager = await f.operator({ roles: ["partner_manager"] });
  const email = address();
  const first = input(email, { at: company.id, role: "incentives_admin" });
  await invitePeople(f.ctx(manager), first);
  await acceptInvitation(f.ctx(await invitedVisitor(f.system(), email)), { fullName: "First" });
  expect(await grants(email)).toEqual([{ company: company.id, role: "incentives_admin", location: null }]); // prettier-ignore
  const own = await f.operator({ roles: ["partner_manager"], companies: [company.id] });
  expect(await refused(invitePeople(f.ctx(own), first))).toMatchObject({ code: "own_company_people" }); // prettier-ignore
  const reader = await f.operator({ roles: ["reader", "administrator"] });
  expect(await refused(invitePeople(f.ctx(reader), first))).toMatchObject({ code: "forbidden" });
  const other = await f.partner();
  expect(await refused(invitePeople(f.ctx(other.admin), first))).toMatchObject({ code: "not_found" }); // prettier-ignore
});

test("P5 an administrator invites to the programme's staff; a partner manager does not", async () => {
  const administrator = await f.operator({ roles: ["administrator"] });
  const email = address();
  const staff = input(email, { at: PROGRAMME, role: ["reviewer", "reader"], places: [] });
  await invitePeople(f.ctx(administrator), staff);
  await acceptInvitation(f.ctx(await invitedVisitor(f.system(), email)), { fullName: "Ida" });
  const held = await f.sql("select role from operator_grants g join users u on u.id = g.user_id where email = $1 order by 1", [email]); // prettier-ignore
  expect(held).toEqual([{ role: "reader" }, { role: "reviewer" }]);
  const manager = await f.operator({ roles: ["partner_manager"] });
  expect(await refused(invitePeople(f.ctx(manager), input(address(), { at: PROGRAMME, role: "reader" })))).toMatchObject({ code: "forbidden" }); // prettier-ignore
});

test("U2 a closed account accepts nothing", async () => {
  const { admin } = await f.partner();
  const email = address();
  await f.sql("insert into users (name, email, disabled_at) values ('Gone', $1, now())", [email]);
  await invitePeople(f.ctx(admin), input(email));
  const visitor = await invitedVisitor(f.system(), email);
  expect(await refused(acceptInvitation(f.ctx(visitor), { fullName: "" }))).toMatchObject({ code: "account_closed" }); // prettier-ignore
});
