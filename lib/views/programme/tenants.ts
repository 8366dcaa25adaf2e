import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import type { Tx } from "../../ctx";
import { searchText } from "../../lists/schema";
import { listTenants, type TenantRow } from "../../tenants/list";
import { readable } from "../readable";

/** Domains in the spelling that people know. */
export type TenantLine = TenantRow;
export type TenantsView = {
  q: string;
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
 */
export async function programmeTenants(
  tx: Tx,
  input: { q?: string | undefined; after?: string | undefined },
): Promise<TenantsView> {
  authorize(tx, "programme.tenants");
  const q = searchText.parse(input.q);
  const { rows, next, many } = await listTenants(tx, { q, after: input.after });
  return {
    q,
    next,
    many,
    edits: mayDo(tx.actor, "data.manage"),
    rows: rows.map((row) => ({ ...row, domains: readable(row.domains) })),
  };
}
