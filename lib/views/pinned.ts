import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { mayDo } from "../access/policy";
import { countClaims } from "../claims/list/list";
import { claimsQuery } from "../claims/list/schema";
import { countReviews } from "../claims/review/list";
import { queueQuery } from "../claims/review/schema";
import { reading, type Ctx, type Operator, type PartnerUser, type Tx } from "../ctx";
import { countAttention } from "../claims/attention/queries";
import { attentionQuery } from "../claims/attention/schema";
import { countEnded } from "../customers/history/list";
import { historyQuery } from "../customers/history/schema";
import { countCustomers } from "../customers/list";
import { customersQuery } from "../customers/schema";
import type { FileRows } from "../lists/file";
import { FEW, type Count } from "../lists/schema";
import { isSearch } from "../lists/search";
import { searchOf } from "../lists/search-of";
import { countOf as countListed } from "../lists/values";
import { partnerRows } from "../partners/list";
import { partnersQuery } from "../partners/list.schema";
import { tenantRows } from "../tenants/list";
import { tenantsQuery } from "../tenants/list.schema";
import { hrefOf } from "../people/saved-views/schema";
import type { KeptView } from "../people/session.queries";

/** K3: a view in the navigation; null: it is not counted, for it searches. */
export type Pinned = { href: string; name: string; count: Count | null };

/** So long a figure of the navigation stands. */
const MINUTE = 60_000;
const MOST = 2_000;
export const PINS = 8;
const counted = new Map<string, { until: number; pinned: Pinned[] }>();

/**
 * K3: what somebody pinned, with how many rows each finds: all in one statement with their own rights, at most a minute old.
 * Who has other roles than before is counted anew.
 */
export async function pinnedViews(
  ctx: Ctx<PartnerUser | Operator>,
  views: readonly KeptView[],
): Promise<Pinned[]> {
  const pins = views.filter(({ pinned }) => pinned).slice(0, PINS);
  if (pins.length === 0) return [];
  const { actor, now } = ctx;
  const rights = actor.kind === "partner" ? [actor.partnerId, actor.grants] : [null, actor.roles, actor.companies]; // prettier-ignore
  const key = JSON.stringify([actor.userId, rights, pins]);
  const kept = counted.get(key);
  if (kept && kept.until > now.getTime()) return kept.pinned;
  const counts = await reading(ctx, (tx) => count(tx, pins));
  const pinned = pins.map((view, n) => ({ href: hrefOf(view), name: view.name, count: counts[n] ?? null })); // prettier-ignore
  if (counted.size >= MOST) counted.clear();
  counted.set(key, { until: now.getTime() + MINUTE, pinned });
  return pinned;
}

async function count(tx: Tx<PartnerUser | Operator>, pins: KeptView[]): Promise<(Count | null)[]> {
  const asked: SQL[] = [];
  for (const view of pins) asked.push((await countOf(tx, view)) ?? sql`null::bigint`);
  const { rows } = await tx.db.execute(
    sql`select jsonb_build_array(${sql.join(asked, sql`, `)}) as counts`,
  );
  const [found] = z.array(z.object({ counts: z.array(z.number().nullable()) })).parse(rows);
  return (found?.counts ?? []).map((n) =>
    n === null ? null : { count: Math.min(n, FEW), more: n > FEW },
  );
}

async function countOf(
  tx: Tx<PartnerUser | Operator>,
  { path, query }: KeptView,
): Promise<SQL | null> {
  const search = searchOf(new URLSearchParams(query));
  if (isStaff(tx)) {
    if (path === "/programme/claims") return countReviews(tx, queueQuery.parse(search));
    if (path === "/programme/tenants" && mayDo(tx.actor, "programme.tenants"))
      return countRows(tenantRows(tenantsQuery.parse(search)));
    return path === "/programme/partners" ? countRows(partnerRows(partnersQuery.parse(search))) : null; // prettier-ignore
  }
  if (!isPartner(tx)) return null;
  if (path === "/claims") return countClaims(tx, claimsQuery.parse(search));
  if (path === "/attention") return countAttention(tx, attentionQuery.parse(search));
  const [, slug, list] = /^\/engagements\/([a-z0-9-]+)\/(customers|history)$/.exec(path) ?? [];
  if (slug === undefined) return null;
  return list === "history"
    ? countEnded(tx, slug, historyQuery.parse(search))
    : countCustomers(tx, slug, customersQuery.parse(search));
}

const countRows = ({ list, ask }: FileRows) => (isSearch(ask.q) ? null : countListed(list, ask));

function isStaff(tx: Tx<PartnerUser | Operator>): tx is Tx<Operator> {
  return tx.actor.kind === "operator";
}

function isPartner(tx: Tx<PartnerUser | Operator>): tx is Tx<PartnerUser> {
  return tx.actor.kind === "partner";
}
