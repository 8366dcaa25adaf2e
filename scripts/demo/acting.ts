import { randomBytes } from "node:crypto";
import { inArray, sql } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Tx } from "@/lib/ctx";
import { hashToken, tokenOf } from "@/lib/mail/tokens";

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
  const signIn = async (userId: string, partnerId: string | null) => {
    const secret = secrets.get(userId) ?? randomBytes(32).toString("base64url");
    if (secrets.has(userId)) return secret;
    secrets.set(userId, secret);
    await tx.db.insert(sessions).values({
      userId,
      partnerId,
      chosenAt: tx.now,
      // Nobody is at a device that could be asked for a second factor.
      secondFactorAt: tx.now,
      secretHash: hashToken(secret),
      createdAt: tx.now,
      expiresAt: new Date(tx.now.getTime() + 3_600_000),
    });
    return secret;
  };
  const result = await work(async (who) => {
    if (who.actor === "system") {
      await tx.db.execute(sql`select set_config('app.scope', '', true)`);
    } else if (who.actor === "person") {
      const secret = await signIn(who.userId, who.partnerId);
      await tx.db.execute(sql`select app_enter('session', ${secret}, '')`);
    } else {
      const token = tokenOf(who.purpose, who.linkId);
      await tx.db.execute(sql`select app_enter('link', ${token}, '')`);
    }
  });
  await tx.db.execute(sql`select set_config('app.scope', '', true)`);
  const made = [...secrets.values()].map(hashToken);
  if (made.length > 0) await tx.db.delete(sessions).where(inArray(sessions.secretHash, made));
  return result;
}
