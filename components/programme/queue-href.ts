import type { ListLook } from "@/lib/lists/schema";
import { withLook } from "../ui/look-href";

type Query = ListLook & {
  status: string;
  sort: string;
  q: string;
  engagement: string | null;
  partner: string | null;
  after: string | null;
};

/** The address of the queue; what is as usual is left out of it. */
export function queueHref(query: Partial<Query>): string {
  const { status, sort, q, engagement, partner, after, ...look } = query;
  const search = new URLSearchParams();
  if (status && status !== "waiting") search.set("status", status);
  if (sort && sort !== "age") search.set("sort", sort);
  if (q) search.set("q", q);
  if (engagement) search.set("engagement", engagement);
  if (partner) search.set("partner", partner);
  if (after) search.set("after", after);
  withLook(search, look);
  return search.size > 0 ? `/programme/claims?${search.toString()}` : "/programme/claims";
}
