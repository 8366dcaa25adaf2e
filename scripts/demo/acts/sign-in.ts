import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { sessions, users } from "@/db/schema";
import type { Tx } from "@/lib/ctx";
import { hashToken } from "@/lib/mail/tokens";

/**
 * Signs somebody in for a company, or (null) at the programme, as the database's owner: nobody is at a device that could
 * be asked for a second factor.
 */
export async function signIn(
  { db, now }: Pick<Tx, "db" | "now">,
  { userId, partnerId, expiresAt }: { userId: string; partnerId: string | null; expiresAt: Date },
) {
  const secret = randomBytes(32).toString("base64url");
  const [user] = await db.select().from(users).where(eq(users.id, userId));
  const [session] = await db
    .insert(sessions)
    .values({
      ...{ userId, partnerId, expiresAt },
      secretHash: hashToken(secret),
      chosenAt: now,
      createdAt: now,
      secondFactorAt: now,
    })
    .returning();
  if (!user || !session) throw new Error("nobody was signed in");
  const { name, email, title, phone, locale, timeZone } = user;
  return {
    ...{ userId, sessionId: session.id, signedInAt: now, secret },
    ...{ name, email, title, phone, locale, timeZone },
  };
}
