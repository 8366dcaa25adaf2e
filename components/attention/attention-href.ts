import type { AttentionQuery } from "@/lib/claims/attention/schema";
import { listHref } from "../ui/look-href";

/** The address of "Attention required"; what is as usual is left out of it. */
export function attentionHref(query: Partial<AttentionQuery>): string {
  return listHref("/attention", query, ["kind", "location", "owner"]);
}
