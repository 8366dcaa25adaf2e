import { authorize } from "../access/authorize";
import type { Tx } from "../ctx";
import { customerState } from "../customers/rules";
import type { Tab } from "../customers/schema";
import { findStanding } from "../customers/standing/queries";
import { placeEligibility } from "../eligibility/places";
import { findFacts } from "../eligibility/queries";
import {
  distance,
  ineligibility,
  tenantEligibility,
  type LocationCriterion,
  type Reason,
  type TenantCriterion,
} from "../eligibility/rules";
import { getCatalogue } from "../engagements/catalogue/queries";
import { Refusal } from "../errors";
import { standingTenant } from "../tenants/queries";
import { parseIdentifier } from "../tenants/schema";

export type { LocationCriterion, TenantCriterion };
/** A criterion of the customer, with how far it is from being met where that can be told. */
export type RuleLine = TenantCriterion & { distance: ReturnType<typeof distance> };

export type EligibilityResult = {
  engagement: { slug: string; name: string; demonstrationThresholds: boolean };
  customer: { id: string; name: string };
  /** The tab of the Customers page on which the row stands. */
  tab: Tab;
  /** Null: eligible. */
  reason: Reason | null;
  rules: RuleLine[];
  /** Whether other partners have this customer's consent, or have done the workshop (S12, S13). */
  taken: "consent" | "done" | null;
  /** The location that the customer was added or claimed for. */
  location: { name: string; mpnId: string; met: boolean; criteria: LocationCriterion[] } | null;
};

/**
 * "Why?": the eligibility of one customer for one workshop, rule by rule (S10–S13, section 9.2). Only
 * for customers on the actor's own Customers page; says nothing of who the other partner is.
 * Throws `no_role`, `not_found`.
 */
export async function eligibilityResult(
  tx: Tx,
  { slug, tenantId }: { slug: string; tenantId: string },
): Promise<EligibilityResult> {
  authorize(tx, "customers.read");
  if (parseIdentifier(tenantId)?.kind !== "tenant") throw new Refusal("not_found");
  const id = await standingTenant(tx, tenantId);
  const row = await findStanding(tx, slug, id);
  const facts = row && (await findFacts(tx, id));
  if (!facts) throw new Refusal("not_found");
  const { offers, places } = await getCatalogue(tx, slug);
  const [offer] = offers;
  if (!offer) throw new Refusal("not_found");
  const { met, criteria } = tenantEligibility(offer, facts);
  const state = customerState({ ...row, criteriaMet: met }, tx.now);
  if (!state) throw new Refusal("not_found");
  const own = state.type === "active";
  const place = places.find(({ id }) => id === row.locationId);
  return {
    engagement: {
      slug: offer.slug,
      name: offer.name,
      demonstrationThresholds: offer.demonstrationThresholds,
    },
    customer: { id, name: row.name },
    tab: state.tab,
    reason: own ? null : ineligibility(met, row.taken),
    rules: criteria.map((criterion) => ({ ...criterion, distance: distance(criterion) })),
    taken: own ? null : row.taken,
    location: place
      ? { name: place.name, mpnId: place.mpnId, ...placeEligibility(offer, place, tx.now) }
      : null,
  };
}
