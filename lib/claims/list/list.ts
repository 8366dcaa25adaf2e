import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { versionAt } from "@/db/schema";
import { moneyOf } from "@/db/schema/columns";
import { locationsOf, prepared, type Handle, type PartnerUser, type Tx } from "../../ctx";
import { endsAbout, endsWithin } from "../../lists/filters";
import type { FileRows } from "../../lists/file";
import { inOrder } from "../../lists/in-order";
import type { Ask, List, Order, Page, Part } from "../../lists/list";
import { ofOwner } from "../../lists/owner";
import { listPage } from "../../lists/page";
import { has, isSearch, most, patterns } from "../../lists/search";
import { countOf } from "../../lists/values";
import { money } from "../../money";
import { claimStatuses } from "../rules";
import { clockArms, type ClockArm } from "./arms";
import { statusesOf } from "./rules";
import { claimGroups, type ClaimsQuery } from "./schema";

const row = z.object({
  number: z.number(),
  engagementId: z.string(),
  locationId: z.string(),
  timeZone: z.string(),
  status: z.enum(claimStatuses),
  dueAt: z.coerce.date(),
  tenantId: z.string(),
  name: z.string(),
  friendlyName: z.string().nullable(),
  payout: money.nullable(),
});
export type ClaimLine = z.output<typeof row>;

const partner = sql`${sql.placeholder("partnerId")}::uuid`;
const now = sql`${sql.placeholder("now")}::timestamptz`;
const never = sql`'9999-12-31 00:00:00+00'::timestamptz`;

const claims: List<ClaimLine> = {
  name: "claims",
  table: sql`claim_lines`,
  id: { column: sql`l.number`, kind: "integer" },
  own: sql`l.partner_id = ${partner}`,
  columns: sql`l.number, l.engagement_id as "engagementId", l.location_id as "locationId", l.time_zone as "timeZone",
    l.status, l.due_at as "dueAt", l.tenant_id as "tenantId", l.name, l.friendly_name as "friendlyName", ${moneyOf(sql`l.payout_minor`, sql`l.currency`)} as payout`,
  row,
  search: { fits: has(sql`l.search`), hits: sql`claim_hits(${patterns}, ${most})` },
};

/**
 * One page of the partner's claims across engagements, by keyset, of locations on which the actor
 * holds a role. Its cost does not grow with the number of claims.
 */
export async function listClaims(
  tx: Tx<PartnerUser>,
  query: ClaimsQuery,
): Promise<Page<ClaimLine>> {
  return listPage(tx, claims, ofOwner(tx, query.owner, askFor(tx, query)));
}

/** K4: all claims that these filters find, for a file. */
export function claimRows(tx: Tx<PartnerUser>, query: ClaimsQuery): FileRows {
  return { list: claims, ask: ofOwner(tx, query.owner, askFor(tx, { ...query, after: null })) };
}

/** K3: how many claims these filters find, as a value within a statement; null where it is not counted: of a search. */
export function countClaims(tx: Tx<PartnerUser>, query: ClaimsQuery): SQL | null {
  return isSearch(query.q) ? null : countOf(claims, ofOwner(tx, query.owner, askFor(tx, query)));
}

const cell = z.object({
  locationId: z.string(),
  engagementId: z.string(),
  status: z.enum(claimStatuses),
  /** Taken off: the clock has passed it, and nobody has recorded that yet. */
  lapsed: z.boolean(),
  count: z.number(),
});
export type ClaimCell = z.infer<typeof cell>;

const head = z.object({
  cells: z.array(cell),
  engagements: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string() })),
  locations: z.array(z.object({ id: z.string(), mpnId: z.string(), name: z.string() })),
  /** Ends of the clocks that run out within 30 days or a little later, soonest first, 100 at most. */
  soon: z.array(z.object({ dueAt: z.coerce.date(), timeZone: z.string() })),
});
export type ClaimsHead = z.infer<typeof head>;

/**
 * What the filters of the list offer, with how many claims there are: kept counters by location,
 * engagement and status of the actor's locations, and the deadlines that come next. One statement.
 */
export async function getClaimsHead(tx: Tx<PartnerUser>, query: ClaimsQuery): Promise<ClaimsHead> {
  const all = locationsOf(tx.actor) === "*";
  const asked = askFor(tx, { ...query, q: "", due: "30", sort: "due" }, true);
  const soon = ofOwner(tx, query.owner, asked);
  const own = all ? sql`` : sql`and location_id = any(${sql.placeholder("locations")}::uuid[])`;
  const at = sql`partner_id = ${partner} ${own}`;
  const me = sql`${at} and owner_id = any ((select owned_by(${partner}, ${sql.placeholder("me")}::uuid))::uuid[])`;
  const [mine, counted] =
    query.owner === ""
      ? [at, sql`claim_counts where ${at} and count > 0`]
      : [
          me,
          sql`(select location_id, engagement_id, status, count(*) from claim_lines where ${me} group by 1, 2, 3) counted`,
        ];
  const build = (db: Handle, statement: string) =>
    db
      .select({
        head: sql<unknown>`jsonb_build_object(
          'cells', (select coalesce(jsonb_agg(c), '[]') from (
            select location_id as "locationId", engagement_id as "engagementId", status, false as lapsed, count
            from ${counted}
            union all
            select location_id, engagement_id, status, true, count(*) from (
              select location_id, engagement_id, status from claim_lines
              where ${mine} and due_at <= ${now} order by due_at limit 5000) late group by 1, 2, 3
          ) c),
          'engagements', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'slug', e.slug, 'name', v.name)
            order by v.name), '[]') from engagements e join engagement_versions v on v.id = ${versionAt(sql`e.id`, now)}
            where e.id in (select engagement_id from ${counted})),
          'locations', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'mpnId', mpn_id, 'name', name)
            order by name, mpn_id), '[]') from locations
            where partner_id = ${partner} ${all ? sql`` : sql`and id = any(${sql.placeholder("locations")}::uuid[])`}),
          'soon', (select coalesce(jsonb_agg(jsonb_build_object('dueAt', due_at, 'timeZone', time_zone)
            order by due_at), '[]') from (${inOrder(claims, soon, false, 100)}) soon))`,
      })
      .from(sql`(select 1) as one`)
      .prepare(statement);
  const usual = ofOwner(tx, query.owner, askFor(tx, query)).shape;
  const heads = usual === null ? build(tx.db, "") : prepared(tx.db, `claims head ${usual}`, build);
  const [found] = await heads.execute(soon.values);
  return head.parse(found?.head);
}

/** What lists the claims of a filter; only the views that everybody opens are worth a kept statement. */
function askFor(tx: Tx<PartnerUser>, query: ClaimsQuery, roughly = false): Ask {
  const { q, status, engagement, location, due, sort, after } = query;
  const own = locationsOf(tx.actor) !== "*";
  const [only = "", ...others] = status;
  const usual = others.length === 0 && (only === "" || claimGroups.some((group) => group === only));
  const narrow = [engagement, location, due].some((value) => value !== "");
  const arms = clockArms(statusesOf(status), { due: due !== "", byDue: sort.endsWith("due") });
  return {
    parts: arms.flatMap((arm) => partsOf(arm, query, { own, roughly })),
    order: orderOf(sort),
    after,
    size: 50,
    q,
    shape: usual && !narrow ? `${only} ${own ? "own" : "all"}` : null,
    values: valuesOf(tx, query),
  };
}

function orderOf(sort: ClaimsQuery["sort"]): Order {
  const back = sort.startsWith("-");
  if (sort.endsWith("due")) return { name: "due", by: sql`l.due_at`, kind: "instant", back };
  if (sort.endsWith("name")) return { name: "name", by: sql`l.name`, kind: "text", back };
  return { name: "number", by: sql`l.number`, kind: "integer", back };
}

/**
 * With no place asked for, the claims of each status by an index; with one, those of each of its cells
 * (location, engagement, status), of which the counters know which ones there are.
 */
function partsOf(
  arm: ClockArm,
  query: ClaimsQuery,
  { own, roughly }: { own: boolean; roughly: boolean },
): Part[] {
  // What ran out has no deadline any more, and sorts where it will stand once that is recorded.
  const by = query.sort.endsWith("due") && arm.clock === "ran" ? never : undefined;
  const clock = clockSql(arm, query.due, roughly);
  const part = (where: SQL, each?: SQL): Part => ({
    where,
    ...(by && { by }),
    ...(each && { each }),
  });
  if (!own && query.engagement === "" && query.location === "") {
    if (arm.statuses === null) return [part(clock)];
    return arm.statuses.map((status) =>
      part(sql`l.status = ${sql.raw(`'${status}'`)} and ${clock}`),
    );
  }
  const placed = [
    sql`c.partner_id = ${partner} and c.count > 0`,
    arm.statuses && sql`c.status in (${sql.raw(arm.statuses.map((one) => `'${one}'`).join(", "))})`,
    own && sql`c.location_id = any(${sql.placeholder("locations")}::uuid[])`,
    query.location !== "" &&
      sql`c.location_id = (select id from locations where partner_id = ${partner} and mpn_id = ${sql.placeholder("location")})`,
    query.engagement !== "" &&
      sql`c.engagement_id = (select id from engagements where slug = ${sql.placeholder("engagement")})`,
  ].filter((one) => one !== null && one !== false);
  const inCell = sql`l.location_id = c.location_id and l.engagement_id = c.engagement_id and l.status = c.status and ${clock}`;
  return [
    part(inCell, sql`(select * from claim_counts c where ${sql.join(placed, sql` and `)}) c`),
  ];
}

/** D9: days are calendar days in the claim's own zone; a wider bound comes first, for the index. */
function clockSql({ clock }: ClockArm, due: ClaimsQuery["due"], roughly: boolean): SQL {
  if (clock === "any") return sql`true`;
  if (clock === "ran") return sql`l.due_at <= ${now}`;
  if (due === "") return sql`l.due_at > ${now}`;
  const days = sql`${sql.placeholder("days")}::integer`;
  return (roughly ? endsAbout : endsWithin)(sql`l.due_at`, { now, days });
}

function valuesOf(tx: Tx<PartnerUser>, { engagement, location, due }: ClaimsQuery) {
  return {
    partnerId: tx.actor.partnerId,
    now: tx.now.toISOString(),
    locations: locationsOf(tx.actor),
    engagement,
    location,
    days: Number(due),
  };
}
