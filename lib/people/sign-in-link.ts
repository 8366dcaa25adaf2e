import { randomUUID } from "node:crypto";
import { signInTokens } from "@/db/schema";
import type { Locale, System, Tx } from "../ctx";
import { post } from "../mail/post";
import { hashToken, tokenOf } from "../mail/tokens";
import { announce } from "./deed";
import { labelOf } from "./providers";

/** How long a sign-in link works that somebody asks for. */
export const SIGN_IN_MINUTES = 15;

type Link = {
  email: string;
  language: Locale;
  /** The path of the page to go to afterwards; the caller made sure that it is our own. */
  returnTo: string | null;
  minutes: number;
  /** Asked for with a browser that the account knows (U15). */
  known?: boolean;
  timeZone?: string | null;
};

/** A step: a link by which the owner of the address signs in once. Gives its token; nothing is mailed. */
export async function makeSignInLink(
  tx: Tx<System>,
  { email, returnTo, minutes, known = false }: Link,
) {
  const id = randomUUID();
  const token = tokenOf("sign-in", id);
  const expiresAt = new Date(tx.now.getTime() + minutes * 60_000);
  const tokenHash = hashToken(token).toString("hex");
  await announce(tx, "link", id, tokenHash, email);
  await tx.db.insert(signInTokens).values({
    id,
    tokenHash,
    email,
    returnTo,
    known,
    expiresAt,
  });
  return { id, token, expiresAt };
}

/** The same, mailed. Gives the e-mail's id. */
export async function mailSignInLink(tx: Tx<System>, link: Link) {
  const made = await makeSignInLink(tx, link);
  const emailId = await post(tx, {
    template: "sign-in",
    language: link.language,
    to: link.email,
    variables: {
      tokenId: made.id,
      expiresAt: made.expiresAt.toISOString(),
      ...(link.timeZone ? { timeZone: link.timeZone } : {}),
    },
    partnerId: null,
  });
  return { ...made, emailId };
}

/**
 * U12, in its place: which provider to sign in with. A link is made all the same, and mailed to nobody: it counts as one.
 * Gives the e-mail's id.
 */
export async function mailProvider(
  tx: Tx<System>,
  { provider, ...link }: Link & { provider: string },
) {
  await makeSignInLink(tx, link);
  const emailId = await post(tx, {
    template: "sign-in-provider",
    language: link.language,
    to: link.email,
    variables: { providerLabel: labelOf(provider) },
    partnerId: null,
  });
  return { emailId };
}
