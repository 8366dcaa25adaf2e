import { sql } from "drizzle-orm";
import { z } from "zod";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx, type Operator, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { post } from "../mail/post";
import { enqueue } from "../queue/enqueue";
import { findAsked } from "./asked/queries";
import { roundOf, workshopFacts, type WorkshopFacts } from "./facts";
import { lockTenantOf } from "./lock-tenant";
import { postEnded } from "./post-ended";
import type { StopRoundInput } from "./schema";
import { whyNotStop } from "./stop-round.rules";
import { findClaimStatus } from "./stop-round.queries";
import { tellRound } from "./tell-round";
import { locales } from "@/messages/languages";

const stopped = z.array(
  z.object({
    kind: z.enum(["asked", "consented", "done"]),
    claim_number: z.number().nullable(),
    contact_name: z.string().nullable(),
    contact_email: z.string().nullable(),
    contact_language: z.enum(locales).nullable(),
    partner_contact_name: z.string().nullable(),
    partner_contact_email: z.string().nullable(),
  }),
);
type Stopped = z.output<typeof stopped>[number];

/**
 * P18: a partner manager or a data steward ends a round with a reason, such as a customer that is there twice: while its
 * customer is asked, once they consented, or after its claim has come to its end. The partner's people are told, with the
 * reason; so is a contact who was asked or consented, without it. It is over for good (D18): a claim that was not sent in
 * is cancelled, and one that was paid stays so; the customer is free again for others.
 * Refuses with `not_found`, `own_company`, `expired`, `round_ended`, and with `claim_held` while a claim is decided on.
 */
export async function stopRound(
  ctx: Ctx,
  { partner, round, reason }: StopRoundInput,
): Promise<void> {
  authorize(ctx, "rounds.end");
  await transaction(ctx, async (tx) => {
    if (!(await lockTenantOf(tx, round))) throw new Refusal("not_found");
    const facts = await workshopFacts(tx, round);
    if (facts.partnerId !== partner) throw new Refusal("not_found");
    if (tx.actor.companies.includes(partner)) throw new Refusal("own_company");
    const why = whyNotStop(facts, await findClaimStatus(tx, partner, round), tx.now);
    if (why !== null) throw new Refusal(why);
    const asked = await findAsked(tx, round);
    const { rows } = await tx.db.execute(
      sql`select * from stop_round(${partner}, ${round}, ${reason}, ${tx.now.toISOString()}::timestamptz)`,
    );
    const [it] = stopped.parse(rows);
    if (!it) throw new Refusal("round_ended");
    if (it.kind === "asked") {
      if (asked) await postEnded(tx, { facts, request: asked, by: "programme" });
    } else {
      await tellConsented(tx, facts, it);
      await enqueue(tx, "tell-free", { associationId: round });
    }
    await tellRound(tx, round, "partner-stopped", {
      ...facts.workshop,
      kind: it.kind,
      reason,
      associationId: round,
      engagementSlug: facts.engagementSlug,
    });
    await record(tx, {
      event: "round.stopped",
      subjectId: round,
      partnerId: partner,
      data: {
        kind: it.kind,
        reason,
        claimNumber: it.claim_number,
        toldRequestId: asked?.id ?? null,
      },
    });
  });
}

/** A customer who consented, and whose workshop was not held yet, reads that it will not be. */
async function tellConsented(tx: Tx<Operator>, facts: WorkshopFacts, it: Stopped): Promise<void> {
  if (it.kind !== "consented" || it.contact_email === null) return;
  await post(tx, {
    template: "request-ended",
    language: it.contact_language ?? "en",
    to: it.contact_email,
    partnerId: facts.partnerId,
    round: roundOf(facts),
    variables: {
      ...facts.workshop,
      contactName: it.contact_name ?? "",
      kind: "consented",
      endedAt: tx.now.toISOString(),
      partnerContact: {
        name: it.partner_contact_name ?? "",
        email: it.partner_contact_email ?? it.contact_email,
        phone: "",
      },
    },
  });
}
