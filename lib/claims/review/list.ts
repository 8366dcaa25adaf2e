import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { versionAt } from "@/db/schema";
import { moneyOf } from "@/db/schema/columns";
import type { Operator, Tx } from "../../ctx";
import { countRows } from "../../lists/count";
import type { FileRows } from "../../lists/file";
import type { Ask, List, Order, Page } from "../../lists/list";
import { listPage } from "../../lists/page";
import { has, isSearch, most, patterns } from "../../lists/search";
import { countOf } from "../../lists/values";
import { money } from "../../money";
import type { Count } from "../../lists/schema";
import { overBefore, type Target } from "../../time/workdays";
import { claimStatuses, type ClaimStatus } from "../rules";
import { reviewTarget } from "./target.queries";
import { queueStatuses, type QueueFilter, type QueueQuery, type QueueStatus } from "./schema";

const waiting: readonly ClaimStatus[] = ["submitted", "under_review", "disputed"];
/** What a reader has in hand stands in one of these. */
const held: readonly ClaimStatus[] = ["under_review", "disputed"];

/**
 * The statuses that filters ask for, and those of which only the reader's own claims are asked for; null: whatever was ever
 * sent in.
 */
function statusesOf(
  asked: readonly QueueFilter[],
): { all: ClaimStatus[]; mine: ClaimStatus[] } | null {
  if (asked.includes("all")) return null;
  const wanted = asked.length === 0 ? (["waiting"] as const) : asked;
  const has = (one: QueueFilter) => wanted.includes(one);
  const all = claimStatuses.filter(
    (one) => wanted.some((other) => other === one) || (has("waiting") && waiting.includes(one)),
  );
  return { all, mine: has("mine") ? held.filter((one) => !all.includes(one)) : [] };
}

const row = z.object({
  number: z.number(),
  status: z.enum(claimStatuses),
  timeZone: z.string(),
  submittedAt: z.coerce.date(),
  disputedAt: z.coerce.date().nullable(),
  reviewDueAt: z.coerce.date(),
  dueAt: z.coerce.date(),
  payout: money.nullable(),
  partnerId: z.string(),
  partnerName: z.string(),
  tenantName: z.string(),
  engagementName: z.string(),
  reviewerId: z.string().nullable(),
  reviewerName: z.string().nullable(),
  /** Who handed it over to whoever has it in review. */
  handedBy: z.string().nullable(),
  /** The partner had the last word in the comments. */
  newComment: z.boolean(),
});
export type QueueRow = z.output<typeof row>;

/** Nobody sees the claims of their own company in a list, a sum, a search or an export. */
function notOwn(partnerId: SQL): SQL {
  return sql`${partnerId} <> all(${sql.placeholder("companies")}::uuid[])`;
}

const named = sql`select p.id from partners p where ${has(sql`search_text(p.name)`)}`;

const joins = sql`join partners p on p.id = l.partner_id join tenants t on t.id = l.tenant_id
    join associations a on a.partner_id = l.partner_id and a.id = l.association_id
    join engagement_versions v on v.id = a.version_id left join users u on u.id = l.reviewer_id`;

const queue: List<QueueRow> = {
  name: "queue",
  table: sql`workshop_claims`,
  id: { column: sql`l.number`, kind: "integer" },
  own: sql`l.submitted_at is not null and ${notOwn(sql`l.partner_id`)}`,
  columns: sql`l.number, l.status, l.time_zone as "timeZone", l.submitted_at as "submittedAt", l.disputed_at as "disputedAt",
    l.review_due_at as "reviewDueAt", l.due_at as "dueAt", ${moneyOf(sql`l.payout_minor`, sql`l.currency`)} as payout, l.partner_id as "partnerId", p.name as "partnerName",
    t.name as "tenantName", v.name as "engagementName", l.reviewer_id as "reviewerId", u.name as "reviewerName",
    (select h.name from audit_log g join users h on h.id::text = g.actor_id where g.chain = l.partner_id::text and g.subject_id = l.id
      and g.event = 'claim.review_handed_over' and g.at = l.reviewer_since limit 1) as "handedBy",
    coalesce((select m.author_kind = 'partner' from claim_comments m where m.partner_id = l.partner_id and m.claim_id = l.id
      order by m.created_at desc, m.id desc limit 1), false) as "newComment"`,
  joins,
  row,
  search: {
    fits: sql`(l.partner_id in (${named}) or ${has(sql`(select c.search from claim_lines c
      where c.partner_id = l.partner_id and c.claim_id = l.id)`)})`,
    hits: sql`array(select unnest(claim_hits(${patterns}, ${most})) union (select l.number from workshop_claims l
      where l.submitted_at is not null and l.partner_id in (${named}) and ${notOwn(sql`l.partner_id`)} limit ${most}))`,
  },
};

/** One page of the queue, by keyset: each status by its own index, then the first of all. */
export async function listQueue(tx: Tx<Operator>, query: QueueQuery): Promise<Page<QueueRow>> {
  return listPage(
    tx,
    queue,
    askFor(tx, query, { status: query.status, target: await reviewTarget(tx) }),
  );
}

/**
 * How many claims each filter would show with the other filters as they are.
 * @param page what `listQueue` gave for the same filters
 */
export async function countQueue(
  tx: Tx<Operator>,
  query: QueueQuery,
  page?: Page<QueueRow>,
): Promise<Record<QueueStatus, Count>> {
  const target = await reviewTarget(tx);
  const asked = queueStatuses.map((status) => askFor(tx, query, { status: [status], target }));
  const counts = await countRows(tx, queue, asked, page);
  const of = (status: QueueStatus) =>
    counts[queueStatuses.indexOf(status)] ?? { count: 0, more: false };
  return {
    waiting: of("waiting"),
    mine: of("mine"),
    submitted: of("submitted"),
    under_review: of("under_review"),
    disputed: of("disputed"),
    approved: of("approved"),
    all: of("all"),
  };
}

/** K4: all claims that these filters find, for a file. */
export async function queueRows(tx: Tx<Operator>, query: QueueQuery): Promise<FileRows> {
  const of = { status: query.status, target: await reviewTarget(tx) };
  return { list: queue, ask: askFor(tx, { ...query, after: null }, of), joins };
}

/** K3: how many claims these filters find, as a value within a statement; null: of a search it is not counted. */
export async function countReviews(tx: Tx<Operator>, query: QueueQuery): Promise<SQL | null> {
  if (isSearch(query.q)) return null;
  const of = { status: query.status, target: await reviewTarget(tx) };
  return countOf(queue, askFor(tx, query, of));
}

/** When a claim in this status came to the programme: its own clock runs from then. */
const cameAt = (status: ClaimStatus) =>
  status === "disputed" ? sql`l.disputed_at` : sql`l.submitted_at`;

function askFor(
  { actor, now }: Tx<Operator>,
  { q, partner, engagement, target: over, sort, after }: QueueQuery,
  { status: asked, target }: { status: readonly QueueFilter[]; target: Target | null },
): Ask {
  const late = over === "over";
  const statuses = statusesOf(asked) ?? (late ? statusesOf(["waiting"]) : null);
  const [only = "waiting", ...more] = asked;
  const where = sql`true
    ${partner === null ? sql`` : sql`and l.partner_id = ${sql.placeholder("partner")}::uuid`}
    ${engagement === null ? sql`` : sql`and l.engagement_id = (select id from engagements where slug = ${sql.placeholder("engagement")})`}`;
  const since = (one: ClaimStatus) =>
    late ? sql`and ${cameAt(one)} < ${sql.placeholder("over")}::timestamptz` : sql``;
  const part = (one: ClaimStatus, whose: SQL) => ({
    where: sql`${where} and l.status = ${sql.raw(`'${one}'`)} ${whose} ${since(one)}`,
    ...(sort.endsWith("target") && { by: cameAt(one) }),
  });
  // Nothing that is decided is over the target.
  const runs = (one: ClaimStatus) => !late || waiting.includes(one);
  const parts = statuses && [
    ...statuses.all.filter(runs).map((one) => part(one, sql``)),
    ...statuses.mine.map((one) =>
      part(one, sql`and l.reviewer_id = ${sql.placeholder("reader")}::uuid`),
    ),
  ];
  return {
    parts: parts === null ? [{ where }] : parts.length === 0 ? [{ where: sql`false` }] : parts,
    order: orderOf(sort, statuses !== null),
    after,
    size: 50,
    q,
    values: {
      ...{ partner, engagement, companies: actor.companies, reader: actor.userId },
      over: lateBefore(late ? target : null, now),
    },
    shape: partner === null && engagement === null && more.length === 0 ? `${only} ${over}` : null,
  };
}

/** Where there is no target nothing is over it. */
function lateBefore(target: Target | null, now: Date): string {
  return target === null ? "-infinity" : overBefore(now, target).toISOString();
}

function orderOf(sort: QueueQuery["sort"], isHeld: boolean): Order {
  const back = sort.startsWith("-");
  if (sort.endsWith("deadline") && isHeld)
    return { name: "deadline", by: sql`l.review_due_at`, kind: "instant", back };
  if (sort.endsWith("target") && isHeld)
    return { name: "target", by: sql`l.submitted_at`, kind: "instant", back };
  return { name: "age", by: sql`l.submitted_at`, kind: "instant", back };
}

const choices = z.array(z.object({ value: z.string(), label: z.string() }));
export type Choice = z.output<typeof choices>[number];

/** What the queue can be narrowed down to: companies and workshops of which something was sent in. */
export async function listQueueChoices(
  tx: Tx<Operator>,
): Promise<{ partners: Choice[]; engagements: Choice[] }> {
  const sentIn = (column: SQL) =>
    sql`exists (select from workshop_claims c where ${column} and c.submitted_at is not null
      and c.partner_id <> all(${sql.param(tx.actor.companies)}::uuid[]))`;
  const partners = await tx.db.execute(sql`
    select p.id as value, p.name as label from partners p
    where ${sentIn(sql`c.partner_id = p.id`)} order by p.name, p.id limit 200`);
  const engagements = await tx.db.execute(sql`
    select e.slug as value, v.name as label
    from engagements e join engagement_versions v on v.id = ${versionAt(sql`e.id`, sql`${tx.now.toISOString()}`)}
    where ${sentIn(sql`c.engagement_id = e.id`)} order by v.name, e.slug limit 200`);
  return { partners: choices.parse(partners.rows), engagements: choices.parse(engagements.rows) };
}
