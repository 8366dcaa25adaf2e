import { getRequestConfig } from "next-intl/server";
import { cookies, headers } from "next/headers";
import { textsOf } from "@/messages";
import { sentenceCache } from "@/messages/format/sentences";
import { ownCookie } from "./auth";
import { currentLook } from "./programme";
import { currentActor } from "./session";
import { chooseLocale, LOCALE_COOKIE } from "./locale";
import { contentLanguage } from "@/messages/languages";

/**
 * Texts that were read once, by language and wording: next-intl would take each apart anew on every page.
 * It hands this on to its translators.
 */
const parsed = { _cache: sentenceCache() };

/** The language and texts of one request, for next-intl in server components. */
export default getRequestConfig(async () => {
  const [jar, head, actor, look] = await Promise.all([
    cookies(),
    headers(),
    known(),
    currentLook(),
  ]);
  const locale = chooseLocale({
    account: actor?.locale,
    cookie: jar.get(ownCookie(LOCALE_COOKIE))?.value,
    acceptLanguage: head.get("accept-language"),
    standard: look.language,
  });
  const timeZone = actor?.timeZone ?? look.timeZone;
  const messages = textsOf(locale, { ...look, named: look.offered?.[contentLanguage(locale)] });
  return { locale, messages, timeZone, ...parsed };
});

/** Who is signed in; nobody while that cannot be read, so that the page about it has words. */
function known() {
  return currentActor().catch(() => null);
}
