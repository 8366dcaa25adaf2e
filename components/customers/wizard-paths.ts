import { rowAnchor } from "./row-anchor";

/** The addresses of the wizards (section 10): one a screen, with the draft that keeps their place. */

/** The screens of each wizard, the first first. */
export const addSteps = ["customer", "tenant", "known", "reason", "workshops", "review"] as const;
export const claimSteps = ["location", "workshops", "review"] as const;
export const askSteps = ["start", "contact", "review"] as const;

type Query = { draft?: string | undefined };

/** The Customers page as one looks for something there, or is told that it is done. */
export function customersPath(slug: string, query: Record<string, string>): string {
  return withQuery(`/engagements/${slug}/customers`, query);
}

/** The Customers page as it was seen last, at a row; as it begins, on this tab, when it was not. */
export function customersAgain(slug: string, row = "", tab = "eligible"): string {
  return customersPath(slug, { tab, again: rowAnchor(row) });
}

/** The list from which one came into a wizard, as it was seen last, at the row. */
export function listAgain(from: "customers" | "attention", slug: string, row: string): string {
  return from === "attention" ? `/attention?again=${row}` : customersAgain(slug, row);
}

/** "Add customer"; `customer` is its first screen. */
export function addPath(slug: string, step: string, { draft }: Query = {}): string {
  const base = `/engagements/${slug}/customers/add`;
  return withQuery(step === "customer" ? base : `${base}/${step}`, draft ? { draft } : {});
}

/** "Claim customer"; `location` is its first screen. */
export function claimPath(
  slug: string,
  tenantId: string,
  step: string,
  { draft }: Query = {},
): string {
  const base = `/engagements/${slug}/customers/${tenantId}/claim`;
  return withQuery(step === "location" ? base : `${base}/${step}`, draft ? { draft } : {});
}

/** "Trigger customer consent" and "Resend customer consent"; `start` is the first screen of both. */
export function consentPath(
  slug: string,
  associationId: string,
  step: string,
  query: Record<string, string> = {},
): string {
  const base = `/engagements/${slug}/rounds/${associationId}/consent`;
  return withQuery(step === "start" ? base : `${base}/${step}`, query);
}

/** Where a partner ends its own round (D29). */
export function endPath(slug: string, associationId: string): string {
  return `/engagements/${slug}/rounds/${associationId}/end`;
}

function withQuery(path: string, query: Record<string, string>): string {
  const search = new URLSearchParams(query).toString();
  return search ? `${path}?${search}` : path;
}
