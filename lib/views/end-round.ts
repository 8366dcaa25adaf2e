import { z } from "zod";
import { authorize } from "../access/authorize";
import type { Origin } from "@/db/schema";
import { findAsked } from "../consent/asked/queries";
import { workshopFacts } from "../consent/facts";
import { whyNotAsk } from "../consent/rules";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";

export type EndRoundView = {
  engagement: { slug: string; name: string };
  tenant: { id: string; name: string };
  associationId: string;
  origin: Origin;
  /** Who is told by e-mail; null: nobody was asked. */
  told: { name: string; email: string } | null;
  /** Why it cannot be ended (any more); null: it can. */
  closed: string | null;
};

/** D29: the page that asks before a partner ends its own round. Throws `no_role`, `not_found`. */
export async function endRoundView(
  tx: Tx,
  { slug, associationId }: { slug: string; associationId: string },
): Promise<EndRoundView> {
  authorize(tx, "consent.end");
  if (!z.guid().safeParse(associationId).success) throw new Refusal("not_found");
  const facts = await workshopFacts(tx, associationId);
  if (facts.engagementSlug !== slug) throw new Refusal("not_found");
  const asked = await findAsked(tx, associationId);
  return {
    engagement: { slug, name: facts.workshop.engagementName },
    tenant: { id: facts.tenantId, name: facts.workshop.tenantName },
    associationId,
    origin: facts.origin,
    told: asked && {
      name: `${asked.contactFirstName} ${asked.contactLastName}`,
      email: asked.contactEmail,
    },
    closed: whyNotAsk(facts, tx.now),
  };
}
