import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
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
import { Refusal } from "../errors";
import { FEW, type Count } from "../lists/schema";
import { isSearch } from "../lists/search";
import { searchOf } from "../lists/search-of";
import { countOf as countListed } from "../lists/values";
import { hrefOf, listOf } from "../people/saved-views/schema";
import type { Listing } from "./files/listing";
import { listFiles } from "./list-file";
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
 * Who has other roles than before is counted anew. Views of lists that the reader may not open (any more) are left out.
 */
export async function pinnedViews(
  ctx: Ctx<PartnerUser | Operator>,
  views: readonly KeptView[],
): Promise<Pinned[]> {
  const pins = views.filter(({ pinned }) => pinned).slice(0, PINS);
  if (pins.length === 0) return [];
  const { actor, now } = ctx;
  const rights =
    actor.kind === "partner"
      ? [actor.partnerId, actor.grants]
      : [null, actor.roles, actor.companies];
  const key = JSON.stringify([actor.userId, rights, pins]);
  const kept = counted.get(key);
  if (kept && kept.until > now.getTime()) return kept.pinned;
  const counts = await reading(ctx, (tx) => count(tx, pins));
  const pinned = counts.map(({ view, count: found }) => ({
    href: hrefOf(view),
    name: view.name,
    count: found,
  }));
  if (counted.size >= MOST) counted.clear();
  counted.set(key, { until: now.getTime() + MINUTE, pinned });
  return pinned;
}

async function count(
  tx: Tx<PartnerUser | Operator>,
  pins: KeptView[],
): Promise<{ view: KeptView; count: Count | null }[]> {
  const asked: SQL[] = [];
  const open: KeptView[] = [];
  for (const view of pins) {
    const counting = await countOf(tx, view);
    if (counting === "closed") continue;
    open.push(view);
    asked.push(counting ?? sql`null::bigint`);
  }
  if (open.length === 0) return [];
  const { rows } = await tx.db.execute(
    sql`select jsonb_build_array(${sql.join(asked, sql`, `)}) as counts`,
  );
  const [found] = z.array(z.object({ counts: z.array(z.number().nullable()) })).parse(rows);
  return open.map((view, at) => {
    const n = found?.counts[at] ?? null;
    return { view, count: n === null ? null : { count: Math.min(n, FEW), more: n > FEW } };
  });
}

/** How many rows a view finds; null: it is not counted; closed: the reader may not open it (any more). */
async function countOf(
  tx: Tx<PartnerUser | Operator>,
  { path, query }: KeptView,
): Promise<SQL | "closed" | null> {
  const search = searchOf(new URLSearchParams(query));
  const found = listOf(path);
  if (!found) return null;
  const listing = listFiles[found.list];
  if (typeof listing !== "function") return countListing(tx, listing, { search, of: found.of });
  if (isStaff(tx))
    return found.list === "/programme/claims" ? countReviews(tx, queueQuery.parse(search)) : null;
  if (!isPartner(tx)) return null;
  if (found.list === "/claims") return countClaims(tx, claimsQuery.parse(search));
  if (found.list === "/attention") return countAttention(tx, attentionQuery.parse(search));
  if (found.list === "/engagements/*/history")
    return countEnded(tx, found.of, historyQuery.parse(search));
  if (found.list === "/engagements/*/customers")
    return countCustomers(tx, found.of, customersQuery.parse(search));
  return null;
}

async function countListing(tx: Tx, { rows }: Listing, asked: Parameters<Listing["rows"]>[1]) {
  try {
    const { list, ask } = await rows(tx, asked);
    return isSearch(ask.q) ? null : countListed(list, ask);
  } catch (error) {
    if (error instanceof Refusal) return "closed";
    throw error;
  }
}

function isStaff(tx: Tx<PartnerUser | Operator>): tx is Tx<Operator> {
  return tx.actor.kind === "operator";
}

function isPartner(tx: Tx<PartnerUser | Operator>): tx is Tx<PartnerUser> {
  return tx.actor.kind === "partner";
}
