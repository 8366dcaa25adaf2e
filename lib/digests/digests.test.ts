import { randomInt } from "node:crypto";
import { DateTime } from "luxon";
import type { z } from "zod";
import { randomOf } from "@/scripts/demo/random";
import type { Database } from "@/db/client";
import { transaction, type Ctx, type System } from "@/lib/ctx";
import { type mailVariables } from "@/lib/mail/schema";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { keepChoice } from "@/lib/people/notices/keep-choice";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { tries } from "@/testing/tries";
import { sendDigests } from "./send-digests";

/** K7 against a small model: random days of work with stops and restarts; one digest a person and period, nothing missing. */
const f = fixture();
const days = tries("DIGEST_DAYS", { ci: 6, whole: 60 });
const seed = process.env.SEED ?? String(randomInt(2 ** 31));
const chance = randomOf(seed);
const began = new Date("2026-01-01T00:00:00Z");
const [MINUTE, HOUR, DAY, LAG, AT] = [60_000, 3_600_000, 86_400_000, 120_000, 7];
type Cadence = "daily" | "weekly" | "off";
type Digest = z.output<typeof mailVariables.digest>;

type Person = {
  userId: string;
  zone: string;
  cadence: Cadence;
  since: Date;
  /** At which locations they have a role; of a company as a whole all of them. */
  places: Set<string>;
  periods: Map<string, Expected>;
  last: Date | null;
};
type Expected = { open: number; changed: number; companies: number };
type Round = { id: string; location: string; company: string; dueAt: Date; endedAt: Date | null };
const people: Person[] = [];
const rounds: Round[] = [];
const companies: Company[] = [];
let engagement: Engagement;

const roles = (company: Company, person: { userId: string }, locationId: string | null) =>
  f.sql(
    "insert into role_grants (partner_id, user_id, location_id, role) values ($1, $2, $3, 'incentives_user')",
    [company.id, person.userId, locationId],
  );

beforeAll(async () => {
  engagement = await f.engagement();
  for (const name of ["A", "B"]) companies.push(await f.partner({ name, locations: [{}, {}] }));
  await f.sql("update users set disabled_at = now()");
  const known = async (
    of: [Company, number | null][],
    zone: string,
    cadence: Cadence,
  ): Promise<void> => {
    const [first, ...others] = of;
    const user = await f.user(first![0], { timeZone: zone, createdAt: began });
    for (const [company] of others)
      await f.sql(
        "insert into memberships (partner_id, user_id, joined_at) values ($1, $2, now())",
        [company.id, user.userId],
      );
    const places = new Set<string>();
    for (const [company, place] of of) {
      const at = company.locations.filter((_, n) => place === null || n === place);
      await roles(company, user, place === null ? null : at[0]!.id);
      for (const { id } of at) places.add(id);
    }
    const person = {
      userId: user.userId,
      zone,
      cadence,
      since: began,
      places,
      periods: new Map(),
      last: null,
    };
    await choose(person, cadence, began);
    people.push(person);
  };
  const [a, b] = companies as [Company, Company];
  await known([[a, null]], "Europe/Amsterdam", "daily");
  await known([[a, 1]], "America/New_York", "weekly");
  await known(
    [
      [a, 0],
      [b, null],
    ],
    "Asia/Tokyo",
    "daily",
  );
  await known([[b, 0]], "Pacific/Apia", "weekly");
  await known([[b, 1]], "UTC", "off");
});

async function choose(person: Person, cadence: Cadence, at: Date): Promise<void> {
  await transaction(f.door(at), (tx) => keepChoice(tx, person.userId, { digest: cadence }));
  if (person.cadence !== cadence) person.since = at;
  person.cadence = cadence;
}

/** Something of a day: a round begins, sometimes with few days left, or ends, or somebody chooses otherwise. */
async function happens(at: Date): Promise<void> {
  const kind = chance.next();
  const open = rounds.filter((one) => one.endedAt === null && one.dueAt > at);
  if (kind < 0.15) {
    const cadence = chance.pick(["daily", "weekly", "off"] as const);
    return choose(chance.pick(people), cadence, at);
  }
  if (kind < 0.55 && open.length > 0) {
    const round = chance.pick(open);
    round.endedAt = at;
    await f.sql("update associations set ended_at = $2, end_reason = 'programme' where id = $1", [
      round.id,
      at,
    ]);
    return;
  }
  const company = chance.pick(companies);
  const { id: locationId } = chance.pick(company.locations);
  const tenant = await f.tenant({ eligibleFor: [engagement] });
  const createdAt = new Date(at.getTime() - chance.pick([0, 0, 27, 28, 29, 30]) * DAY);
  const { id, consentDueAt: dueAt } = await f.association(company, tenant, engagement, {
    ...{ locationId, createdAt, requestedAt: createdAt },
  });
  rounds.push({ id, location: locationId, company: company.id, dueAt, endedAt: null });
}

/** What the model owes at an instant, once all that was stopped began again. */
function owes(now: Date): void {
  for (const person of people) {
    if (person.cadence === "off") continue;
    const here = DateTime.fromJSDate(now, { zone: person.zone });
    const first = here.startOf(person.cadence === "daily" ? "day" : "week");
    const from = first.plus({ hours: AT });
    const period = first.toISODate() ?? "";
    if (from > here || from.toJSDate() < person.since || person.periods.has(period)) continue;
    const until = now.getTime() - LAG;
    const usual = (person.cadence === "daily" ? 1 : 7) * DAY;
    const since = person.last === null ? until - usual : person.last.getTime() - LAG;
    const mine = rounds.filter(({ location }) => person.places.has(location));
    const open = mine.filter(({ endedAt, dueAt }) => endedAt === null && dueAt > now);
    const ended = mine.filter(({ endedAt, dueAt }) => {
      const at = (endedAt ?? dueAt).getTime();
      return at > since && at <= until;
    });
    const told = new Set([...open, ...ended].map(({ company }) => company));
    person.periods.set(period, { open: open.length, changed: ended.length, companies: told.size });
    person.last = now;
  }
}

/** A worker that dies at some step: before a transaction, or after it and before anybody knows. */
function dying(steps: number): Database {
  let left = steps;
  return {
    ...f.db,
    async transaction(scope, work, how) {
      left -= 1;
      if (left < 0) throw new Error("power cut");
      const done = await f.db.transaction(scope, work, how);
      if (left === 0) throw new Error("power cut");
      return done;
    },
  };
}

async function runs(now: Date): Promise<void> {
  const ctx: Ctx<System> = f.system(now);
  // What ran out is marked before, after, or some other time.
  const marks = chance.pick(["before", "after", "later"] as const);
  if (marks === "before") await endLapsed(ctx);
  const way = chance.next();
  if (way < 0.4) {
    // It dies, maybe twice, in the midst of whatever is due.
    for (let deaths = chance.between(1, 2); deaths > 0; deaths--)
      await sendDigests({ ...ctx, db: dying(chance.between(0, 12)) }).catch((error: unknown) => {
        expect(JSON.stringify(error, ["message", "errors"])).toMatch(/power cut|digests failed/);
      });
  }
  await (way > 0.8 ? Promise.all([sendDigests(ctx), sendDigests(ctx)]) : sendDigests(ctx));
  if (marks === "after") await endLapsed(ctx);
  owes(now);
}

const sum = (lines: { count: number }[]) => lines.reduce((all, { count }) => all + count, 0);

test(`${String(days)} days with stops and restarts: one digest a person and period, and nothing missing (SEED=${seed})`, async () => {
  let now = new Date("2026-03-01T00:00:00Z").getTime();
  const end = now + days * DAY;
  while (now < end) {
    // Mostly it runs every now and then; sometimes it stands still for a day and more.
    now += chance.chance(0.03) ? chance.between(20, 40) * HOUR : chance.between(10, 300) * MINUTE;
    for (let things = chance.between(0, 2); things > 0; things--)
      await happens(new Date(now - chance.between(3, 9) * MINUTE));
    await runs(new Date(now));
  }
  const made = await f.sql<{
    user_id: string;
    period: string;
    email_id: string | null;
    said: Digest | null;
  }>(
    `select d.user_id, d.period::text, d.email_id, e.variables as said
     from digests d left join emails e on e.id = d.email_id and e.partner_id = '00000000-0000-0000-0000-000000000000'`,
  );
  let mails = 0;
  for (const { userId, periods } of people) {
    const theirs = made.filter((one) => one.user_id === userId);
    expect(theirs.map(({ period }) => period).sort()).toEqual([...periods.keys()].sort());
    for (const { period, email_id: mail, said } of theirs) {
      const { open, changed, companies: told } = periods.get(period)!;
      expect([period, mail !== null]).toEqual([period, open + changed > 0]);
      if (said === null) continue;
      mails += 1;
      expect([
        period,
        said.places.length,
        sum(said.places.flatMap(({ ends }) => ends)),
        sum(said.places.flatMap((one) => one.changed)),
      ]).toEqual([period, told, open, changed]);
    }
  }
  const [sent] = await f.sql<{ n: number }>(
    "select count(*)::int as n from emails where template = 'digest'",
  );
  expect(sent?.n).toBe(mails);
  // Each e-mail waits in the queue, once.
  const [queued] = await f.sql<{ n: number }>(
    "select count(distinct j.data ->> 'emailId')::int as n from pgboss.job j join emails e on e.id::text = j.data ->> 'emailId' where e.template = 'digest' and j.name = 'deliver-mail'",
  );
  expect(queued?.n).toBe(mails);
});
