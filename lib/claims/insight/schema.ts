import { z } from "zod";
import { calendarDay } from "../../input";
import { afterText, locationText } from "../../lists/schema";

/** K8: what is drawn of the rounds. */
export const plots = ["funnel", "consent", "answer", "payment", "money", "deadlines"] as const;
export type PlotName = (typeof plots)[number];

/** What each is made of, in this order. Of the funnel each part holds those behind it; all others hold a round once. */
export const partsOf = {
  funnel: ["begun", "asked", "consented", "submitted", "approved", "paid"],
  consent: ["consented", "open", "declined", "expired", "stopped"],
  answer: ["d1", "d3", "d7", "d14", "d30", "dmore"],
  payment: ["p14", "p30", "p60", "p90", "pmore"],
  money: ["earned", "waiting", "at_risk"],
  deadlines: ["consent", "delivery", "action", "dispute"],
} as const satisfies Record<PlotName, readonly string[]>;
/** No two plots call different things the same. */
export type Part = (typeof partsOf)[PlotName][number];
export const parts: readonly Part[] = Object.values(partsOf).flat();

/** By what the figures are told apart; the last two of the programme alone. */
export const partnerGroupings = ["time", "engagement", "location", "area"] as const;
export const groupings = [...partnerGroupings, "partner", "country"] as const;
export type Grouping = (typeof groupings)[number];

const text = (pattern: RegExp) => z.string().regex(pattern).or(z.literal("")).catch("");
const day = z
  .string()
  .transform((typed) => (/^\d{4}-\d{2}-\d{2}$/.test(typed) ? calendarDay(typed) : null))
  .transform((read) => read ?? "")
  .catch("");
const key = text(/^[\w-]{1,100}$/);

/** Everything that the page of figures keeps in its address; what is not understood is left out. */
export const insightQuery = z.object({
  from: day,
  until: day,
  by: z.enum(groupings).catch("time"),
  engagement: key,
  area: key,
  location: locationText,
  partner: z.guid().or(z.literal("")).catch(""),
  country: text(/^[A-Z]{2}$/),
});
export type InsightQuery = z.output<typeof insightQuery>;

/** The list behind a part: which one, of which group, and in which currency. */
export const insightRowsQuery = insightQuery.extend({
  plot: z.enum(plots).catch("funnel"),
  /** Empty: all of them. */
  part: z.enum(["", ...parts]).catch(""),
  group: key,
  currency: text(/^[A-Z]{3}$/),
  after: afterText,
});
export type InsightRowsQuery = z.output<typeof insightRowsQuery>;
