import { alternativeMet, type Eligibility, type TenantCriterion } from "./rules";

export type MetricCriterion = Extract<TenantCriterion, { kind: "metric" }>;

/** K2: of what is asked so much may be missing where a customer is nearly eligible. */
const NEAR = 0.25;

/**
 * K2: the figures that would have to change for a tenant to meet the criteria, where it lacks little: each is known, and
 * no further from its limit than a quarter of it; of an any-of group the nearest. Null where it is met, or lacks more.
 */
export function nearTo({ met, criteria }: Eligibility<TenantCriterion>): MetricCriterion[] | null {
  if (met) return null;
  const missing: MetricCriterion[] = [];
  for (const one of criteria) {
    if (one.met || alternativeMet(criteria, one)) continue;
    if (one.kind !== "metric") return null;
    if (one.group === undefined) {
      if (shareMissing(one) > NEAR) return null;
      missing.push(one);
    } else if (!missing.some(({ group }) => group === one.group)) {
      const nearest = nearestOf(criteria, one.group);
      if (!nearest || shareMissing(nearest) > NEAR) return null;
      missing.push(nearest);
    }
  }
  return missing;
}

/** Whether `nearTo` finds that little is missing. */
export function isNear(result: Eligibility<TenantCriterion>): boolean {
  return nearTo(result) !== null;
}

function nearestOf(criteria: readonly TenantCriterion[], group: number): MetricCriterion | null {
  const all = criteria.filter((one) => one.kind === "metric" && one.group === group);
  return all.reduce<MetricCriterion | null>(
    (nearest, one) =>
      one.kind === "metric" && (!nearest || shareMissing(one) < shareMissing(nearest))
        ? one
        : nearest,
    null,
  );
}

/** Of what a figure has to be, the share by which it is beside it. */
function shareMissing({ required, actual }: MetricCriterion): number {
  if (actual === null) return Infinity;
  if (required === actual) return 0;
  return Number((Math.abs(required - actual) / Math.abs(required)).toPrecision(12));
}
