import type { SaxesTagNS } from "saxes";

/** How many parts a drawing may come to, with all that is drawn again by being referred to. */
const MOST_DRAWN = 20_000;

type Ref = { to: string; times: number };
/** An element that can be referred to, or (`""`) the whole drawing. */
type Part = { count: number; refs: Ref[]; classes: { names: string[]; times: number }[] };

/**
 * Weighs a drawing while it is read: parts that use, mask, clip, fill or mark others, which do so themselves, draw for
 * hours from a few lines.
 */
export function weighing() {
  const parts = new Map<string, Part>();
  const partOf = (id: string): Part => {
    const known = parts.get(id) ?? { count: 0, refs: [], classes: [] };
    parts.set(id, known);
    return known;
  };
  const lies: string[][] = [];
  return {
    depth: () => lies.length,
    /** An element begins. */
    open(tag: SaxesTagNS): void {
      lies.push(valuesOf(tag, "id"));
      const { refs, times } = refsOf(tag);
      const names = valuesOf(tag, "class").flatMap((value) => value.split(/\s+/));
      for (const id of new Set(["", ...lies.flat()])) {
        const part = partOf(id);
        part.count += 1;
        part.refs.push(...refs);
        part.classes.push({ names, times });
      }
    },
    close: (): void => void lies.pop(),
    /** Whether it is too much; a reference in a circle is. @param sheet its style sheets */
    isHeavy(sheet: string): boolean {
      const rules = rulesOf(sheet);
      const known = new Map<string, number>();
      const weigh = (id: string): number => {
        const before = known.get(id);
        if (before !== undefined) return before;
        known.set(id, Infinity);
        const part = parts.get(id);
        let weight = part?.count ?? 0;
        for (const { to, times } of part?.refs ?? []) weight += times * weigh(to);
        for (const { names, times } of part?.classes ?? [])
          for (const { of, tos, marks } of rules)
            if (of === null || names.some((name) => of.includes(name)))
              for (const to of tos) weight += (marks ? times : 1) * weigh(to);
        known.set(id, weight);
        return weight;
      };
      return weigh("") > MOST_DRAWN;
    },
  };
}

function refsOf({ attributes }: SaxesTagNS): { refs: Ref[]; times: number } {
  const all = Object.values(attributes);
  // A marker is drawn at each point of a line.
  const points = all.filter(({ local }) => local === "d" || local === "points");
  const times = Math.max(1, ...points.map(({ value }) => value.length));
  const refs = all.flatMap(({ local, value }) => {
    if (local === "href") return [{ to: value.trim().slice(1), times: 1 }];
    const marks = /marker/i.test(local + value);
    return targetsIn(value).map((to) => ({ to, times: marks ? times : 1 }));
  });
  return { refs: refs.filter(({ to }) => to !== ""), times };
}

/** Each rule that refers to something, with the classes that it is for; null: it may be for anything. */
function rulesOf(sheet: string) {
  return [...sheet.matchAll(/([^{}]*)\{([^{}]*)\}/g)].flatMap(([, selector = "", body = ""]) => {
    const tos = targetsIn(body);
    const plain = /^(\s*\.[\w-]+\s*,?)+$/.test(selector);
    const of = plain ? [...selector.matchAll(/[\w-]+/g)].map(([name]) => name) : null;
    return tos.length === 0 ? [] : [{ of, tos, marks: /marker/i.test(body) }];
  });
}

function targetsIn(words: string): string[] {
  return [...words.matchAll(/url\s*\(\s*["']?\s*#([^"')]*)/gi)].map(([, id = ""]) => id.trim());
}

/** All that an element says under a name: of several a browser takes the one without a prefix. */
function valuesOf({ attributes }: SaxesTagNS, name: string): string[] {
  return Object.values(attributes)
    .filter(({ local }) => local === name)
    .map(({ value }) => value);
}
