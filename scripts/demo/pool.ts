import type { Pool } from "./scenes";
import type { DemoTenant } from "./tenants";

/** Hands out tenants in their order, each once. Throws when none of the wanted kind is left. */
export function poolOf(tenants: readonly DemoTenant[]): Pool {
  const given = new Set<string>();
  return (profile, wanted = () => true) => {
    const found = tenants.find(
      (tenant) => tenant.profile === profile && !given.has(tenant.id) && wanted(tenant),
    );
    if (!found) throw new Error(`no tenant of the profile ${profile} is left`);
    given.add(found.id);
    return found;
  };
}
