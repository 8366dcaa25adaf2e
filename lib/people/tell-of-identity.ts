import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { System, Tx } from "../ctx";
import { usualOf } from "../installation";
import { post } from "../mail/post";
import { labelOf, type Identity } from "./providers";

/** U11, a step: tells somebody that an identity signs in to their account from now on. */
export async function tellOfIdentity(
  tx: Tx<System>,
  userId: string,
  { provider, name }: Identity,
): Promise<void> {
  const { email, locale, timeZone } = users;
  const [user] = await tx.db
    .select({ email, locale, timeZone })
    .from(users)
    .where(eq(users.id, userId));
  if (!user) return;
  const usual = await usualOf(tx);
  await post(tx, {
    template: "identity-linked",
    language: user.locale ?? usual.language,
    to: user.email,
    variables: {
      providerLabel: labelOf(provider),
      identityName: name.slice(0, 320),
      linkedAt: tx.now.toISOString(),
      timeZone: user.timeZone ?? usual.timeZone,
    },
    partnerId: null,
  });
}
