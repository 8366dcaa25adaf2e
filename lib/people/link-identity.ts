import { and, eq } from "drizzle-orm";
import { identities, type linkedBy } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import type { System, Tx } from "../ctx";
import { Refusal } from "../errors";
import { announce } from "./deed";
import type { Identity } from "./providers";
import { tellOfIdentity } from "./tell-of-identity";

type Link = { userId: string; identity: Identity; by: (typeof linkedBy)[number] };

/**
 * U11, a step: from now on this identity signs in to the account. The caller has made sure that the account's
 * holder wants it: signed in, with the invitation, or by a trusted provider; they are told by e-mail.
 * Safe to repeat.
 * Throws `identity_taken` when it is another account's.
 */
export async function linkIdentity(tx: Tx<System>, { userId, identity, by }: Link): Promise<void> {
  authorize(tx, "session.manage");
  const { issuer, subject, provider, name } = identity;
  await announce(tx, "identity", userId, issuer, subject);
  const [linked] = await tx.db
    .insert(identities)
    .values({
      userId,
      issuer,
      subject,
      provider,
      name: name.slice(0, 320),
      linkedAt: tx.now,
      linkedBy: by,
    })
    .onConflictDoNothing()
    .returning({ id: identities.id });
  if (!linked) {
    const [before] = await tx.db
      .select({ userId: identities.userId })
      .from(identities)
      .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)));
    if (before?.userId !== userId) throw new Refusal("identity_taken");
    return;
  }
  await tellOfIdentity(tx, userId, identity);
  await record(tx, { event: "identity.linked", subjectId: userId, data: { provider, by } });
}
