import { randomUUID } from "node:crypto";
import { signInTokens } from "@/db/schema";
import type { Locale, System, Tx } from "../ctx";
import { post } from "../mail/post";
import { hashToken, tokenOf } from "../mail/tokens";
import { announce } from "./deed";

/** How long a sign-in link works that somebody asks for. */
export const SIGN_IN_MINUTES = 15;

type Link = {
  email: string;
  language: Locale;
  /** The path of the page to go to afterwards; the caller made sure that it is our own. */
  returnTo: string | null;
  minutes: number;
};

/** A step: a link by which the owner of the address signs in once. Gives its token; nothing is mailed. */
export async function makeSignInLink(tx: Tx<System>, { email, returnTo, minutes }: Link) {
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
    variables: { tokenId: made.id, expiresAt: made.expiresAt.toISOString() },
    partnerId: null,
  });
  return { ...made, emailId };
}
