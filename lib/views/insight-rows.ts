import { authorize } from "../access/authorize";
import { listBehind, type InsightRow } from "../claims/insight/list";
import { countBehind, getInsightNames } from "../claims/insight/queries";
import type { Period } from "../claims/insight/rules";
import {
  insightRowsQuery,
  partsOf,
  type InsightRowsQuery,
  type Part,
} from "../claims/insight/schema";
import type { Operator, PartnerUser, Tx } from "../ctx";
import { Refusal } from "../errors";
import { moneyFrom, type Money } from "../money";
import { askedOf, type InsightInput, type InsightView } from "./insight";
import { placeName } from "./readable";

export type { InsightRow } from "../claims/insight/list";

export type InsightRowsView = {
  query: InsightRowsQuery;
  period: Period;
  /** The name of the group, where its key is not a month, a week, an area or a country. */
  group: string | null;
  /** What the programme calls the areas, where the group is one. */
  areas: InsightView["areas"];
  count: number;
  sums: Money[];
  /** Whether rows say whose they are: to staff. */
  ofAll: boolean;
  rows: InsightRow[];
  next: string | null;
};

/** K8: the rounds behind a part of a plot, as they stood on its day. Throws `no_role`, `not_found`. */
export async function partnerInsightRows(tx: Tx, input: InsightInput): Promise<InsightRowsView> {
  authorize(tx, "insight.read");
  return rowsOf(tx, input);
}

/** K8: the same of all partners. For the programme. Throws `not_found`. */
export async function programmeInsightRows(tx: Tx, input: InsightInput): Promise<InsightRowsView> {
  authorize(tx, "programme.read");
  return rowsOf(tx, input);
}

async function rowsOf(
  tx: Tx<PartnerUser | Operator>,
  { search }: InsightInput,
): Promise<InsightRowsView> {
  const asked = await askedOf(tx, rowsQueryOf(search));
  const behind = await countBehind(tx, asked);
  const { rows, next } = await listBehind(tx, asked);
  const { period, today: _, ...query } = asked;
  const { actor } = tx;
  return {
    query,
    period,
    ...(await groupName(tx, asked)),
    count: behind.reduce((all, { count }) => all + count, 0),
    sums: behind.flatMap(({ minor, currency }) => moneyFrom(minor, currency) ?? []),
    ofAll: actor.kind === "operator",
    rows:
      actor.kind === "operator"
        ? rows
        : rows.map((row) => ({
            ...row,
            location: { ...row.location, name: placeName(row.location.name, actor.partnerName) },
          })),
    next,
  };
}

/** What the address of a list asks for. Throws `not_found` for a part that the plot has not. */
export function rowsQueryOf(search: InsightInput["search"]): InsightRowsQuery {
  const query = insightRowsQuery.parse(search);
  const parts: readonly Part[] = partsOf[query.plot];
  if (query.part !== "" && !parts.includes(query.part)) throw new Refusal("not_found");
  return query;
}

async function groupName(
  tx: Tx<PartnerUser | Operator>,
  { by, group, partner }: InsightRowsQuery,
): Promise<Pick<InsightRowsView, "group" | "areas">> {
  if (group === "" || by === "time" || by === "country") return { group: null, areas: [] };
  const names = await getInsightNames(tx, { partner });
  if (by === "area") return { group: null, areas: names.areas };
  const all: readonly { id: string; name: string }[] =
    by === "engagement" ? names.engagements : by === "location" ? names.locations : names.partners;
  const name = all.find(({ id }) => id === group)?.name ?? null;
  const told =
    name !== null && tx.actor.kind === "partner" ? placeName(name, tx.actor.partnerName) : name;
  return { group: told, areas: [] };
}
