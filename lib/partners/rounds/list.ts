import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Operator, Tx } from "../../ctx";
import type { FileRows } from "../../lists/file";
import type { Ask, List, Page } from "../../lists/list";
import { askOf, oneOf, type Offer } from "../../lists/offer";
import { listPage } from "../../lists/page";
import { has } from "../../lists/search";
import { waits, type RoundsQuery } from "./list.schema";

const row = z.object({
  id: z.string(),
  customer: z.string(),
  workshop: z.string(),
  location: z.string(),
  timeZone: z.string(),
  kind: z.enum(waits),
  dueAt: z.coerce.date(),
});
/** A round whose deadline runs: for the customer's answer, or for the delivery. */
export type RunningRound = z.output<typeof row>;

const rounds: List<RunningRound> = {
  name: "running rounds",
  table: sql`customers`,
  id: { column: sql`l.association_id`, kind: "uuid" },
  own: sql`l.partner_id = ${sql.placeholder("partnerId")}::uuid`,
  columns: sql`l.association_id as id, l.name as customer, v.name as workshop, s.name as location, l.time_zone as "timeZone",
    case when l.consented_at is null then 'consent' else 'delivery' end as kind, l.due_at as "dueAt"`,
  joins: sql`join associations a on a.partner_id = l.partner_id and a.id = l.association_id
    join engagement_versions v on v.id = a.version_id join locations s on s.partner_id = l.partner_id and s.id = l.location_id`,
  row,
  search: { fits: has(sql`l.search`) },
};

type Asked = { partnerId: string; query: RoundsQuery };

/** The rounds of a partner whose deadline runs, the one that ends first before the others (P25). */
export function listRunningRounds(tx: Tx<Operator>, asked: Asked): Promise<Page<RunningRound>> {
  return listPage(tx, rounds, askFor(tx, asked));
}

/** K4: all of them, for a file. */
export function runningRoundRows(tx: Tx<Operator>, { partnerId, query }: Asked): FileRows {
  const ask = askFor(tx, { partnerId, query: { ...query, after: null } });
  return { list: rounds, ask, joins: rounds.joins ?? sql`` };
}

const kind = sql`case when l.consented_at is null then 'consent' else 'delivery' end`;
const offer = {
  orders: { due: { by: sql`l.due_at`, kind: "instant" } },
  filters: { kind: oneOf(kind) },
} satisfies Offer<string>;

function askFor({ now }: Tx<Operator>, { partnerId, query }: Asked): Ask {
  const where = sql`l.association_id is not null and l.claim_status is null and l.due_at > ${sql.placeholder("now")}::timestamptz`;
  return askOf(offer, query, { where, values: { partnerId, now: now.toISOString() } });
}
