import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { versionAt } from "@/db/schema";
import { locationsOf, prepared, type PartnerUser, type Tx } from "../../ctx";
import type { Cursor } from "../../lists/cursor";
import { FEW } from "../../lists/schema";
import { claimStatuses } from "../rules";
import { attentionKinds, type AttentionKind, type AttentionQuery } from "./schema";

/** Things of one kind are counted up to this; it stands for that many or more. */
export const ATTENTION_MAX = 100;

const item = z.object({
  kind: z.enum(attentionKinds),
  /** Of the round, of the claim, or of what is to be done. */
  id: z.string(),
  tenantId: z.string(),
  name: z.string(),
  /** Null for what is of the customer alone. */
  engagement: z.object({ slug: z.string(), name: z.string() }).nullable(),
  location: z.string(),
  timeZone: z.string(),
  dueAt: z.coerce.date(),
  claimNumber: z.number().nullable(),
  /** Of the claim, when it is one; else of the round. */
  status: z.enum(["to_ask", "asked", "active", "due", ...claimStatuses]),
  mailState: z.string().nullable(),
  /** K6: what is to be done. */
  line: z.string().nullable(),
  lostSurveys: z.array(z.enum(["partner", "customer"])),
});
export type AttentionItem = z.infer<typeof item>;

const list = z.object({
  items: z.array(item),
  counts: z.array(z.object({ kind: z.enum(attentionKinds), count: z.number() })),
  locations: z.array(z.object({ mpnId: z.string(), name: z.string() })),
});
export type AttentionList = z.infer<typeof list>;

/**
 * What waits for the partner (section 7), the most urgent first, by kind; of the locations on which
 * the actor holds a role. The same rows are counted in the navigation (`app_session`) and on the
 * engagements overview. One statement.
 * @param options `kind`: only this; `location`: only at this MPN location ID; `shown`: how many of
 * each kind; `mine`: only what is the actor's own (K6); `after`: behind this one
 */
export async function listAttention(
  tx: Tx<PartnerUser>,
  {
    kind,
    location,
    mine,
    shown,
    after,
  }: {
    kind: AttentionKind | null;
    location: string | null;
    mine: boolean;
    shown: number;
    after: Cursor | null;
  },
): Promise<AttentionList> {
  const places = locationsOf(tx.actor);
  const query = prepared(tx.db, `attention ${places === "*" ? "all" : "own"}`, (db, name) => {
    const own =
      places === "*" ? sql`true` : sql`l.id = any(${sql.placeholder("locations")}::uuid[])`;
    const at = sql`locations l where l.partner_id = ${sql.placeholder("partnerId")}::uuid and ${own}`;
    const ids = sql`array(select l.id from ${at}
      and (${sql.placeholder("location")}::text is null or l.mpn_id = ${sql.placeholder("location")}))`;
    const rows = sql`
      select f.*, count(*) over (partition by f.kind) as number,
        row_number() over (partition by f.kind order by f.due_at, f.id) as place
      from attention_rows(${sql.placeholder("partnerId")}::uuid, ${ids}, ${sql.placeholder("now")}::timestamptz,
        ${sql.placeholder("kind")}, ${sql.raw(String(ATTENTION_MAX))},
        ${sql.placeholder("afterDue")}::timestamptz, ${sql.placeholder("afterId")}::uuid,
        case when ${sql.placeholder("mine")}::boolean then owned_by(${sql.placeholder("partnerId")}::uuid, ${sql.placeholder("me")}::uuid) end) f`;
    return db
      .select({
        list: sql<unknown>`(with found as materialized (${rows})
          select jsonb_build_object(
            'items', (select coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'id', f.id, 'tenantId', f.tenant_id, 'name', f.name,
                'engagement', case when e.id is not null then jsonb_build_object('slug', e.slug, 'name', v.name) end,
                'line', (select u.line from follow_ups u where u.partner_id = ${sql.placeholder("partnerId")}::uuid and u.id = f.id), 'location', l.name,
                'timeZone', f.time_zone, 'dueAt', f.due_at, 'claimNumber', f.claim_number, 'status', f.status,
                'mailState', f.mail_state, 'lostSurveys', f.lost_surveys) order by f.due_at, f.id), '[]')
              from found f left join engagements e on e.id = f.engagement_id
                left join engagement_versions v on v.id = ${versionAt(sql`e.id`, sql`${sql.placeholder("now")}`)} join locations l on l.id = f.location_id
              where f.place <= ${sql.placeholder("shown")}::integer),
            'counts', (select coalesce(jsonb_agg(distinct jsonb_build_object('kind', kind,
                'count', least(number, ${sql.raw(String(ATTENTION_MAX))}))), '[]') from found),
            'locations', (select coalesce(jsonb_agg(jsonb_build_object('mpnId', l.mpn_id, 'name', l.name)
                order by l.name, l.mpn_id), '[]') from ${at})))`,
      })
      .from(sql`(select 1) as one`)
      .prepare(name);
  });
  const [row] = await query.execute({
    partnerId: tx.actor.partnerId,
    locations: places,
    location,
    now: tx.now.toISOString(),
    kind: kind ?? "all",
    mine,
    me: tx.actor.userId,
    shown,
    afterDue: after?.key ?? "-infinity",
    afterId: after?.id ?? "00000000-0000-0000-0000-000000000000",
  });
  return list.parse(row?.list);
}

/** K3: how many things of a view wait, as a value within a statement. */
export function countAttention(
  tx: Tx<PartnerUser>,
  { kind, location, owner }: AttentionQuery,
): SQL {
  const { partnerId } = tx.actor;
  const mine = locationsOf(tx.actor);
  const own = mine === "*" ? sql`true` : sql`l.id = any(${sql.param(mine)}::uuid[])`;
  const whose =
    owner === "" ? sql`null` : sql`owned_by(${partnerId}::uuid, ${tx.actor.userId}::uuid)`;
  const at = location === "" ? sql`true` : sql`l.mpn_id = ${location}`;
  return sql`(select count(*) from attention_rows(${partnerId}::uuid,
    array(select l.id from locations l where l.partner_id = ${partnerId}::uuid and ${own} and ${at}),
    ${tx.now.toISOString()}::timestamptz, ${kind === "" ? "all" : kind}, ${sql.raw(String(FEW + 1))}, p_owners => ${whose}))`;
}
