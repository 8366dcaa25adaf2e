import { eq, lte, sql } from "drizzle-orm";
import { signInTokens } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx, type Locale } from "../ctx";
import { findAccount } from "./account.queries";
import { mailSignInLink, SIGN_IN_MINUTES } from "./sign-in-link";

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

    const { emailId } = await mailSignInLink(tx, {
      email: user.email,
      language: user.locale ?? language,
      returnTo,
      minutes: SIGN_IN_MINUTES,
    });
    await record(tx, {
      event: "sign_in.asked",
      subjectId: user.id,
      data: { emailId },
    });
  });
}
