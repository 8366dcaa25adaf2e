import { authorize } from "../access/authorize";
import type { Asked } from "../claims/insight/cells";
import {
  countRounds,
  countSoon,
  getInsightNames,
  type InsightNames,
} from "../claims/insight/queries";
import { figuresOf, periodOf, type Figures, type Line, type Period } from "../claims/insight/rules";
import {
  insightQuery,
  partnerGroupings,
  plots,
  type Grouping,
  type InsightQuery,
} from "../claims/insight/schema";
import type { Operator, PartnerUser, Tx } from "../ctx";
import { usualOf } from "../installation";
import { dateIn } from "../time/deadline";
import { placeName } from "./readable";

export type { Figure, Line } from "../claims/insight/rules";

/** How many groups a page shows of a plot; its CSV has all. */
const MOST = 60;

/** A line with the name of what its key stands for; null: the key is a month, a week, an area or a country. */
export type NamedLine = Line & { name: string | null };
export type PlotView = Omit<Figures, "lines"> & { lines: NamedLine[]; left: number };
export type InsightView = {
  /** As understood: what the reader cannot ask for is left out. */
  query: InsightQuery;
  period: Period;
  today: string;
  /** By what the figures can be told apart. */
  groupings: readonly Grouping[];
  /** What the filters offer. */
  engagements: { slug: string; name: string }[];
  areas: { key: string; en: string; nl: string }[];
  locations: { mpnId: string; name: string }[];
  /** Of staff alone. */
  partners: { id: string; name: string }[];
  plots: PlotView[];
  /** How many deadlines run out within two weeks. */
  soon: number;
};

export type InsightInput = { search: Record<string, string | string[] | undefined>; all?: boolean };

/**
 * K8: what became of the rounds at the reader's locations, as they stood on a day. Takes the raw search parameters of its
 * address; `all`: every group. Throws `no_role`.
 */
export async function partnerInsight(tx: Tx, input: InsightInput): Promise<InsightView> {
  authorize(tx, "insight.read");
  return insightOf(tx, input);
}

/** K8: the same of all partners, or of one. For the programme. */
export async function programmeInsight(tx: Tx, input: InsightInput): Promise<InsightView> {
  authorize(tx, "programme.read");
  return insightOf(tx, input);
}

async function insightOf(
  tx: Tx<PartnerUser | Operator>,
  { search, all = false }: InsightInput,
): Promise<InsightView> {
  const asked = await askedOf(tx, insightQuery.parse(search));
  const cells = await countRounds(tx, asked);
  const names = await getInsightNames(tx, asked);
  const nameOf = namesOf(tx, asked.by, names);
  const figures = plots.flatMap((plot) =>
    figuresOf(plot, cells, asked.by === "time" ? "time" : "group"),
  );
  const { period, today, ...query } = asked;
  return {
    query,
    period,
    today,
    groupings: groupingsOf(tx, query),
    engagements: names.engagements.map(({ slug, name }) => ({ slug, name })),
    areas: names.areas.filter(({ key }) => names.engagements.some(({ area }) => area === key)),
    locations: names.locations.map(({ mpnId, name }) => ({ mpnId, name: ownName(tx, name) })),
    partners: names.partners,
    soon: await countSoon(tx, asked),
    plots: figures.map((one) => {
      const lines = one.lines
        .map((line) => ({ ...line, name: nameOf(line.key) }))
        .sort((a, b) => (a.name ?? a.key).localeCompare(b.name ?? b.key));
      return {
        ...one,
        lines: all ? lines : lines.slice(0, MOST),
        left: all ? 0 : Math.max(0, lines.length - MOST),
      };
    }),
  };
}

/** What an address asks for, in the programme's days (P3), without what the reader cannot ask for. */
export async function askedOf<Q extends InsightQuery>(
  tx: Tx<PartnerUser | Operator>,
  query: Q,
): Promise<Q & Asked & { today: string }> {
  const { timeZone } = await usualOf(tx);
  const today = dateIn(tx.now, timeZone);
  const own = tx.actor.kind === "operator" ? query : { ...query, partner: "", country: "" };
  const by = groupingsOf(tx, own).includes(query.by) ? query.by : "time";
  const location = tx.actor.kind === "operator" && own.partner === "" ? "" : query.location;
  const until = query.until < today ? query.until : "";
  return { ...own, until, by, location, period: periodOf(query, today), today };
}

function groupingsOf(
  { actor }: Tx<PartnerUser | Operator>,
  { partner }: InsightQuery,
): readonly Grouping[] {
  if (actor.kind === "partner") return partnerGroupings;
  const place =
    partner === "" ? (["partner", "country"] as const) : (["location", "country"] as const);
  return ["time", "engagement", "area", ...place];
}

function namesOf(tx: Tx<PartnerUser | Operator>, by: Grouping, names: InsightNames) {
  const of: Partial<Record<Grouping, readonly { id: string; name: string }[]>> = {
    engagement: names.engagements,
    location: names.locations.map(({ id, name }) => ({ id, name: ownName(tx, name) })),
    partner: names.partners,
  };
  const known = new Map(of[by]?.map(({ id, name }) => [id, name]));
  return (key: string) => known.get(key) ?? null;
}

const ownName = ({ actor }: Tx<PartnerUser | Operator>, name: string) =>
  actor.kind === "partner" ? placeName(name, actor.partnerName) : name;
