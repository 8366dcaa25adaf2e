import { z } from "zod";
import { authorize } from "../access/authorize";
import type { Origin } from "@/db/schema";
import { findAsked, findUnsent } from "../consent/asked/queries";
import { workshopFacts } from "../consent/facts";
import { whyNotAsk } from "../consent/rules";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import { personName } from "../input";

export type EndRoundView = {
  engagement: { slug: string; name: string };
  tenant: { id: string; name: string };
  associationId: string;
  origin: Origin;
  /** Who is told by e-mail; null: nobody was asked. */
  told: { name: string; email: string } | null;
  /** K12: to whom an e-mail waits, which is never sent then; nobody is told. */
  unsent: { name: string; email: string } | null;
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
  const unsent = await findUnsent(tx, associationId);
  return {
    engagement: { slug, name: facts.workshop.engagementName },
    tenant: { id: facts.tenantId, name: facts.workshop.tenantName },
    associationId,
    origin: facts.origin,
    told: asked && contactOf(asked),
    unsent: unsent && contactOf(unsent),
    closed: whyNotAsk(facts, tx.now),
  };
}

type Request = NonNullable<Awaited<ReturnType<typeof findAsked>>>;

function contactOf({ contactFirstName, contactLastName, contactEmail }: Request) {
  return { name: personName(contactFirstName, contactLastName), email: contactEmail };
}
