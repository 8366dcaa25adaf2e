import { z } from "zod";
import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import { listHistoryOf, type Act } from "../../audit/history";
import { findAsked } from "../../consent/asked/queries";
import { workshopFacts } from "../../consent/facts";
import { findClaimStatus } from "../../consent/stop-round.queries";
import { whyNotStop } from "../../consent/stop-round.rules";
import { concernOf } from "../../consent/tell-round";
import type { Tx } from "../../ctx";
import { Refusal, type RefusalCode } from "../../errors";
import { listReaders } from "../../notify/queries";
import { partnerHead, type Edits, type PartnerHead } from "./partner";

export type StopRoundView = {
  partner: PartnerHead;
  round: { id: string; tenantId: string; customer: string; workshop: string; location: string };
  /** Whether the reader may end it: `own` they belong to the company (P6), `role` their role may not (P5). */
  stops: Edits;
  kind: "asked" | "consented" | "done";
  /** Who is told at the partner, and which contact. */
  people: string[];
  contact: { name: string; email: string } | null;
  closed: RefusalCode | null;
  history: Act[];
};

/** P18: the page that asks before the programme ends a round. Throws `not_found`. */
export async function stopRoundView(
  tx: Tx,
  input: { partner: string; round: string },
): Promise<StopRoundView> {
  authorize(tx, "programme.read");
  const partner = await partnerHead(tx, { id: input.partner });
  if (!z.guid().safeParse(input.round).success) throw new Refusal("not_found");
  const facts = await workshopFacts(tx, input.round);
  if (facts.partnerId !== partner.id) throw new Refusal("not_found");
  const asked = facts.consentedAt === null ? await findAsked(tx, input.round) : null;
  const own = tx.actor.companies.includes(partner.id);
  return {
    partner,
    round: {
      id: input.round,
      tenantId: facts.tenantId,
      customer: facts.workshop.tenantName,
      workshop: facts.workshop.engagementName,
      location: facts.workshop.locationName,
    },
    stops: own ? "own" : mayDo(tx.actor, "rounds.end") ? "yes" : "role",
    kind: facts.consentedAt === null ? "asked" : facts.submittedAt === null ? "consented" : "done",
    people: (await listReaders(tx, await concernOf(tx, input.round))).map(({ to }) => to),
    contact: asked && {
      name: `${asked.contactFirstName} ${asked.contactLastName}`.trim(),
      email: asked.contactEmail,
    },
    closed: whyNotStop(facts, await findClaimStatus(tx, partner.id, input.round), tx.now),
    history: await listHistoryOf(tx, partner.id, input.round),
  };
}
