import { randomUUID } from "node:crypto";
import { eq, lte, sql } from "drizzle-orm";
import { signInTokens } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx, type Locale } from "../ctx";
import { post } from "../mail/post";
import { hashToken, tokenOf } from "../mail/tokens";
import { findAccount } from "./account.queries";

/** How long a sign-in link works. */
export const SIGN_IN_MINUTES = 15;
/** How many links of one person work at once: whoever asks for more has as many in the mailbox. */
export const SIGN_IN_LINKS = 3;

type Asked = {
  email: string;
  /** The language of the page that was asked on, for people who chose none. */
  language: Locale;
  /** The path of the page to go to afterwards; the caller made sure that it is our own. */
  returnTo: string | null;
};

/**
 * Mails a sign-in link to somebody who has a company or works at the programme; it works once, for
 * 15 minutes. For anybody else nothing happens, and the caller is not told the difference.
 * A mailbox that holds three links which work gets no fourth: it is not flooded, and whoever owns it
 * is never kept out by somebody who asks in their name.
 */
export async function askSignIn(ctx: Ctx, { email, language, returnTo }: Asked): Promise<void> {
  authorize(ctx, "session.manage");
  await transaction(ctx, async (tx) => {
    const user = await findAccount(tx, email);
    await tx.db.delete(signInTokens).where(lte(signInTokens.expiresAt, tx.now));
    if (!user) return;
    await tx.db.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in:${user.id}`}, 0))`,
    );
    const live = await tx.db.$count(signInTokens, eq(signInTokens.email, user.email));
    if (live >= SIGN_IN_LINKS) return;

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
      partnerId: null,
    });
    await record(tx, {
      event: "sign_in.asked",
      subjectId: user.id,
      data: { emailId: mail },
    });
  });
}
