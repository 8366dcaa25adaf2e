import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { emailStates } from "@/db/schema";
import { actOf, type Act } from "../../audit/history";
import { locationsOf, type PartnerUser, type Tx } from "../../ctx";
import type { List } from "../../lists/list";
import { listPage } from "../../lists/page";
import { eventsIn } from "./kinds";
import type { TimelineQuery } from "./schema";

const mail = z.object({ recipient: z.string(), state: z.enum(emailStates) });

const row = z.object({
  seq: z.number(),
  at: z.coerce.date(),
  kind: z.string(),
  name: z.string().nullable(),
  event: z.string(),
  data: z.record(z.string(), z.unknown()),
  engagementId: z.string(),
  locationId: z.string(),
  timeZone: z.string(),
  claimNumber: z.number().nullable(),
  /** What it mailed to somebody outside, and what became of that. */
  mails: z.array(mail).nullable(),
});

/** One thing that happened with a customer, and in which round. */
export type TimelineAct = Act &
  Pick<z.output<typeof row>, "engagementId" | "locationId" | "timeZone" | "claimNumber"> & {
    mails: z.output<typeof mail>[];
  };

const partner = sql`${sql.placeholder("partnerId")}::uuid`;
const tenant = sql`${sql.placeholder("tenantId")}::uuid`;

/*
 * Under row-level security an index serves only what surely tells nothing of other rows: neither "coalesce" nor a
 * cast from text does.
 */
const timeline: List<z.output<typeof row>> = {
  name: "timeline",
  table: sql`audit_log`,
  id: { column: sql`l.seq`, kind: "integer" },
  own: sql`l.chain = ${sql.placeholder("chain")}`,
  columns: sql`l.seq, l.at, l.actor_kind as kind, u.name, l.event, l.data, a.engagement_id as "engagementId",
    a.location_id as "locationId", a.time_zone as "timeZone", w.number as "claimNumber",
    case when l.event = any(${sql.placeholder("mailing")}::text[]) then (
      select jsonb_agg(jsonb_build_object('recipient', m.recipient, 'state', m.state) order by m.recipient) from emails m
      where m.partner_id = ${partner} and m.round_id = a.id and m.created_at = l.at) end as mails`,
  joins: sql`left join workshop_claims w on w.partner_id = ${partner} and w.id = l.subject_id
    join associations a on a.partner_id = ${partner}
      and a.id = case when w.association_id is null then l.subject_id else w.association_id end
    left join memberships m on m.partner_id = ${partner} and m.user_id::text = l.actor_id left join users u on u.id = m.user_id`,
  row,
};

/**
 * The rounds `a` of the actor's locations with a customer, those that ended too: an index has the open ones, another
 * the others.
 * @param own whether the actor holds roles on single locations alone
 */
export function roundsWith(own: boolean, columns: SQL, tenantId: SQL = tenant): SQL {
  const at = own ? sql`and a.location_id = any(${sql.placeholder("locations")}::uuid[])` : sql``;
  const where = sql`a.partner_id = ${partner} and a.tenant_id = ${tenantId} ${at}`;
  return sql`(select ${columns} from associations a where ${where} and a.ended_at is null
    union all select ${columns} from associations a where ${where} and a.ended_at is not null)`;
}

/** What `roundsWith` needs to know. */
export function whose(tx: Tx<PartnerUser>, tenantId: string) {
  const { partnerId } = tx.actor;
  return { partnerId, tenantId, locations: locationsOf(tx.actor) };
}

/**
 * K1: what happened with one customer in the rounds of the actor's locations, the last first, each with what it
 * mailed to the customer: from the log alone, by keyset.
 */
export async function listTimeline(
  tx: Tx<PartnerUser>,
  { tenantId, kind, after }: TimelineQuery & { tenantId: string },
  size = 30,
): Promise<{ acts: TimelineAct[]; next: string | null }> {
  const own = locationsOf(tx.actor) !== "*";
  const subjects = sql`(select unnest(array[r.id, w.id]) as id from ${roundsWith(own, sql`a.id`)} r
    left join workshop_claims w on w.partner_id = ${partner} and w.association_id = r.id) c`;
  const { rows, next } = await listPage(tx, timeline, {
    parts: [
      {
        each: subjects,
        where: sql`l.subject_id = c.id and l.event = any(${sql.placeholder("events")}::text[])`,
      },
    ],
    order: { name: "at", by: sql`l.at`, kind: "instant", back: true },
    after,
    size,
    values: {
      ...whose(tx, tenantId),
      chain: tx.actor.partnerId,
      events: eventsIn(kind),
      mailing: eventsIn("email"),
    },
    shape: own ? "own" : "all",
  });
  const acts = rows.map(({ engagementId, locationId, timeZone, claimNumber, mails, ...line }) => ({
    ...actOf(line, false),
    ...{ engagementId, locationId, timeZone, claimNumber },
    mails: mails ?? [],
  }));
  return { acts, next };
}
