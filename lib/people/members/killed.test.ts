import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { invitedVisitor } from "@/scripts/demo/acts/invited";
import { outcome } from "@/testing/claim-moves";
import { startContestant, type Job, type Server } from "@/testing/contest";
import { fixture } from "@/testing/fixture";
import { tries } from "@/testing/tries";
import { switchCompany } from "../switch-company";
import { acceptInvitation } from "./accept-invitation";
import { changeRoles } from "./change-roles";
import { invitePeople } from "./invite-people";
import { seenOf, type Held } from "./rules";
import { inviteInput } from "./schema";

/** How many web servers are killed while people join, switch and lose a role; more by `KILLS`. */
const KILLS = tries("KILLS", { ci: 1, whole: 25 });
jest.setTimeout(60_000 + KILLS * 5_000);

const f = fixture();
const role = (name: Held["role"]): Held => ({ role: name, locationId: null, lastDay: null });
const [admin, user] = [role("incentives_admin"), role("incentives_user")];

/** Somebody new accepts, a member of another company accepts, somebody switches, and an admin takes a role. */
async function scene() {
  const [one, two] = [await f.partner(), await f.partner()];
  const member = await f.user(two, { grants: [user] });
  const mover = await f.user(one, { grants: [user] });
  await f.member(two, mover, [user]);
  const loser = await f.user(one, { grants: [admin] });
  const fresh = `new-${randomUUID()}@partner.example`;
  const people = `${fresh}\n${member.email}`;
  await invitePeople(
    f.ctx(one.admin),
    inviteInput.parse({ people, role: "incentives_user", places: "company", language: "en" }),
  );
  const visitors = [
    await invitedVisitor(f.system(), fresh),
    await invitedVisitor(f.system(), member.email),
  ];
  const [session] = await f.sql<{ id: string }>(
    "select id from sessions where user_id = $1 and partner_id = $2",
    [mover.userId, one.id],
  );
  const switching = { sessionId: session!.id, to: two.id };
  const taking = { id: loser.userId, seen: seenOf([admin]), wanted: [] };
  const at = f.now.toISOString();
  const jobs: Job[] = [
    ...visitors.map((visitor): Job => ({ act: "join", at, visitor, fullName: "Noor Bakker" })),
    { act: "switch", at, ...switching },
    { act: "roles", at, actor: one.admin, ...taking },
  ];
  const again = [
    ...visitors.map(
      (visitor) => () => acceptInvitation(f.ctx(visitor), { fullName: "Noor Bakker" }),
    ),
    () => switchCompany(f.door(), switching),
    () => changeRoles(f.ctx(one.admin), { at: undefined, ...taking }),
  ];
  /** How often each stands, by its facts and by the log. */
  const stands = async () => {
    const [row] = await f.sql<Record<string, number>>(
      `select (select count(*)::int from users where email = $2) as accounts,
        (select count(*)::int from memberships m join users u on u.id = m.user_id where m.partner_id = $1 and u.email in ($2, $3)) as memberships,
        (select count(*)::int from role_grants g join users u on u.id = g.user_id where g.partner_id = $1 and u.email in ($2, $3)) as roles,
        (select count(*)::int from invitations where partner_id = $1 and email in ($2, $3) and accepted_at is not null) as accepted,
        (select count(*)::int from audit_log l join invitations i on i.id = l.subject_id where i.partner_id = $1 and i.email in ($2, $3) and l.event = 'person.joined') as joined,
        (select count(*)::int from sessions where id = $4 and partner_id = $5) as switched,
        (select count(*)::int from audit_log where subject_id = $4 and event in ('session.left', 'session.entered')) as told_twice,
        (select 1 - count(*)::int from role_grants where partner_id = $1 and user_id = $6) as taken,
        (select count(*)::int from audit_log where chain = $1::text and event = 'person.roles_changed') as told`,
      [one.id, fresh, member.email, switching.sessionId, two.id, loser.userId],
    );
    return row!;
  };
  return { jobs, again, stands };
}

const all = {
  accounts: 1,
  memberships: 2,
  roles: 2,
  accepted: 2,
  joined: 2,
  switched: 1,
  told_twice: 2,
  taken: 1,
  told: 1,
};

/** Kills it as soon as every act has written something and waits for the log, or after a moment. */
async function killWithin(server: Server, jobs: Job[], within: boolean): Promise<string[]> {
  const holder = new Client({ connectionString: f.urls().ownerUrl });
  await holder.connect();
  try {
    if (within) await holder.query("begin; lock table audit_heads in exclusive mode");
    const said = Promise.all(jobs.map((job) => server.run(job)));
    const waiting = () =>
      f.sql(
        "select from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'audit_heads' and not l.granted and l.database = (select oid from pg_database where datname = current_database())",
      );
    if (within) while ((await waiting()).length < jobs.length) await sleep(10);
    else await sleep(randomInt(0, 60));
    await server.kill();
    return await said;
  } finally {
    await holder.end();
  }
}

test(`kill -9 of the web server while people join, switch and lose a role (${String(KILLS)}): each is there wholly or not at all, and who clicks again has it once`, async () => {
  for (let n = 0; n < KILLS; n++) {
    const { jobs, again, stands } = await scene();
    const said = await killWithin(await startContestant(f.urls()), jobs, n === 0);
    const begun = () =>
      f.sql(
        "select from pg_stat_activity where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()",
      );
    while ((await begun()).length > 0) await sleep(20);
    const left = await stands();
    if (n === 0)
      expect([said, left]).toEqual([
        jobs.map(() => "killed"),
        Object.fromEntries(Object.keys(all).map((name) => [name, 0])),
      ]);
    const { accounts, memberships, switched, taken } = left;
    const whole = {
      accounts,
      memberships,
      roles: memberships,
      accepted: memberships,
      joined: memberships,
      switched,
      told_twice: 2 * switched!,
      taken,
      told: taken,
    };
    expect([n, left]).toEqual([n, whole]);
    // An invitation that was accepted says so on its page; everything else is as it was wanted.
    const over = ["invitation_over", "invitation_over", "done", "done"];
    for (const [index, click] of again.entries()) {
      const became = await outcome(click);
      expect([over[index], ...(said[index] === "killed" ? ["done"] : [])]).toContain(became);
      expect(await outcome(click)).toBe(over[index]);
    }
    expect([n, await stands()]).toEqual([n, all]);
  }
});
