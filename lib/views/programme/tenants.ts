import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import type { Tx } from "../../ctx";
import { tenantsQuery, type TenantsQuery } from "../../tenants/list.schema";
import { listTenants, type TenantRow } from "../../tenants/list";
import { readable } from "../readable";

/** Domains in the spelling that people know. */
export type TenantLine = TenantRow;
export type TenantsView = {
  query: TenantsQuery;
  rows: TenantLine[];
  next: string | null;
  /** A search has too many hits: what is shown are some of them. */
  many: boolean;
  /** Whether the reader may write one down (P5). */
  edits: boolean;
};

/**
 * Tenants by name; found by words of their name, the beginning of a domain in either spelling, their
 * TPID or tenant ID. For the programme.
 * Takes the raw search parameters of its address.
 */
export async function programmeTenants(
  tx: Tx,
  { search }: { search: Record<string, string | string[] | undefined> },
): Promise<TenantsView> {
  authorize(tx, "programme.tenants");
  const query = tenantsQuery.parse(search);
  const { rows, next, many } = await listTenants(tx, query);
  return {
    query,
    next,
    many,
    edits: mayDo(tx.actor, "data.manage"),
    rows: rows.map((row) => ({ ...row, domains: readable(row.domains) })),
  };
}
