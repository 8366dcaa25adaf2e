import { z } from "zod";
import { authorize } from "../../access/authorize";
import { operatorPolicy } from "../../access/policy";
import type { OperatorRole, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { getPartner, listPartnerDomains } from "../../partners/domains/queries";
import { listPartners, type PartnerRow } from "../../partners/list";
import { readable } from "../readable";

export type PartnersView = { rows: PartnerRow[]; next: string | null };

/** The companies of the network by name, domains in the spelling that people know. For the programme. */
export async function programmePartners(
  tx: Tx,
  { after }: { after?: string | undefined },
): Promise<PartnersView> {
  authorize(tx, "programme.read");
  const { rows, next } = await listPartners(tx, { after });
  return { next, rows: rows.map((row) => ({ ...row, domains: readable(row.domains) })) };
}

export type PartnerView = {
  id: string;
  name: string;
  country: string;
  /** Kept with the partner (D19): in ASCII, and as people write it. */
  domains: { domain: string; readable: string }[];
  /** Whether the reader edits them; `own`: they belong to the partner, `role`: their role may not. */
  edits: "yes" | "own" | "role";
};

/** One company of the network. Throws `not_found`. */
export async function programmePartner(tx: Tx, { id }: { id: string }): Promise<PartnerView> {
  authorize(tx, "programme.read");
  if (!z.guid().safeParse(id).success) throw new Refusal("not_found");
  const { name, country } = await getPartner(tx, id);
  const domains = await listPartnerDomains(tx, id);
  const may: readonly OperatorRole[] = operatorPolicy["partners.domains"];
  const role = tx.actor.roles.some((one) => may.includes(one));
  return {
    id,
    name,
    country,
    domains: domains.map((domain) => ({ domain, readable: readable([domain])[0] ?? domain })),
    edits: tx.actor.companies.includes(id) ? "own" : role ? "yes" : "role",
  };
}
