import { partsOf, type InsightQuery, type Part, type PlotName } from "./schema";

/** K8: what is asked: rounds as they stood on a day, and from which day on what happened counts. */
export type Period = {
  from: string;
  /** As of this day, which counts whole. */
  until: string;
  /** It is the day that is not over yet: as everything stands now. */
  now: boolean;
};

const MONTHS = 12;

/** The period that an address asks for: by default this month and the eleven before it, until today; never to come. */
export function periodOf(
  { from, until }: Pick<InsightQuery, "from" | "until">,
  today: string,
): Period {
  const last = until !== "" && until < today ? until : today;
  const first = from !== "" && from <= last ? from : monthBefore(last, MONTHS - 1);
  return { from: first, until: last, now: last === today };
}

/** The first day of the month that is so many before the month of a day. */
function monthBefore(day: string, months: number): string {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;
}

/** A count of rounds that stand so, told apart by group and currency. */
export type Cell = {
  plot: PlotName;
  /** By time, or by what is asked. */
  axis: "time" | "group";
  key: string;
  part: Part;
  currency: string | null;
  count: number;
  /** What they pay, in minor units of the currency. */
  minor: number;
  /** Days from request to consent, or from claim to payment, of all of them together. */
  days: number;
};

export type Figure = { part: Part; count: number; minor: number };
export type Line = { key: string; figures: Figure[]; count: number; minor: number; days: number };
/** One plot's figures: a line for each group in the order of its key, and all of them together. */
export type Figures = {
  plot: PlotName;
  currency: string | null;
  lines: Line[];
  all: Line;
  /** The same by time, where that is drawn: by month, by week. */
  time: Line[];
};

/** The figures of a plot, one of money for each currency. */
export function figuresOf(plot: PlotName, cells: readonly Cell[], axis: Cell["axis"]): Figures[] {
  const own = cells.filter((cell) => cell.plot === plot);
  const currencies = [...new Set(own.map(({ currency }) => currency))].sort();
  if (plot !== "money") currencies.splice(0, currencies.length, null);
  return currencies.map((currency) => {
    const mine = own.filter((cell) => plot !== "money" || cell.currency === currency);
    const of = (kind: Cell["axis"]) => mine.filter((cell) => cell.axis === kind);
    return {
      plot,
      currency,
      lines: linesOf(plot, of(axis)),
      all: lineOf(plot, "", of("time")),
      time: linesOf(plot, of("time")),
    };
  });
}

function linesOf(plot: PlotName, cells: readonly Cell[]): Line[] {
  const keys = [...new Set(cells.map(({ key }) => key))].sort();
  return keys.map((key) =>
    lineOf(
      plot,
      key,
      cells.filter((cell) => cell.key === key),
    ),
  );
}

function lineOf(plot: PlotName, key: string, cells: readonly Cell[]): Line {
  const parts: readonly Part[] = partsOf[plot];
  const figures = parts.map((part) => {
    const held = cells.filter((cell) => holds(plot, part).includes(cell.part));
    return { part, count: sum(held, "count"), minor: sum(held, "minor") };
  });
  return {
    key,
    figures,
    count: sum(cells, "count"),
    minor: sum(cells, "minor"),
    days: sum(cells, "days"),
  };
}

/** What stands in the part: of the funnel also what went further. */
export function holds(plot: PlotName, part: Part | ""): readonly Part[] {
  const parts: readonly Part[] = partsOf[plot];
  if (part === "") return parts;
  return plot === "funnel" && parts.includes(part) ? parts.slice(parts.indexOf(part)) : [part];
}

function sum(cells: readonly Cell[], of: "count" | "minor" | "days"): number {
  return cells.reduce((all, cell) => all + cell[of], 0);
}
