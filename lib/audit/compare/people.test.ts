import type { Operator } from "@/lib/ctx";
import { PROGRAMME } from "@/db/schema";
import { createLocation } from "@/lib/partners/locations/create-location";
import { createPartner } from "@/lib/partners/create-partner";
import { removeQualification } from "@/lib/partners/qualifications/remove-qualification";
import { saveQualification } from "@/lib/partners/qualifications/save-qualification";
import { acceptInvitation } from "@/lib/people/members/accept-invitation";
import { changeRoles } from "@/lib/people/members/change-roles";
import { disablePerson } from "@/lib/people/members/disable-person";
import { enablePerson } from "@/lib/people/members/enable-person";
import { invitePeople } from "@/lib/people/members/invite-people";
import { seenOf } from "@/lib/people/members/rules";
import { inviteInput } from "@/lib/people/members/schema";
import { factFaults, faultsAfter } from "@/testing/audit-faults";
import { fixture } from "@/testing/fixture";
import { invitedVisitor } from "@/scripts/demo/acts/invited";

/** A company whose people came, changed and went by the acts themselves: what was written behind the log's back is found. */
const f = fixture({ tampers: true });
const at = (minutes: number) => new Date(f.now.getTime() + minutes * 60_000);
let office: Operator;
let id: string;
let place: string;
const accounts: Record<string, string> = {};

async function joins(name: string, role: string, house = id): Promise<string> {
  const email = `${name}-${f.now.getTime()}@people.example`;
  const more = { role, places: "company", language: "en" };
  await invitePeople(f.ctx(office), inviteInput.parse({ people: email, at: house, ...more }));
  await acceptInvitation(f.ctx(await invitedVisitor(f.system(), email), at(1)), { fullName: name });
  const [user] = await f.sql<{ id: string }>("select id from users where email = $1", [email]);
  return (accounts[name] = user!.id);
}

beforeAll(async () => {
  office = await f.operator();
  const ctx = f.ctx(office);
  id = await createPartner(ctx, { name: `People ${f.now.getTime()}`, country: "NL" });
  place = await createLocation(ctx, {
    partner: id,
    mpnId: "7654399",
    name: "Here",
    city: "Gent",
    country: "BE",
    timeZone: "",
  });
  const of = { partner: id, location: place };
  await saveQualification(ctx, {
    ...of,
    qualification: "solutions-partner:security",
    validFrom: "2026-01-01",
    validUntil: "2026-12-31",
  });
  await saveQualification(ctx, {
    ...of,
    qualification: "solutions-partner:security",
    validFrom: "2026-01-01",
    validUntil: "2027-01-31",
  });
  await saveQualification(ctx, {
    ...of,
    qualification: "specialization:gone",
    validFrom: "2026-01-01",
    validUntil: null,
  });
  await removeQualification(ctx, {
    ...of,
    qualification: "specialization:gone",
    validFrom: "2026-01-01",
  });
  await joins("admin", "incentives_admin");
  await joins("stays", "incentives_user");
  await joins("goes", "incentives_user");
  await joins("back", "incentives_user");
  await joins("staff", "reviewer", PROGRAMME);
  const held = { role: "incentives_user", locationId: null, lastDay: null } as const;
  await changeRoles(f.ctx(office, at(2)), {
    at: id,
    id: accounts.stays!,
    seen: seenOf([held]),
    wanted: [{ ...held, locationId: place }],
  });
  for (const name of ["goes", "back"])
    await disablePerson(f.ctx(office, at(3)), {
      at: id,
      id: accounts[name]!,
      heir: accounts.stays!,
    });
  await enablePerson(f.ctx(office, at(4)), { at: id, id: accounts.back! });
});

test("what the acts left is as the log says", async () => {
  expect(await factFaults(f, id)).toEqual([]);
  const staff = (await factFaults(f, "programme")).filter(({ id: who }) => who === accounts.staff);
  expect(staff).toEqual([]);
});

const of = (name: string) => `partner_id = '$company' and user_id = '$${name}'`;
test.each([
  ["a member who is gone", "membership", "gone", `delete from memberships where ${of("stays")}`],
  [
    "a member who works again by hand",
    "membership",
    "differs",
    `update memberships set ended_at = null, ended_by = null, heir_id = null where ${of("goes")}`,
  ],
  [
    "one who was disabled by hand",
    "membership",
    "differs",
    `update memberships set ended_at = now() where ${of("back")}`,
  ],
  [
    "another who hears in their place",
    "membership",
    "differs",
    `update memberships set heir_id = '$admin' where ${of("goes")}`,
  ],
  [
    "since when somebody belongs to it",
    "membership",
    "differs",
    `update memberships set joined_at = joined_at - interval '1 day' where ${of("stays")}`,
  ],
  ["a role that is taken", "role", "gone", `delete from role_grants where ${of("stays")}`],
  [
    "a role that nobody gave",
    "role",
    "not_in_log",
    `insert into role_grants (partner_id, user_id, role) values ('$company', '$stays', 'incentives_admin')`,
  ],
  [
    "a role for the whole company",
    "role",
    "not_in_log",
    `update role_grants set location_id = null where ${of("stays")}`,
  ],
  [
    "a mightier role",
    "role",
    "not_in_log",
    `update role_grants set role = 'incentives_admin' where ${of("back")}`,
  ],
  [
    "a last day",
    "role",
    "differs",
    `update role_grants set last_day = '2030-01-01', ends_at = '2030-01-02' where ${of("admin")}`,
  ],
  [
    "an invitation that was accepted by hand",
    "invitation",
    "not_in_log",
    `insert into invitations (partner_id, email, language, roles, created_at, created_by, sent_at, expires_at, accepted_at, accepted_by)
     select partner_id, 'x@y.example', language, roles, created_at, created_by, sent_at, expires_at, now(), accepted_by from invitations where partner_id = '$company' limit 1`,
  ],
  [
    "other roles of an invitation",
    "invitation",
    "differs",
    `update invitations set roles = '[{"role": "incentives_admin", "locationId": null}]' where partner_id = '$company' and accepted_by = '$stays'`,
  ],
  [
    "a member who never joined",
    "membership",
    "not_in_log",
    "insert into memberships (partner_id, user_id, created_at, joined_at) values ('$company', '$staff', now(), now())",
  ],
  [
    "a role of theirs",
    "role",
    "not_in_log",
    "insert into role_grants (partner_id, user_id, role) values ('$company', '$staff', 'incentives_admin')",
  ],
  [
    "a location that nobody made",
    "location",
    "not_in_log",
    "insert into locations (id, partner_id, mpn_id, name, city, country, time_zone, enrolment, payee_profile) values (gen_random_uuid(), '$company', '7654300', 'There', 'Gent', 'BE', 'UTC', 'invited', 'missing')",
  ],
  [
    "one that is enrolled by hand",
    "enrolment",
    "not_in_log",
    "update locations set enrolment = 'enrolled' where partner_id = '$company'",
  ],
  [
    "a qualification by nobody",
    "qualification",
    "not_in_log",
    "insert into location_qualifications (partner_id, location_id, qualification, valid_from) values ('$company', '$place', 'specialization:mine', '2026-01-01')",
  ],
  [
    "a qualification that is gone",
    "qualification",
    "gone",
    "delete from location_qualifications where partner_id = '$company'",
  ],
  [
    "until when it counts",
    "qualification",
    "differs",
    "update location_qualifications set valid_until = null where partner_id = '$company'",
  ],
  [
    "one that was removed, and is back",
    "qualification",
    "not_in_log",
    "insert into location_qualifications (partner_id, location_id, qualification, valid_from) values ('$company', '$place', 'specialization:gone', '2026-01-01')",
  ],
] as const)("%s", async (_, kind, fault, statement) => {
  const text = Object.entries({ ...accounts, company: id, place }).reduce<string>(
    (all, [name, value]) => all.replaceAll(`$${name}`, value),
    statement,
  );
  expect(await faultsAfter(f, id, text, [])).toContainEqual(
    expect.objectContaining({ kind, fault }),
  );
});

test("P5 a role of staff who were invited", async () => {
  const faults = await faultsAfter(
    f,
    "programme",
    `update operator_grants set role = 'payments' where user_id = '${accounts.staff}'`,
    [],
  );
  expect(
    faults
      .filter((one) => one.id === accounts.staff)
      .map(({ fault }) => fault)
      .sort(),
  ).toEqual(["gone", "not_in_log"]);
});
