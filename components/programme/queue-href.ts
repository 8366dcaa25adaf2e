import type { QueueQuery } from "@/lib/claims/review/schema";
import { listHref } from "../ui/look-href";

type Query = Omit<QueueQuery, "sort"> & { sort: string };

/** The address of the queue; what is as usual is left out of it. */
export function queueHref({ status = [], ...query }: Partial<Query>): string {
  const asked = { ...query, status: status.join() === "waiting" ? [] : status };
  const names = ["status", "sort", "q", "engagement", "partner"];
  return listHref("/programme/claims", asked, names, { sort: "age" });
}
