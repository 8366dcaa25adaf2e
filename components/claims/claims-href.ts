type Query = {
  q: string;
  status: string;
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
  for (const name of ["q", "status", "engagement", "location", "due", "owner"] as const) {
    const value = query[name];
    if (value) search.set(name, value);
  }
  if (query.sort && query.sort !== "due") search.set("sort", query.sort);
  if (query.after) search.set("after", query.after);
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}
