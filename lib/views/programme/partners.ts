import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import type { Tx } from "../../ctx";
import { partnersQuery, type PartnersQuery } from "../../partners/list.schema";
import { listPartners, type PartnerRow } from "../../partners/list";
import { readable } from "../readable";

export type PartnersView = {
  query: PartnersQuery;
  rows: PartnerRow[];
  next: string | null;
  /** A search has too many hits: what is shown are some of them. */
  many: boolean;
  /** Whether the reader is a partner manager, who makes them (P5). */
  mayMake: boolean;
};

/** The companies of the network by name, domains in the spelling that people know. For the programme. */
export async function programmePartners(
  tx: Tx,
  { search }: { search: Record<string, string | string[] | undefined> },
): Promise<PartnersView> {
  authorize(tx, "programme.read");
  const query = partnersQuery.parse(search);
  const { rows, next, many } = await listPartners(tx, query);
  const mayMake = mayDo(tx.actor, "partners.manage");
  return {
    ...{ query, next, many, mayMake },
    rows: rows.map((row) => ({ ...row, domains: readable(row.domains) })),
  };
}

/** Whether the reader makes a partner; the page is there for all staff, and says who may (P5). */
export function newPartner(tx: Tx): Promise<{ edits: "yes" | "role" }> {
  authorize(tx, "programme.read");
  return Promise.resolve({ edits: mayDo(tx.actor, "partners.manage") ? "yes" : "role" });
}
