import type { Tx } from "../ctx";
import { findTenant, findTenantByDomains, listTenantsOfTpid, type Tenant } from "./queries";
import { domainsOfEmail, isFreeMail } from "./rules";
import { Refusal } from "../errors";
import { asciiDomain, emailDomain } from "../input";
import { parseIdentifier } from "./schema";

export type Resolution =
  /** `mismatch`: the e-mail's domain is not one of this tenant's, so a reason is asked for (S28). */
  | { kind: "found"; tenant: Tenant; mismatch: boolean }
  /** D3: a TPID of several tenants, none of which has the e-mail's domain: the user picks one. */
  | { kind: "choose"; tenants: Tenant[] }
  /** S26: another e-mail address, or a tenant ID or TPID, is needed. */
  | { kind: "not_found" }
  /** D2: the same, because a free mail provider's domain never tells whose an address is. */
  | { kind: "free_mail" };

/**
 * Which tenant is meant (S24–S28, D2, D3). With a TPID or tenant ID that decides, and an e-mail that
 * does not fit, a free mail address included, is a mismatch and never blocks; without one the
 * e-mail's domain decides.
 * @param identifier what stands in "Customer TPID / Tenant ID"; empty means without
 */
export async function resolveTenant(
  tx: Tx,
  { email, identifier = "" }: { email: string; identifier?: string },
): Promise<Resolution> {
  const byEmail = await findTenantByDomains(tx, domainsOfEmail(email));
  if (identifier.trim() !== "") return byIdentifier(tx, identifier, byEmail);
  if (byEmail) return { kind: "found", tenant: byEmail, mismatch: false };
  const domain = emailDomain(email);
  return { kind: domain !== null && isFreeMail(domain) ? "free_mail" : "not_found" };
}

async function byIdentifier(tx: Tx, text: string, byEmail: Tenant | null): Promise<Resolution> {
  const candidates = await candidatesOf(tx, text);
  const matching = candidates.find((tenant) => tenant.id === byEmail?.id);
  if (matching) return { kind: "found", tenant: matching, mismatch: false };
  const [tenant, ...more] = candidates;
  if (!tenant) return { kind: "not_found" };
  return more.length > 0
    ? { kind: "choose", tenants: candidates }
    : { kind: "found", tenant, mismatch: true };
}

async function candidatesOf(tx: Tx, text: string): Promise<Tenant[]> {
  const identifier = parseIdentifier(text);
  if (identifier === null) return [];
  if (identifier.kind === "tpid") return listTenantsOfTpid(tx, identifier.tpid);
  const tenant = await findTenant(tx, identifier.id);
  return tenant ? [tenant] : [];
}

/**
 * P18: the one tenant that staff mean by its ID, its TPID or one of its domains.
 * Refuses at the field with `other_tenant_unknown`, or with `other_tenant_several` for a TPID of several.
 */
export async function namedTenant(tx: Tx, text: string, field: string): Promise<Tenant> {
  const domain = asciiDomain(text.trim().replace(/^@/, ""));
  const byDomain = domain === null ? null : await findTenantByDomains(tx, [domain]);
  const [tenant, ...more] = byDomain ? [byDomain] : await candidatesOf(tx, text);
  if (!tenant) throw new Refusal("other_tenant_unknown", { field });
  if (more.length > 0) throw new Refusal("other_tenant_several", { field });
  return tenant;
}
