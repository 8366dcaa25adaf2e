import { and, eq, lte, sql } from "drizzle-orm";
import { signInTokens } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx, type Locale } from "../ctx";
import { findAccount } from "./account.queries";
import { isKnownDevice } from "./sessions/meet-device";
import { findRequiredProvider } from "./sign-in-rule/queries";
import { mailProvider, mailSignInLink, SIGN_IN_MINUTES } from "./sign-in-link";

/** How many links of one person work at once: whoever asks for more has as many in the mailbox. */
export const SIGN_IN_LINKS = 3;

type Asked = {
  email: string;
  /** The language of the page that was asked on, for people who chose none. */
  language: Locale;
  /** The path of the page to go to afterwards; the caller made sure that it is our own. */
  returnTo: string | null;
  /** U15: the hash of what the browser's cookie holds, of one that somebody signed in with before. */
  device?: Buffer | null;
};

/**
 * Mails a sign-in link to somebody who has a company or works at the programme; it works once, for
 * 15 minutes. For anybody else nothing happens, and the caller is not told the difference.
 * A mailbox that holds three links which work gets no fourth: it is not flooded, and whoever owns it
 * is never kept out by somebody who asks in their name. A browser that the account knows has three of its own (U15).
 * Whom their company wants to sign in with its own provider is mailed that in place of a link (U12).
 */
export async function askSignIn(
  ctx: Ctx,
  { email, language, returnTo, device = null }: Asked,
): Promise<void> {
  authorize(ctx, "session.manage");
  await transaction(ctx, async (tx) => {
    const account = await findAccount(tx, email);
    const elsewhere = account ? undefined : await findRequiredProvider(tx, email);
    await tx.db.delete(signInTokens).where(lte(signInTokens.expiresAt, tx.now));
    const user = account ?? elsewhere;
    if (!user) return;
    const known = device !== null && (await isKnownDevice(tx, { userId: user.id, hash: device }));
    await tx.db.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in:${user.id}`}, 0))`,
    );
    const live = await tx.db.$count(
      signInTokens,
      and(eq(signInTokens.email, user.email), eq(signInTokens.known, known)),
    );
    if (live >= SIGN_IN_LINKS) return;

    const link = {
      email: user.email,
      language: user.locale ?? language,
      timeZone: user.timeZone,
      returnTo,
      known,
      minutes: SIGN_IN_MINUTES,
    };
    const { emailId } = await (elsewhere
      ? mailProvider(tx, { ...link, provider: elsewhere.provider })
      : mailSignInLink(tx, link));
    await record(tx, {
      event: "sign_in.asked",
      subjectId: user.id,
      data: { emailId },
    });
  });
}
