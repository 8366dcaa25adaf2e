import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { digests } from "@/db/schema";
import {
  reading,
  transaction,
  type Ctx,
  type Operator,
  type PartnerUser,
  type System,
} from "../ctx";
import { databaseError } from "../errors";
import { usualOf } from "../installation";
import { post } from "../mail/post";
import { hashToken, tokenOf } from "../mail/tokens";
import { noticesOf } from "../people/notices/queries";
import { partnerDigest } from "./partner.queries";
import { lastDigest, readersOf, type DueDigest } from "./queries";
import { changedIn, isWorthTelling, type DigestPlace } from "./rules";
import { staffDigest } from "./staff.queries";

/**
 * Makes one person's digest of a period (K7), of what they may read with the roles that they have now, in their
 * language. Its row and its e-mail commit together, so that there is one, whoever runs at the same time or stops.
 * @returns whether an e-mail was written: not where there is nothing to tell, somebody else made it, or they chose otherwise meanwhile
 */
export async function makeDigest(ctx: Ctx<System>, due: DueDigest): Promise<boolean> {
  const { userId, cadence, period } = due;
  const { readers, usual } = await reading(ctx, async (tx) => {
    const all: { actor: PartnerUser | Operator; last: Date | null }[] = [];
    for (const actor of await readersOf(tx, userId))
      all.push({ actor, last: await lastDigest(tx, userId, actor) });
    return { readers: all, usual: await usualOf(tx) };
  });
  const places: DigestPlace[] = [];
  for (const { actor, last } of readers) {
    const place = await placeOf({ ...ctx, actor }, changedIn(last, ctx.now, cadence));
    if (place && isWorthTelling(place)) places.push(place);
  }
  const person = readers[0]?.actor;
  return transaction(ctx, async (tx) => {
    // Somebody may have chosen otherwise since it was listed as due.
    if ((await noticesOf(tx, userId)).digest !== cadence) return false;
    const id = randomUUID();
    const [won] = await tx.db
      .insert(digests)
      .values({ id, userId, period, madeAt: tx.now, tokenHash: hashToken(tokenOf("digest", id)) })
      .onConflictDoNothing()
      .returning({ id: digests.id });
    if (!won || !person || places.length === 0) return false;
    const emailId = await post(tx, {
      ...{ template: "digest", to: person.email, partnerId: null },
      language: person.locale ?? usual.language,
      variables: { digestId: id, cadence, places },
    });
    await tx.db
      .update(digests)
      .set({ emailId })
      .where(and(eq(digests.userId, userId), eq(digests.period, period)));
    return true;
  });
}

/** Null: they have no role there any more. */
async function placeOf(
  ctx: Ctx<PartnerUser | Operator>,
  changed: { since: Date; until: Date },
): Promise<DigestPlace | null> {
  const { actor } = ctx;
  try {
    return actor.kind === "partner"
      ? await reading({ ...ctx, actor }, (tx) => partnerDigest(tx, changed))
      : await reading({ ...ctx, actor }, staffDigest);
  } catch (error) {
    if (databaseError(error)?.constraint === "app_enter_reader") return null;
    throw error;
  }
}
