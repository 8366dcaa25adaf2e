import { PROGRAMME } from "@/db/schema";
import { reading, transaction } from "@/lib/ctx";
import { findSession } from "@/lib/people/session.queries";
import { listReaders } from "@/lib/notify/queries";
import { dateIn } from "@/lib/time/deadline";
import { readClock } from "@/lib/time/clock";
import { ask } from "@/testing/asked";
import { inReview } from "@/testing/claims";
import { fixture, type Company } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { personView } from "@/lib/views/people";
import { invitePeople } from "./invite-people";
import { changeOperatorRoles } from "../operators/change-operator-roles";
import { changeRoles } from "./change-roles";
import { disablePerson } from "./disable-person";
import { enablePerson } from "./enable-person";
import { listHeld } from "./queries";
import { seenOf, type Held } from "./rules";

const f = fixture();
const DAY = 86_400_000;
type Person = Awaited<ReturnType<typeof f.user>>;
const heldBy = (company: Company, { userId: id }: Person) =>
  transaction(f.system(), (tx) => listHeld(tx, company.id, id));
const role = (
  one: Held["role"],
  locationId: string | null = null,
  lastDay: string | null = null,
): Held => ({ role: one, locationId, lastDay });

/** What the page sends: it saw the roles as they stand. */
async function change(by: Person, company: Company, person: Person, wanted: Held[], at = f.now) {
  const seen = seenOf(await heldBy(company, person));
  return refusedWith(
    changeRoles(f.ctx(by, at), { at: undefined, id: person.userId, seen, wanted }),
  );
}
const roles = async ({ secret }: Person, at = f.now) =>
  (await findSession(f.db, secret, at))?.row.grants.map((one) => one.role).sort() ?? null;

test("U4 given, changed and taken, each from the next request on; the log has before and after", async () => {
  const company = await f.partner();
  const person = await f.user(company);
  const made = await f.head(company.id);
  expect(
    await change(company.admin, company, person, [role("incentives_user", company.location.id)]),
  ).toBeNull();
  expect(await roles(person)).toEqual(["incentives_user"]);
  expect(await change(company.admin, company, person, [role("incentives_admin")])).toBeNull();
  expect(await roles(person)).toEqual(["incentives_admin"]);
  expect(await change(company.admin, company, person, [])).toBeNull();
  expect(await roles(person)).toEqual([]);
  const log = await f.sql<{ data: { before: unknown[]; after: unknown[] } }>(
    "select data from audit_log where chain = $1 and seq > $2 and event = 'person.roles_changed' order by seq",
    [company.id, made],
  );
  expect(log.map(({ data }) => [data.before.length, data.after.length])).toEqual([
    [0, 1],
    [1, 1],
    [1, 0],
  ]);
});

test("U4 a last day: the role holds until that day is over there, and then is gone everywhere", async () => {
  const company = await f.partner({
    locations: [{ timeZone: "Pacific/Auckland" }, { timeZone: "America/New_York" }],
  });
  const [auckland] = company.locations;
  const now = readClock();
  const today = dateIn(now, "Pacific/Auckland");
  const person = await f.user(company);
  const yesterday = dateIn(new Date(now.getTime() - DAY), "Pacific/Auckland");
  const last = (day: string, at: string | null) => [role("incentives_user", at, day)];
  expect(await change(company.admin, company, person, last(yesterday, auckland!.id), now)).toBe(
    "last_day_past",
  );
  expect(await change(company.admin, company, person, last(today, auckland!.id), now)).toBeNull();
  expect(await roles(person, now)).toEqual(["incentives_user"]);
  expect(await roles(person, new Date(now.getTime() + DAY))).toEqual([]);
  const ends = () =>
    f.sql<{ ends_at: Date }>("select ends_at from role_grants where user_id = $1", [person.userId]);
  const [there] = await ends();
  expect(await change(company.admin, company, person, last(today, null), now)).toBeNull();
  const [everywhere] = await ends();
  expect(everywhere!.ends_at.getTime()).toBeGreaterThan(there!.ends_at.getTime());
});

test("U4 nobody changes their own roles, nor what changed since the page was opened", async () => {
  const company = await f.partner();
  const other = await f.user(company, { grants: [{ role: "incentives_admin", locationId: null }] });
  expect(await change(company.admin, company, company.admin, [])).toBe("own_roles");
  const stale = { at: undefined, id: other.userId, seen: "before", wanted: [] };
  expect(await refusedWith(changeRoles(f.ctx(company.admin), stale))).toBe("changed_meanwhile");
  await expect(changeRoles(f.ctx(company.admin), stale)).rejects.toMatchObject({
    errors: [{ params: { by: "somebody" } }],
  });
});

test("U1 an admin of one location gives and takes there, and leaves the rest as it is", async () => {
  const company = await f.partner({ locations: [{}, {}] });
  const [here, there] = company.locations.map(({ id }) => id);
  const local = await f.user(company, {
    grants: [{ role: "incentives_admin", locationId: here! }],
  });
  const person = await f.user(company, {
    grants: [{ role: "incentives_user", locationId: there! }],
  });
  expect(await change(local, company, person, [role("incentives_user", here)])).toBeNull();
  expect((await heldBy(company, person)).map(({ locationId }) => locationId).sort()).toEqual(
    [here, there].sort(),
  );
  expect(await change(local, company, person, [role("incentives_admin")])).toBe("not_found");
  const one = { at: undefined, id: person.userId, heir: null };
  expect(await refusedWith(disablePerson(f.ctx(local), one))).toBe("other_places");
  expect(await change(company.admin, company, person, [role("incentives_user", here)])).toBeNull();
  expect(await refusedWith(disablePerson(f.ctx(local), one))).toBeNull();
});

test("U4 the last admin of a company is not taken, lowered, disabled or left to lapse; of two at once one stays", async () => {
  const company = await f.partner();
  const manager = await f.operator({ roles: ["partner_manager"] });
  const last = company.admin;
  const by = async (wanted: Held[]) => {
    const seen = seenOf(await heldBy(company, last));
    return refusedWith(
      changeRoles(f.ctx(manager), { at: company.id, id: last.userId, seen, wanted }),
    );
  };
  expect(await by([])).toBe("last_admin");
  expect(await by([role("incentives_user")])).toBe("last_admin");
  expect(await by([role("incentives_admin", company.location.id)])).toBe("last_admin");
  expect(await by([role("incentives_admin", null, "2099-01-01")])).toBe("last_admin");
  const disabled = { at: company.id, id: last.userId, heir: null };
  expect(await refusedWith(disablePerson(f.ctx(manager), disabled))).toBe("last_admin");
  expect(await roles(last)).toEqual(["incentives_admin"]);
  const second = await f.user(company, {
    grants: [{ role: "incentives_admin", locationId: null }],
  });
  expect(
    await refusedWith(disablePerson(f.ctx(second), { ...disabled, at: undefined })),
  ).toBeNull();
});

test("U8 disabled: signed out here and not elsewhere, the heir hears of what was theirs; and back again", async () => {
  const company = await f.partner();
  const elsewhere = await f.partner();
  const person = await f.user(company, { grants: [{ role: "incentives_user", locationId: null }] });
  const heir = await f.user(company, {
    locale: "nl",
    grants: [{ role: "incentives_user", locationId: null }],
  });
  const there = await f.member(elsewhere, person, [{ role: "incentives_user", locationId: null }]);
  const one = { at: undefined, id: person.userId };
  const readers = (contactEmail: string | null, ...userIds: string[]) =>
    transaction(f.system(), async (tx) => {
      const concern = {
        partnerId: company.id,
        locationId: company.location.id,
        contactEmail,
        userIds,
      };
      return (await listReaders(tx, concern)).map(({ to }) => to);
    });
  const ctx = f.ctx(company.admin);
  expect(await refusedWith(disablePerson(ctx, { ...one, heir: person.userId }))).toBe(
    "heir_needed",
  );
  expect(await refusedWith(disablePerson(ctx, { ...one, heir: there.partnerId }))).toBe(
    "heir_needed",
  );
  await disablePerson(ctx, { ...one, heir: heir.userId });
  expect(await roles(person)).toBeNull();
  expect(await roles(there)).toEqual(["incentives_user"]);
  expect(await readers(person.email, person.userId)).toEqual([heir.email]);
  expect(await readers(person.email)).toEqual([heir.email]);
  await disablePerson(ctx, { at: undefined, id: heir.userId, heir: company.admin.userId });
  expect(await readers(null, person.userId)).toEqual([company.admin.email]);
  await enablePerson(ctx, one);
  expect(await roles(person)).toBeNull();
  expect(await readers(null, person.userId)).toEqual([person.email]);
  expect(await refusedWith(enablePerson(ctx, one))).toBe("already_done");
});

test("U8 nobody is disabled with work open that nobody takes over: a round, a request, a claim", async () => {
  const { company, request, association } = await ask(f);
  const { admin } = company;
  const boss = await f.user(company, { grants: [{ role: "incentives_admin", locationId: null }] });
  const sent = { at: undefined, id: request.sentBy };
  expect(request.sentBy).toBe(admin.userId);
  expect(await refusedWith(disablePerson(f.ctx(boss), { ...sent, heir: null }))).toBe(
    "heir_needed",
  );
  const later = new Date(f.now.getTime() + 400 * DAY);
  await f.sql(
    "update associations set ended_at = $2, end_reason = 'wrong_customer' where id = $1",
    [association.id, f.now],
  );
  expect(await refusedWith(disablePerson(f.ctx(boss, later), { ...sent, heir: null }))).toBeNull();
  const { claim, company: other } = await inReview(f);
  const second = await f.user(other, { grants: [{ role: "incentives_admin", locationId: null }] });
  const [{ by }] = (await f.sql<{ by: string }>(
    "select submitted_by as by from workshop_claims where id = $1",
    [claim.id],
  )) as [{ by: string }];
  const submitter = { at: undefined, id: by };
  expect(await refusedWith(disablePerson(f.ctx(second), { ...submitter, heir: null }))).toBe(
    "heir_needed",
  );
  expect(
    await refusedWith(disablePerson(f.ctx(second), { ...submitter, heir: second.userId })),
  ).toBeNull();
});

test("U8 whoever takes over has a role where the work is", async () => {
  const { company, request } = await ask(f);
  const boss = await f.user(company, { grants: [{ role: "incentives_admin", locationId: null }] });
  const [{ id: other }] = (await f.sql<{ id: string }>(
    `insert into locations (partner_id, mpn_id, name, city, country, time_zone, enrolment, payee_profile)
     select partner_id, '10000', name, city, country, time_zone, enrolment, payee_profile from locations where id = $1 returning id`,
    [company.location.id],
  )) as [{ id: string }];
  const elsewhere = await f.user(company, {
    grants: [{ role: "incentives_user", locationId: other }],
  });
  const roleless = await f.user(company);
  const sent = { at: undefined, id: request.sentBy };
  for (const { userId } of [elsewhere, roleless])
    await expect(disablePerson(f.ctx(boss), { ...sent, heir: userId })).rejects.toMatchObject({
      errors: [{ field: "heir", code: "heir_elsewhere", params: { name: company.location.name } }],
    });
  const here = await f.user(company, {
    grants: [{ role: "incentives_user", locationId: company.location.id }],
  });
  expect(await refusedWith(disablePerson(f.ctx(boss), { ...sent, heir: here.userId }))).toBeNull();
});

test("U1 an admin of one location opens nobody who is not on their list", async () => {
  const company = await f.partner({ locations: [{}, {}] });
  const [here, there] = company.locations.map(({ id }) => id);
  const of = (locationId: string | undefined | null, one: Held["role"] = "incentives_user") =>
    f.user(company, { grants: [{ role: one, locationId: locationId ?? null }] });
  const local = await of(here, "incentives_admin");
  const open = ({ userId: id }: Person) =>
    refusedWith(reading(f.ctx(local), (tx) => personView(tx, { id })));
  expect(await open(await of(there))).toBe("not_found");
  for (const seen of [await of(here), await of(null), await f.user(company)])
    expect(await open(seen)).toBeNull();
});

test("P5 an administrator gives and takes roles of staff; never their own, and one stays", async () => {
  await f.sql("delete from operator_grants");
  const first = await f.operator({ roles: ["administrator"] });
  const reader = await f.operator({ roles: ["reader"] });
  const to = (id: string, seen: string[], ...role: string[]) => ({ id, seen: seenOf(seen), role });
  const as = f.ctx(first);
  expect(
    await refusedWith(changeOperatorRoles(as, to(first.userId, ["administrator"], "reader"))),
  ).toBe("own_roles");
  expect(
    await refusedWith(changeOperatorRoles(as, to(reader.userId, ["payments"], "reviewer"))),
  ).toBe("changed_meanwhile");
  // Who sends the same again has it already.
  expect(
    await refusedWith(changeOperatorRoles(as, to(reader.userId, ["payments"], "reader"))),
  ).toBeNull();
  await changeOperatorRoles(as, to(reader.userId, ["reader"], "administrator", "reader"));
  const both = await f.sql("select role from operator_grants where user_id = $1 order by 1", [
    reader.userId,
  ]);
  expect(both).toEqual([{ role: "administrator" }, { role: "reader" }]);
  const now = (await findSession(f.db, reader.secret, f.now))!.actor;
  await changeOperatorRoles(f.ctx(now), to(first.userId, ["administrator"]));
  expect(await findSession(f.db, first.secret, f.now)).toBeNull();
  const third = await f.operator({ roles: ["administrator"] });
  const one = await changeOperatorRoles(
    f.ctx(third),
    to(reader.userId, ["administrator", "reader"], "reader"),
  );
  expect(one).toBeUndefined();
});

test("U4 at a location that is another company's, or none, nobody is given a role", async () => {
  const company = await f.partner();
  const other = await f.partner();
  const person = await f.user(company);
  for (const place of [other.location.id, crypto.randomUUID()])
    expect(await change(company.admin, company, person, [role("incentives_user", place)])).toBe(
      "not_found",
    );
  expect(await roles(person)).toEqual([]);
});

test("U13 before roles at the programme are given, one proves who one is, within 15 minutes", async () => {
  const administrator = await f.operator({ roles: ["administrator"] });
  const other = await f.operator({ roles: ["reader"] });
  const at = (minutes: number) =>
    f.ctx(administrator, new Date(f.now.getTime() + minutes * 60_000));
  const change = { id: other.userId, seen: seenOf(["reader"]), role: ["reviewer" as const] };
  const people = [{ line: 1, cells: [`new-${other.userId}@programme.example`] }];
  const invited = { at: PROGRAMME, people, role: ["reader"], places: [], language: "en" as const };
  await expect(changeOperatorRoles(at(15.1), change)).rejects.toThrow("sign_in_again");
  await expect(invitePeople(at(15.1), invited)).rejects.toThrow("sign_in_again");
  await changeOperatorRoles(at(14.9), change);
  await invitePeople(at(14.9), invited);
});
