import type { OpportunitiesQuery } from "@/lib/customers/opportunities/schema";

/** The address of the opportunities page; what is as usual is left out of it. */
export function opportunitiesHref(query: Partial<OpportunitiesQuery>): string {
  const search = new URLSearchParams();
  for (const name of ["q", "chance", "area", "location", "payout", "after"] as const) {
    const value = query[name];
    if (value) search.set(name, value);
  }
  return search.size > 0 ? `/opportunities?${search.toString()}` : "/opportunities";
}
