type Query = { kind: string; location: string; owner: string; after: string | null };

/** The address of "Attention required"; what is as usual is left out of it. */
export function attentionHref({ kind, location, owner, after }: Partial<Query>): string {
  const search = new URLSearchParams();
  if (kind) search.set("kind", kind);
  if (location) search.set("location", location);
  if (owner) search.set("owner", owner);
  if (after) search.set("after", after);
  return search.size > 0 ? `/attention?${search.toString()}` : "/attention";
}
