import type { OverviewQuery } from "@/lib/engagements/schema";

/** The address of the engagements overview; what is as usual is left out of it. */
export function overviewHref(query: Partial<OverviewQuery>): string {
  const search = new URLSearchParams();
  for (const name of ["area", "q", "location", "availability", "role"] as const) {
    const value = query[name];
    if (value) search.set(name, value);
  }
  return search.size > 0 ? `/engagements?${search.toString()}` : "/engagements";
}
