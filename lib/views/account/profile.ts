import { and, eq } from "drizzle-orm";
import { memberships, users } from "@/db/schema";
import type { System, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { isMember } from "../../partners/queries";

/** U6: what somebody says of themselves, for their own page. */
export async function profileView(tx: Tx<System>, { userId }: { userId: string }) {
  const { name, email, title, phone, timeZone } = users;
  const [own] = await tx.db
    .select({ name, email, title, phone, timeZone })
    .from(users)
    .where(eq(users.id, userId));
  if (!own) throw new Refusal("signed_out");
  const mine = and(eq(memberships.userId, userId), isMember);
  return { ...own, hasCustomers: (await tx.db.$count(memberships, mine)) > 0 };
}

export type ProfileView = Awaited<ReturnType<typeof profileView>>;
