import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import type { Tx } from "../../ctx";
import { searchText } from "../../lists/schema";
import { listPartners, type PartnerRow } from "../../partners/list";
import { readable } from "../readable";

export type PartnersView = {
  q: string;
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
  input: { q?: string | undefined; after?: string | undefined },
): Promise<PartnersView> {
  authorize(tx, "programme.read");
  const q = searchText.parse(input.q);
  const { rows, next, many } = await listPartners(tx, { q, after: input.after });
  const mayMake = mayDo(tx.actor, "partners.manage");
  return {
    ...{ q, next, many, mayMake },
    rows: rows.map((row) => ({ ...row, domains: readable(row.domains) })),
  };
}

/** Whether the reader makes a partner; the page is there for all staff, and says who may (P5). */
export function newPartner(tx: Tx): Promise<{ edits: "yes" | "role" }> {
  authorize(tx, "programme.read");
  return Promise.resolve({ edits: mayDo(tx.actor, "partners.manage") ? "yes" : "role" });
}
