import { randomUUID } from "node:crypto";
import { and, isNull, lte, sql } from "drizzle-orm";
import { signInTokens, users } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx, type Locale } from "../ctx";
import { post } from "../mail/post";
import { hashToken, tokenOf } from "../mail/tokens";

/** How long a sign-in link works. */
export const SIGN_IN_MINUTES = 15;

type Asked = {
  email: string;
  /** The language of the page that was asked on, for people who chose none. */
  language: Locale;
  /** The path of the page to go to afterwards; the caller made sure that it is our own. */
  returnTo: string | null;
};

/**
 * Mails a sign-in link to somebody we know; it works once, for 15 minutes. For an unknown or
 * disabled account nothing happens, and the caller is not told the difference.
 */
export async function askSignIn(ctx: Ctx, { email, language, returnTo }: Asked): Promise<void> {
  authorize(ctx, "session.manage");
  await transaction(ctx, async (tx) => {
    const [user] = await tx.db
      .select()
      .from(users)
      .where(and(sql`lower(${users.email}) = lower(${email})`, isNull(users.disabledAt)));
    await tx.db.delete(signInTokens).where(lte(signInTokens.expiresAt, tx.now));
    if (!user) return;

    const tokenId = randomUUID();
    const expiresAt = new Date(tx.now.getTime() + SIGN_IN_MINUTES * 60_000);
    await tx.db.insert(signInTokens).values({
      id: tokenId,
      tokenHash: hashToken(tokenOf("sign-in", tokenId)).toString("hex"),
      email: user.email,
      returnTo,
      expiresAt,
    });
    const mail = await post(tx, {
      template: "sign-in",
      language: user.locale ?? language,
      to: user.email,
      variables: { tokenId, expiresAt: expiresAt.toISOString() },
      partnerId: user.partnerId,
    });
    await record(tx, {
      event: "sign_in.asked",
      subjectId: user.id,
      partnerId: user.partnerId ?? undefined,
      data: { emailId: mail },
    });
  });
}
