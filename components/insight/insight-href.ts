import type { InsightQuery, InsightRowsQuery } from "@/lib/claims/insight/schema";

const names = [
  "until",
  "from",
  "by",
  "engagement",
  "area",
  "location",
  "partner",
  "country",
  "plot",
  "part",
  "group",
  "currency",
  "after",
] as const;

/** The address of a page of figures, or of what is behind or beside it; what is as usual is left out. */
export function insightHref(path: string, query: Partial<InsightQuery & InsightRowsQuery>): string {
  const search = new URLSearchParams();
  for (const name of names) {
    const value = query[name];
    if (value && !(name === "by" && value === "time")) search.set(name, value);
  }
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}
