import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Operator, Tx } from "../../ctx";
import { claimStatuses, type ClaimStatus } from "../rules";
import { queueStatuses, type QueueQuery, type QueueStatus } from "./schema";

export const PAGE_SIZE = 50;
/** Counting stops here: past it a number says "more than". */
export const COUNT_LIMIT = 10_000;
/** A search by name looks at no more than this many matches. */
const MATCHES = 2_000;

/** The statuses of each filter; "all": whatever was ever sent in. */
const statusesOf: Record<QueueStatus, readonly ClaimStatus[] | null> = {
  waiting: ["submitted", "under_review", "disputed"],
  submitted: ["submitted"],
  under_review: ["under_review"],
  disputed: ["disputed"],
  approved: ["approved"],
  all: null,
};

const queueRows = z.array(
  z.object({
    number: z.number(),
    status: z.enum(claimStatuses),
    timeZone: z.string(),
    submittedAt: z.coerce.date(),
    reviewDueAt: z.coerce.date(),
    payoutUsd: z.number().nullable(),
    partnerId: z.string(),
    partnerName: z.string(),
    tenantName: z.string(),
    engagementName: z.string(),
    reviewerId: z.string().nullable(),
    reviewerName: z.string().nullable(),
    /** The partner had the last word in the comments. */
    newComment: z.boolean(),
  }),
);
export type QueueRow = z.output<typeof queueRows>[number];

/** Where a page of the queue ends: the sort value of its last row, and the row's claim ID. */
export type QueueCursor = { at: Date; number: number };

/**
 * One page of the queue, by keyset: at most `PAGE_SIZE` rows and one more that tells whether others
 * follow. Each status is read by its own index, then the first of all are taken.
 */
export async function listQueue(
  tx: Tx<Operator>,
  query: QueueQuery,
  after: QueueCursor | null,
): Promise<QueueRow[]> {
  const statuses = statusesOf[query.status];
  const byDeadline = query.sort.endsWith("deadline") && statuses !== null;
  const key = byDeadline ? sql`c.review_due_at` : sql`c.submitted_at`;
  const back = query.sort.startsWith("-");
  const order = back ? sql`desc` : sql`asc`;
  const beyond = after
    ? sql`and (${key}, c.number) ${back ? sql`<` : sql`>`} (${after.at.toISOString()}::timestamptz, ${after.number})`
    : sql``;
  const part = (where: SQL) => sql`(
    select c.id, ${key} as key, c.number from workshop_claims c
    where ${where} ${filters(query)} ${beyond}
    order by ${key} ${order}, c.number ${order} limit ${PAGE_SIZE + 1})`;
  const parts = statuses
    ? statuses.map((status) => part(sql`c.status = ${status}`))
    : [part(sql`c.submitted_at is not null`)];
  const { rows } = await tx.db.execute(sql`
    with page as (
      select * from (${sql.join(parts, sql` union all `)}) parts
      order by key ${order}, number ${order} limit ${PAGE_SIZE + 1})
    select c.number, c.status, c.time_zone as "timeZone", c.submitted_at as "submittedAt",
      c.review_due_at as "reviewDueAt", c.payout_usd as "payoutUsd", c.partner_id as "partnerId",
      p.name as "partnerName", t.name as "tenantName", e.name as "engagementName",
      c.reviewer_id as "reviewerId", u.name as "reviewerName",
      coalesce((select m.author_kind = 'partner' from claim_comments m where m.claim_id = c.id
        order by m.created_at desc, m.id desc limit 1), false) as "newComment"
    from page join workshop_claims c on c.id = page.id
      join partners p on p.id = c.partner_id
      join tenants t on t.id = c.tenant_id
      join engagements e on e.id = c.engagement_id
      left join users u on u.id = c.reviewer_id
    order by page.key ${order}, page.number ${order}`);
  return queueRows.parse(rows);
}

const counted = z.array(z.object({ status: z.enum(queueStatuses), count: z.number() }));

/** How many claims each filter would show with the other filters as they are; at most one over the limit. */
export async function countQueue(
  tx: Tx<Operator>,
  query: QueueQuery,
): Promise<Record<QueueStatus, number>> {
  const upTo = (status: QueueStatus) => {
    const statuses = statusesOf[status];
    const where = statuses
      ? sql`c.status in (${sql.join(
          statuses.map((one) => sql`${one}`),
          sql`, `,
        )})`
      : sql`c.submitted_at is not null`;
    return sql`select ${status} as status, (select count(*)::int from (
      select from workshop_claims c where ${where} ${filters(query)} limit ${COUNT_LIMIT + 1}) found) as count`;
  };
  const { rows } = await tx.db.execute(sql.join(queueStatuses.map(upTo), sql` union all `));
  const counts = { waiting: 0, submitted: 0, under_review: 0, disputed: 0, approved: 0, all: 0 };
  for (const { status, count } of counted.parse(rows)) counts[status] = count;
  return counts;
}

const choices = z.array(z.object({ value: z.string(), label: z.string() }));
export type Choice = z.output<typeof choices>[number];

/** What the queue can be narrowed down to: companies and workshops of which something was sent in. */
export async function listQueueChoices(
  tx: Tx<Operator>,
): Promise<{ partners: Choice[]; engagements: Choice[] }> {
  const sentIn = (column: SQL) =>
    sql`exists (select from workshop_claims c where ${column} and c.submitted_at is not null)`;
  const partners = await tx.db.execute(sql`
    select p.id as value, p.name as label from partners p
    where ${sentIn(sql`c.partner_id = p.id`)} order by p.name, p.id limit 200`);
  const engagements = await tx.db.execute(sql`
    select e.slug as value, e.name as label from engagements e
    where ${sentIn(sql`c.engagement_id = e.id`)} order by e.name, e.slug limit 200`);
  return { partners: choices.parse(partners.rows), engagements: choices.parse(engagements.rows) };
}

function filters({ q, partner, engagement }: QueueQuery): SQL {
  const parts: SQL[] = [];
  if (partner !== null) parts.push(sql`and c.partner_id = ${partner}::uuid`);
  if (engagement !== null) {
    parts.push(sql`and c.engagement_id = (select id from engagements where slug = ${engagement})`);
  }
  if (/^[1-9]\d{6}$/.test(q)) {
    parts.push(sql`and c.number = ${Number(q)}`);
  } else if (q !== "") {
    const pattern = `%${q.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
    parts.push(sql`and (
      c.tenant_id in (select id from tenants where lower(name) like ${pattern} limit ${MATCHES})
      or c.partner_id in (select id from partners where lower(name) like ${pattern} limit ${MATCHES}))`);
  }
  return parts.length > 0 ? sql.join(parts, sql` `) : sql``;
}
