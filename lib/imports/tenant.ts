import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import { asciiDomain } from "../input";
import { findTenantsNamed, type Tenant } from "../tenants/queries";
import { parseIdentifier } from "../tenants/schema";
import type { Row } from "./kind";

/** What the column of a tenant is called besides. */
export const tenantNames = ["tenant id", "tenant_id", "tpid", "domain", "domein"];

/**
 * The tenants that rows name in their cell `tenant`, by ID, by TPID or by one of their domains.
 * @returns the one that a cell names; refuses with `import_required`, `import_which_tenant` and `import_unknown_tenant`
 */
export async function loadTenants(tx: Tx, rows: readonly Row[]): Promise<(text: string) => Tenant> {
  const read = [...new Set(rows.map(({ cells }) => cells.tenant ?? ""))].map(namedBy);
  const found = await findTenantsNamed(tx, {
    ids: read.flatMap(({ id }) => id ?? []),
    tpids: read.flatMap(({ tpid }) => tpid ?? []),
    domains: read.flatMap(({ domain }) => domain ?? []),
  });
  return (text) => {
    const field = "tenant";
    if (text === "") throw new Refusal("import_required", { field });
    const { id, tpid, domain } = namedBy(text);
    const [first, ...more] = tpid === null ? [] : (found.byTpid.get(tpid) ?? []);
    if (more.length > 0) throw new Refusal("import_which_tenant", { field });
    const tenant = first ?? found.byId.get(id ?? "") ?? found.byDomain.get(domain ?? "");
    if (!tenant)
      throw new Refusal("import_unknown_tenant", { field, params: { value: text.slice(0, 60) } });
    return tenant;
  };
}

function namedBy(text: string) {
  const identifier = parseIdentifier(text);
  return {
    id: identifier?.kind === "tenant" ? identifier.id : null,
    tpid: identifier?.kind === "tpid" ? identifier.tpid : null,
    domain: identifier === null && text !== "" ? asciiDomain(text) : null,
  };
}
