import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import { asciiDomain } from "../input";
import { findTenant, findTenantByDomains, listTenantsOfTpid, type Tenant } from "../tenants/queries"; // prettier-ignore
import { parseIdentifier } from "../tenants/schema";

/** What the column of a tenant is called besides. */
export const tenantNames = ["tenant id", "tenant_id", "tpid", "domain", "domein"];

/**
 * The tenant that a cell names: by its ID, its TPID or one of its domains. Refuses with `import_required`,
 * `import_which_tenant` and `import_unknown_tenant`.
 */
export async function tenantOf(tx: Tx, text: string): Promise<Tenant> {
  const field = "tenant";
  if (text === "") throw new Refusal("import_required", { field });
  const identifier = parseIdentifier(text);
  if (identifier?.kind === "tpid") {
    const [tenant, ...more] = await listTenantsOfTpid(tx, identifier.tpid);
    if (more.length > 0) throw new Refusal("import_which_tenant", { field });
    if (tenant) return tenant;
  }
  const domain = identifier === null ? asciiDomain(text) : null;
  const found =
    identifier?.kind === "tenant"
      ? await findTenant(tx, identifier.id)
      : domain && (await findTenantByDomains(tx, [domain]));
  if (!found) throw new Refusal("import_unknown_tenant", { field, params: { value: text.slice(0, 60) } }); // prettier-ignore
  return found;
}
