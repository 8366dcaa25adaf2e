import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { mailboxKeyOf, type emails } from "@/db/schema";
import { getConfig } from "@/lib/config";
import type { System, Tx } from "../ctx";
import { Refusal } from "../errors";
import { mailboxKey } from "../input";
import { minutesUntil } from "./rules";
import type { Template } from "./schema";

const DAY_MS = 86_400_000;

type Asking = {
  template: Template;
  to: string;
  partnerId: string | null;
  round?: { id: string; tenantId: string; engagementId: string };
};

/** Each kind of asking has ten minutes of its own: a consent and, later, the surveys. */
const family: Partial<Record<Template, Template[]>> = {
  "consent-request": ["consent-request", "consent-reminder"],
};

/**
 * D25: refuses an e-mail that would be too much, whichever act writes it: to the same mailbox about
 * the same customer and workshop within some minutes, also when the round was begun anew; past a
 * round's number; past the partner's number of the last 24 hours. Partners' acts wait for each other
 * here, so that the counts hold. What the product itself sends, because staff released it (D19), has
 * nobody to tell: it counts, and only its mailbox's number holds it.
 * Runs of many rows have a number of their own within it, so that single requests go on (B7).
 * Refuses with `rate_limited_mail` (`minutes`), `rate_limited_round` (`max`), or
 * `rate_limited_partner` or `rate_limited_runs` (`max`, `hours`).
 */
export async function refuseOverLimits(tx: Tx, mail: Asking): Promise<void> {
  const { round, partnerId } = mail;
  if (!round || partnerId === null) throw new Error(`${mail.template} belongs to no round`);
  if (tx.actor.kind === "system") return;
  await lock(tx, `mail of partner ${partnerId}`);
  const { MAIL_ROUND_MINUTES, MAIL_ROUND_MAX, MAIL_PARTNER_DAY, BULK_REQUESTS_DAY } = getConfig();
  const run = tx.actor.kind === "partner" ? tx.actor.run : undefined;
  // B3: rows before this one would have sent by then; the run's e-mail to somebody holds all that it asks them.
  const { mails = 0, requests: rehearsed = mails } = run ?? {};
  const together = run?.mailboxes?.has(mailboxKey(mail.to)) ?? false;
  const share = shareOf(MAIL_PARTNER_DAY);

  const { last, full, nth, requests } = await asked(tx, mail, {
    since: before(tx.now, MAIL_ROUND_MINUTES * 60_000),
    day: before(tx.now, DAY_MS),
    roundMax: MAIL_ROUND_MAX,
    partnerMax: run ? Math.max(1, share - mails) : MAIL_PARTNER_DAY,
    requestsMax: Math.max(1, BULK_REQUESTS_DAY - rehearsed),
  });
  const minutes = minutesUntil(last, MAIL_ROUND_MINUTES, tx.now);
  if (minutes > 0) throw new Refusal("rate_limited_mail", { params: { minutes } });
  if (full) throw new Refusal("rate_limited_round", { params: { max: MAIL_ROUND_MAX } });
  if (!run && nth) refuseForDay(nth, tx.now);
  if (!run) return;
  if (rehearsed >= BULK_REQUESTS_DAY || requests)
    refuseRun(requests ?? tx.now, BULK_REQUESTS_DAY, tx.now);
  if (!together && (mails >= share || nth)) refuseRun(nth ?? tx.now, share, tx.now);
}

/**
 * D25: whom its people invite a company names as it likes: as many a day as it may ask. Acts of one company wait for
 * each other here; the programme's staff invite for it as they need. Refuses with `rate_limited_partner` (`max`, `hours`).
 * @param count how many are written now
 */
export async function refuseOverInvitations(tx: Tx, count: number): Promise<void> {
  if (tx.actor.kind !== "partner") return;
  const { partnerId } = tx.actor;
  await lock(tx, `mail of partner ${partnerId}`);
  const left = getConfig().MAIL_PARTNER_DAY - count;
  if (left < 0) refuseForDay(tx.now, tx.now);
  const nth = await instant(
    tx,
    sql`select invited_mail(${partnerId}, ${before(tx.now, DAY_MS)}, ${left + 1}) as instant`,
  );
  if (nth) refuseForDay(nth, tx.now);
}

function refuseForDay(nth: Date, now: Date): never {
  const params = { max: getConfig().MAIL_PARTNER_DAY, hours: hoursUntil(nth, now) };
  throw new Refusal("rate_limited_partner", { params });
}

function refuseRun(nth: Date, max: number, now: Date): never {
  throw new Refusal("rate_limited_runs", { params: { max, hours: hoursUntil(nth, now) } });
}

/** How much of a partner's day its runs may take: the rest is left to who asks one by one. */
function shareOf(partnerDay: number): number {
  return Math.max(1, Math.floor(partnerDay * 0.8));
}

/** Until what was written then counts no more. */
function hoursUntil(written: Date, now: Date): number {
  return Math.ceil((written.getTime() + DAY_MS - now.getTime()) / 3_600_000);
}

/** At all of the partner's locations, also those that who asks does not see. */
async function asked(
  tx: Tx,
  { partnerId, round, template, to }: Asking,
  than: {
    since: SQL;
    day: SQL;
    roundMax: number;
    partnerMax: number;
    requestsMax: number;
  },
): Promise<z.output<typeof limits>> {
  const templates = sql.param(family[template] ?? [template]);
  const found = sql`asked_mail(${partnerId}, ${round?.id}, ${round?.tenantId}, ${round?.engagementId}, ${templates}::text[],
    ${mailboxKeyOf(sql`${to}::text`)}, ${than.since}, ${than.roundMax}, ${than.day}, ${than.partnerMax}, ${than.requestsMax})`;
  const { rows } = await tx.db.execute(
    sql`select ${inMs(sql`last`)} as last, ${inMs(sql`round_full`)} as full, ${inMs(sql`partner_full`)} as nth, ${inMs(sql`requests_full`)} as requests from ${found}`,
  );
  return limits.parse(rows[0]);
}

/**
 * D25: when the mailbox has had its number of the last 24 hours, until when an e-mail has to wait;
 * null: it may leave now. Who is outside has a number over all partners; who is named by a partner and
 * has no account, or is invited, one of what its people typed. Others to the same mailbox wait for this transaction.
 */
export async function waitsUntil(tx: Tx<System>, mail: Waiting): Promise<Date | null> {
  const { MAIL_RECIPIENT_DAY, MAIL_WORDS_DAY } = getConfig();
  const words = mail.kind === "word";
  if (!words && mail.kind !== "ask" && mail.kind !== "notice") return null;
  const invited = mail.template === "invitation";
  if (words && !invited && (await hasAccount(tx, mail.recipient))) return null;
  await lock(tx, `mail to ${mail.recipientKey}`);
  const counted = words
    ? sql`e.kind = 'word' and e.partner_id = ${mail.partnerId}`
    : sql`e.kind in ('ask', 'notice')`;
  const nth = await instant(
    tx,
    sql`select e.first_attempt_at as instant from emails e
      where e.recipient_key = ${mail.recipientKey} and ${counted}
        and e.first_attempt_at > ${before(tx.now, DAY_MS)} and e.id <> ${mail.id}
      order by e.first_attempt_at desc offset ${(words ? MAIL_WORDS_DAY : MAIL_RECIPIENT_DAY) - 1} limit 1`,
  );
  return nth && new Date(nth.getTime() + DAY_MS);
}

type Waiting = Pick<
  typeof emails.$inferSelect,
  "id" | "kind" | "template" | "partnerId" | "recipient" | "recipientKey"
>;

async function hasAccount(tx: Tx<System>, email: string): Promise<boolean> {
  const { rows } = await tx.db.execute(
    sql`select 1 from users where lower(email) = lower(${email}) and disabled_at is null limit 1`,
  );
  return rows.length > 0;
}

function before(now: Date, ms: number) {
  return sql`${new Date(now.getTime() - ms).toISOString()}::timestamptz`;
}

async function lock(tx: Tx, what: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${what}, 0))`);
}

async function instant(tx: Tx, query: SQL): Promise<Date | null> {
  const { rows } = await tx.db.execute<{ ms: unknown }>(
    sql`select ${inMs(sql`instant`)} as ms from (${query}) found`,
  );
  return moment.parse(rows[0]?.ms ?? null);
}

/** Read in milliseconds: drizzle gives instants of raw SQL as texts. */
const inMs = (instant: SQL) => sql`(extract(epoch from ${instant}) * 1000)::float8`;
const moment = z
  .number()
  .nullable()
  .transform((ms) => (ms === null ? null : new Date(ms)));
const limits = z.object({
  last: moment,
  full: moment,
  nth: moment,
  requests: moment,
});
