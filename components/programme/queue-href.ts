import type { ListLook } from "@/lib/lists/schema";
import { withLook } from "../ui/look-href";

type Query = ListLook & {
  status: string;
  sort: string;
  q: string;
  engagement: string | null;
  partner: string | null;
  target: string;
  after: string | null;
};

/** The address of the queue; what is as usual is left out of it. */
export function queueHref(query: Partial<Query>): string {
  const { status, sort, q, engagement, partner, target, after, ...look } = query;
  const search = new URLSearchParams();
  if (status && status !== "waiting") search.set("status", status);
  if (sort && sort !== "age") search.set("sort", sort);
  if (q) search.set("q", q);
  if (engagement) search.set("engagement", engagement);
  if (partner) search.set("partner", partner);
  if (target) search.set("target", target);
  if (after) search.set("after", after);
  withLook(search, look);
  return search.size > 0 ? `/programme/claims?${search.toString()}` : "/programme/claims";
}

/** W14: the page on which these claims are marked as paid. */
export function payHref(numbers: readonly number[]): string {
  const search = new URLSearchParams(numbers.map((number) => ["claim", String(number)]));
  return `/programme/claims/pay?${search.toString()}`;
}
