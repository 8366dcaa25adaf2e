import type { ListLook } from "@/lib/lists/schema";
import { withLook } from "../ui/look-href";

type Query = ListLook & {
  q: string;
  status: readonly string[];
  engagement: string;
  location: string;
  due: string;
  owner: string;
  sort: string;
  after: string | null;
};

/** The address of the list of claims, or of its export; what is as usual is left out of it. */
export function claimsHref(query: Partial<Query>, path = "/claims"): string {
  const search = new URLSearchParams();
  if (query.q) search.set("q", query.q);
  for (const status of query.status ?? []) search.append("status", status);
  for (const name of ["engagement", "location", "due", "owner"] as const) {
    const value = query[name];
    if (value) search.set(name, value);
  }
  if (query.sort && query.sort !== "due") search.set("sort", query.sort);
  if (query.after) search.set("after", query.after);
  withLook(search, query);
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}
