import { getConfig } from "@/lib/config";
import { translator } from "@/messages";
import type { Locale } from "../ctx";

/**
 * The From of an e-mail: a named partner via the programme, or the programme alone.
 * `"Contoso via Partner Engagements" <engagements@mail.example>`
 * @param senderName the programme's; empty: the product's own
 */
export function senderOf(locale: Locale, partner: string | null, senderName: string): string {
  const product = senderName || translator(locale, "common")("productName");
  const name =
    partner === null ? product : translator(locale, "emails")("sender", { partner, product });
  const plain = name
    .replace(/[\p{Cc}"\\<>]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return `"${plain}" <${getConfig().MAIL_FROM}>`;
}
