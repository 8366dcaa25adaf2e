import type { Actor } from "@/lib/ctx";
import { findVisitor } from "@/lib/visitors/find-visitor";
import { attacker } from "@/testing/attacker";
import { fixture, type Company } from "@/testing/fixture";

/** Nobody makes a membership, a role or an acceptance by statements of their own (U2, U4, P5). */
const them = attacker(() => f);
const f = fixture();
let ours: Company;
let theirs: Company;
let admin: Actor;
let local: Actor & { userId: string };
let user: Actor & { userId: string };
let invitation: string;

beforeAll(async () => {
  ours = await f.partner({ locations: [{}, {}] });
  theirs = await f.partner();
  admin = ours.admin;
  const at = (role: "incentives_admin" | "incentives_user") =>
    f.user(ours, { grants: [{ role, locationId: ours.location.id }] });
  local = await at("incentives_admin");
  user = await at("incentives_user");
  const [row] = await f.sql<{ id: string }>(
    `insert into invitations (partner_id, email, language, roles, created_at, created_by, sent_at, expires_at)
     values ($1, 'new@elsewhere.example', 'en', '[{"role":"incentives_user","locationId":null}]', now(), $2, now(), now() + interval '7 days')
     returning id`,
    [ours.id, ours.admin.userId],
  );
  invitation = row!.id;
  await them.connect();
});

const grant = (company: Company, userId: string, location: string | null, by: string) =>
  `insert into role_grants (partner_id, user_id, role, location_id, granted_at, granted_by) values ('${company.id}', '${userId}', 'incentives_admin', ${location === null ? "null" : `'${location}'`}, now(), '${by}')`;
const invite = (
  partner: string,
  by: string,
  roles = '[{"role":"incentives_admin","locationId":null}]',
) =>
  `insert into invitations (partner_id, email, language, roles, created_at, created_by, sent_at, expires_at)
   values ('${partner}', 'x@elsewhere.example', 'en', '${roles}', now(), '${by}', now(), now() + interval '1 day')`;
const staff = "00000000-0000-0000-0000-000000000000";

test("roles: by whoever administers the place, in their own name, never for themselves", async () => {
  const own = ours.admin.userId;
  const tries: [Actor, string, boolean][] = [
    [admin, grant(ours, user.userId, null, own), true],
    [admin, grant(ours, user.userId, null, local.userId), false],
    [admin, grant(ours, own, ours.location.id, own), false],
    [admin, grant(theirs, theirs.admin.userId, theirs.location.id, own), false],
    [local, grant(ours, user.userId, ours.location.id, local.userId), true],
    [local, grant(ours, user.userId, null, local.userId), false],
    [local, grant(ours, user.userId, ours.locations[1]!.id, local.userId), false],
    [user, grant(ours, local.userId, ours.location.id, user.userId), false],
    [
      admin,
      `update role_grants set role = 'incentives_admin' where user_id = '${user.userId}'`,
      false,
    ],
  ];
  for (const [actor, text, works] of tries) {
    await them.begin(actor);
    expect([text, (await them.tries(text)) === 1]).toEqual([text, works]);
  }
});

test("memberships, accounts and acceptances: by no statement of anybody but the link's", async () => {
  const door = "door" as const;
  for (const actor of [admin, user, door, await f.operator()]) {
    for (const text of [
      `insert into memberships (partner_id, user_id, joined_at) values ('${ours.id}', '${theirs.admin.userId}', now())`,
      "insert into users (name, email) values ('X', 'x@elsewhere.example')",
      `update memberships set joined_at = now() where partner_id = '${ours.id}'`,
      `update invitations set accepted_at = now(), full_name = 'X' where id = '${invitation}'`,
      `update invitations set email = 'x@elsewhere.example' where id = '${invitation}'`,
      `insert into invitation_links (partner_id, invitation_id, token_hash, created_at) values ('${ours.id}', '${invitation}', sha256('x'), now())`,
      "select token_hash from invitation_links",
    ]) {
      await them.begin(actor);
      const found = await them.tries(text);
      expect([text, found === 0 || typeof found === "string"]).toEqual([text, true]);
    }
  }
});

test("invitations: by whoever may give the roles; to the programme by an administrator", async () => {
  const administrator = await f.operator({ roles: ["administrator"] });
  const manager = await f.operator({ roles: ["partner_manager"] });
  const own = await f.operator({ roles: ["partner_manager"], companies: [ours.id] });
  const here = `[{"role":"incentives_admin","locationId":"${ours.location.id}"}]`;
  const tries: [Actor & { userId: string }, string, boolean][] = [
    [ours.admin, invite(ours.id, ours.admin.userId), true],
    [ours.admin, invite(theirs.id, ours.admin.userId), false],
    [ours.admin, invite(ours.id, local.userId), false],
    [local, invite(ours.id, local.userId), false],
    [local, invite(ours.id, local.userId, here), true],
    [user, invite(ours.id, user.userId, here), false],
    [manager, invite(ours.id, manager.userId), true],
    [manager, invite(staff, manager.userId), false],
    [own, invite(ours.id, own.userId), false],
    [administrator, invite(staff, administrator.userId, '[{"role":"reader"}]'), true],
    [administrator, invite(ours.id, administrator.userId), false],
    ...[manager.email, manager.email.toUpperCase(), manager.email.replace("@", "+x@")].map(
      (self): [Actor & { userId: string }, string, boolean] => [
        manager,
        invite(ours.id, manager.userId).replace("x@elsewhere.example", self),
        false,
      ],
    ),
  ];
  await f.sql("update sessions set proven_at = now()");
  for (const [actor, text, works] of tries) {
    await them.begin(actor);
    expect([text, (await them.tries(text)) === 1]).toEqual([text, works]);
  }
});

test("whoever has the link accepts it as it was sent, and changes nothing else of it", async () => {
  const worker = await them.begin("worker");
  const insert =
    "insert into invitation_links (partner_id, invitation_id, token_hash, created_at) values ($1, $2, sha256($3), now())";
  const link = [ours.id, invitation, "a".repeat(43)];
  expect(await them.tries(insert, link, worker)).toBe("permission denied");
  await f.sql(insert, link);
  const from = { ipAddress: "192.0.2.1", userAgent: "" };
  const visitor = (await findVisitor(f.db, "invitation", "a".repeat(43), from))!;
  for (const text of [
    `update invitations set roles = '[{"role":"incentives_admin","locationId":null}]', accepted_at = now()`,
    "update invitations set withdrawn_at = now()",
    "update invitations set expires_at = now() + interval '6 days'",
    "update invitations set accepted_at = now() - interval '1 day'",
    `insert into role_grants (partner_id, user_id, role) values ('${ours.id}', '${user.userId}', 'incentives_admin')`,
  ]) {
    await them.begin(visitor);
    expect([text, typeof (await them.tries(text))]).toEqual([text, "string"]);
  }
  await them.begin(visitor);
  expect(await them.tries("update invitations set accepted_at = now(), full_name = 'New'")).toBe(1);
});

test("U4 a role whose last day is over proves nothing; the last admin goes by no statement", async () => {
  const [over] = [await f.user(ours, { grants: [{ role: "incentives_admin", locationId: null }] })];
  await f.sql(
    "update role_grants set last_day = current_date - 1, ends_at = now() - interval '1 second' where user_id = $1",
    [over.userId],
  );
  const client = await them.begin(over);
  expect((await client.query("select app_asker() as asker")).rows).toEqual([{ asker: "member" }]);
  const manager = await f.operator({ roles: ["partner_manager"] });
  for (const text of [
    `delete from role_grants where partner_id = '${theirs.id}'`,
    `update memberships set ended_at = now(), ended_by = '${manager.userId}' where partner_id = '${theirs.id}'`,
  ]) {
    await them.begin(manager);
    expect(await them.tries(text)).toBe("role_grants_admin_stays");
  }
});
