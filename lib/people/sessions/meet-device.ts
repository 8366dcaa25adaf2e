import { and, eq, lt } from "drizzle-orm";
import { devices } from "@/db/schema";
import type { System, Tx } from "../../ctx";
import { announce } from "../deed";

/** U15, a step: whether somebody has signed in with this browser before. */
export async function isKnownDevice(
  tx: Tx<System>,
  { userId, hash }: { userId: string; hash: Buffer },
): Promise<boolean> {
  const same = and(eq(devices.userId, userId), eq(devices.hash, hash));
  return (await tx.db.$count(devices, same)) > 0;
}

/** A browser that was not used for so long is a new one again. */
const DAYS = 400;

/**
 * U15, a step: somebody signs in with this browser. @returns whether it is new to an account that was signed in to
 * before: nobody is told of their first sign-in
 */
export async function meetDevice(
  tx: Tx<System>,
  { userId, hash }: { userId: string; hash: Buffer },
): Promise<{ isNew: boolean }> {
  const longAgo = new Date(tx.now.getTime() - DAYS * 86_400_000);
  await announce(tx, "device", userId);
  const before = await tx.db.$count(devices, eq(devices.userId, userId));
  await tx.db.delete(devices).where(and(eq(devices.userId, userId), lt(devices.lastAt, longAgo)));
  const known = await tx.db
    .update(devices)
    .set({ lastAt: tx.now })
    .where(and(eq(devices.userId, userId), eq(devices.hash, hash)))
    .returning({ userId: devices.userId });
  if (known.length > 0) return { isNew: false };
  await tx.db
    .insert(devices)
    .values({ userId, hash, firstAt: tx.now, lastAt: tx.now })
    .onConflictDoNothing();
  return { isNew: before > 0 };
}
