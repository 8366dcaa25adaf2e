import { eq } from "drizzle-orm";
import { digests, users } from "@/db/schema";
import type { Locale, System, Tx } from "../ctx";
import { usualOf } from "../installation";
import { hashToken } from "../mail/tokens";

/** Whose digest carried this link, and in which language they read; null: none did. */
export async function findOwner(
  tx: Tx<System>,
  token: string,
): Promise<{ userId: string; language: Locale } | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const [row] = await tx.db
    .select({ userId: users.id, locale: users.locale })
    .from(digests)
    .innerJoin(users, eq(users.id, digests.userId))
    .where(eq(digests.tokenHash, hashToken(token)));
  if (!row) return null;
  return { userId: row.userId, language: row.locale ?? (await usualOf(tx)).language };
}
