import { z } from "zod";
import { tenantKey } from "../../tenants/schema";

/** P18: which tenant is merged into which, as the page showed it. */
export const mergeTenantsInput = z.object({
  tenant: tenantKey,
  into: tenantKey,
  /** What stood on the page: `MergePlan.seen`. */
  seen: z.string().max(100).default(""),
});
export type MergeTenantsInput = z.output<typeof mergeTenantsInput>;
