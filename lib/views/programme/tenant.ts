import { desc, eq } from "drizzle-orm";
import { tenantUsage } from "@/db/schema";
import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { tenantEligibility, type TenantCriterion } from "../../eligibility/rules";
import { listEngagements } from "../../engagements/queries";
import { getTenant, listDomains, type Tenant } from "../../tenants/queries";
import { parseIdentifier } from "../../tenants/schema";
import { readable } from "../readable";

/** The months side by side on the page. */
const MONTHS = 6;

export type TenantView = {
  tenant: Tenant & { /** In the spelling that people know. */ domains: string[] };
  /** First days of months, the newest first. */
  months: string[];
  /** One line a metric, its values in the order of `months`; null: not known. */
  facts: { metric: string; values: (number | null)[] }[];
  engagements: { slug: string; name: string; met: boolean; criteria: TenantCriterion[] }[];
};

/** What is known of one tenant, and what each engagement makes of it. Throws `not_found`. */
export async function programmeTenant(tx: Tx, { id }: { id: string }): Promise<TenantView> {
  authorize(tx, "programme.tenants");
  if (parseIdentifier(id)?.kind !== "tenant") throw new Refusal("not_found");
  const tenant = await getTenant(tx, id);
  const domains = readable(await listDomains(tx, id));
  const usage = await tx.db
    .select({ month: tenantUsage.month, metrics: tenantUsage.metrics })
    .from(tenantUsage)
    .where(eq(tenantUsage.tenantId, id))
    .orderBy(desc(tenantUsage.month));
  const shown = usage.slice(0, MONTHS);
  const metrics = [...new Set(shown.flatMap((row) => Object.keys(row.metrics)))].sort();
  const facts = { country: tenant.country, usage };
  const engagements = (await listEngagements(tx)).map((engagement) => {
    const { slug, name } = engagement;
    return { slug, name, ...tenantEligibility(engagement, facts) };
  });
  return {
    tenant: { ...tenant, domains },
    months: shown.map(({ month }) => month),
    facts: metrics.map((metric) => ({
      metric,
      values: shown.map((row) => row.metrics[metric] ?? null),
    })),
    engagements,
  };
}
