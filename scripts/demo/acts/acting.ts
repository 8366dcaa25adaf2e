import { inArray } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { enter } from "@/db/within";
import type { Tx } from "@/lib/ctx";
import { hashToken, tokenOf } from "@/lib/mail/tokens";
import { signIn } from "./sign-in";

/** Who did something in the demonstration: the product, a person, or whoever has a link. */
export type As =
  | { actor: "system" }
  | { actor: "person"; userId: string; partnerId: string | null }
  | { actor: "visitor"; purpose: "consent" | "survey"; linkId: string };

/** Goes on as another actor in the same transaction. */
export type ActAs = (who: As) => Promise<void>;

/**
 * Runs `work` in the owner's transaction, in which others act too: each proves who they are, as in real
 * use. People sign in for it, and their sessions are gone at its end.
 */
export async function acting<T>(tx: Tx, work: (actAs: ActAs) => Promise<T>): Promise<T> {
  const secrets = new Map<string, string>();
  const expiresAt = new Date(tx.now.getTime() + 3_600_000);
  const secretOf = async (userId: string, partnerId: string | null) => {
    const known = secrets.get(userId);
    if (known !== undefined) return known;
    const { secret } = await signIn(tx, { userId, partnerId, expiresAt });
    secrets.set(userId, secret);
    return secret;
  };
  const result = await work(async (who) => {
    if (who.actor === "system") await enter(tx.db, who);
    else if (who.actor === "visitor")
      await enter(tx.db, { actor: "visitor", token: tokenOf(who.purpose, who.linkId) });
    else
      await enter(tx.db, {
        actor: "person",
        secret: await secretOf(who.userId, who.partnerId),
      });
  });
  await enter(tx.db, { actor: "system" });
  const made = [...secrets.values()].map(hashToken);
  if (made.length > 0) await tx.db.delete(sessions).where(inArray(sessions.secretHash, made));
  return result;
}
