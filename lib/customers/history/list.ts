import { sql } from "drizzle-orm";
import { z } from "zod";
import { endReason, origin } from "@/db/schema";
import { locationsOf, type PartnerUser, type Tx } from "../../ctx";
import type { Ask, List, Page, Part } from "../../lists/list";
import { ofOwner } from "../../lists/owner";
import { listPage } from "../../lists/page";
import type { OwnerText } from "../../lists/schema";
import { has } from "../../lists/search";

const row = z.object({
  id: z.string(),
  tenantId: z.string(),
  name: z.string(),
  origin: z.enum(origin.enumValues),
  timeZone: z.string(),
  createdAt: z.coerce.date(),
  /** Null where it was imported. */
  createdByName: z.string().nullable(),
  /** P19: on what evidence the programme imported it. */
  evidence: z.string().nullable(),
  requestedAt: z.coerce.date().nullable(),
  consentedAt: z.coerce.date().nullable(),
  endedAt: z.coerce.date(),
  endReason: z.enum(endReason.enumValues),
  /** What the customer gave as reason. */
  endNote: z.string().nullable(),
});
/** One round that ended: what began it, what came of it, and why it ended (D7). */
export type EndedRound = z.output<typeof row>;

const now = sql`${sql.placeholder("now")}::timestamptz`;

const history: List<EndedRound> = {
  name: "history",
  table: sql`associations`,
  id: { column: sql`l.id`, kind: "uuid" },
  own: sql`l.partner_id = ${sql.placeholder("partnerId")}::uuid and l.engagement_id = ${sql.placeholder("engagementId")}::uuid`,
  columns: sql`l.id, l.tenant_id as "tenantId", t.name, l.origin, l.time_zone as "timeZone", l.created_at as "createdAt",
    u.name as "createdByName", l.requested_at as "requestedAt", l.consented_at as "consentedAt", l.key as "endedAt",
    coalesce(l.end_reason::text, case when l.consented_at is null then 'consent_expired' else 'delivery_expired' end) as "endReason",
    l.end_note as "endNote", i.evidence`,
  joins: sql`join tenants t on t.id = l.tenant_id left join users u on u.id = l.created_by
    left join imported_rounds i on i.partner_id = l.partner_id and i.association_id = l.id`,
  row,
  search: {
    fits: has(
      sql`coalesce(l.search, (select c.search from customers c
        where c.partner_id = l.partner_id and c.association_id = l.id), '')`,
    ),
  },
};

/** What was marked as ended, and what ran out and was not marked yet: both in the order of their ends. */
const parts: Part[] = [
  { where: sql`l.ended_at is not null` },
  {
    where: sql`l.ended_at is null and l.consented_at is null and l.consent_due_at <= ${now}`,
    by: sql`l.consent_due_at`,
  },
  {
    where: sql`l.ended_at is null and l.consented_at is not null and l.submitted_at is null and l.delivery_due_at <= ${now}`,
    by: sql`l.delivery_due_at`,
  },
];

/**
 * The rounds of one engagement that ended by now, the last one first (D7), also those that ran out
 * and were not marked as ended yet; of locations on which the actor holds a role.
 * @param after `?after=` as it came
 */
export async function listEndedRounds(
  tx: Tx<PartnerUser>,
  { engagementId, q, owner, after }: { engagementId: string; q: string; owner: OwnerText; after: unknown }, // prettier-ignore
): Promise<Page<EndedRound>> {
  const locations = locationsOf(tx.actor);
  const mine = sql`l.location_id = any(${sql.placeholder("locations")}::uuid[])`;
  const ask: Ask = {
    parts: locations === "*" ? parts : parts.map((part) => ({ ...part, where: sql`${part.where} and ${mine}` })), // prettier-ignore
    order: { name: "ended", by: sql`l.ended_at`, kind: "instant", back: true },
    after,
    size: 50,
    q,
    values: { partnerId: tx.actor.partnerId, engagementId, now: tx.now.toISOString(), locations },
    shape: locations === "*" ? "all" : "own",
  };
  return listPage(tx, history, ofOwner(tx, owner, ask, sql`coalesce(l.owner_id, l.created_by)`));
}
