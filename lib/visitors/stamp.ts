import type { Locale, Visitor } from "../ctx";
import { keysFor, sign, signedBy, type Key } from "../keys";
import { networkOf } from "../network";
import { isLocale } from "@/messages";

/** What a form's stamp says about the page that it was on (D10). */
export type Stamp = {
  /** When the page was made. */
  at: Date;
  language: Locale;
  /** Begin of the SHA-256 of the text that the page showed. */
  wording: string;
  /** Who saw it: a keyed hash of network and browser. */
  seenBy: string;
};

const WORDING_LENGTH = 16;

/**
 * Signs the form of one page for one link: an answer counts only with the stamp of a page that
 * this product made. It says nothing about the person and is no secret.
 */
export function makeStamp(
  { linkId, ...visitor }: Pick<Visitor, "linkId" | "ipAddress" | "userAgent">,
  page: { at: Date; language: Locale; wordingHash: string },
): string {
  const body = [
    page.at.getTime().toString(36),
    page.language,
    page.wordingHash.slice(0, WORDING_LENGTH),
    seenBy(visitor),
  ].join(".");
  return `${body}.${sign("form-stamp", `${linkId}:${body}`).toString("base64url")}`;
}

/** What a stamp says; null when it is not ours, was changed, or belongs to another link. */
export function readStamp(text: string, linkId: string): Stamp | null {
  const end = text.lastIndexOf(".");
  const body = text.slice(0, Math.max(end, 0));
  const signature = text.slice(end + 1);
  const given = Buffer.from(signature, "base64url");
  if (given.toString("base64url") !== signature) return null;
  if (!signedBy("form-stamp", `${linkId}:${body}`, given)) return null;
  const [at = "", language, wording = "", visitor = ""] = body.split(".");
  if (!isLocale(language)) return null;
  return { at: new Date(Number.parseInt(at, 36)), language, wording, seenBy: visitor };
}

/** Whether the stamp's page showed this text. */
export function showedWording(stamp: Stamp, wordingHash: string): boolean {
  return stamp.wording === wordingHash.slice(0, WORDING_LENGTH);
}

/** Whether the stamp's page went to the network and browser that now answer. */
export function sameVisitor(
  stamp: Stamp,
  visitor: Pick<Visitor, "ipAddress" | "userAgent">,
): boolean {
  return keysFor("visitor").some((key) => stamp.seenBy === seenBy(visitor, key));
}

function seenBy(visitor: Pick<Visitor, "ipAddress" | "userAgent">, key?: Key): string {
  const text = `${networkOf(visitor.ipAddress)}\n${visitor.userAgent}`;
  return sign("visitor", text, key).toString("base64url").slice(0, 16);
}
