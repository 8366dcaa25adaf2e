import { getRequestConfig } from "next-intl/server";
import { cookies, headers } from "next/headers";
import { messages } from "@/messages";
import { currentActor } from "./session";
import { chooseLocale, LOCALE_COOKIE } from "./locale";

/** The language and texts of one request, for next-intl in server components. */
export default getRequestConfig(async () => {
  const [jar, head, actor] = await Promise.all([cookies(), headers(), known()]);
  const locale = chooseLocale({
    account: actor?.locale,
    cookie: jar.get(LOCALE_COOKIE)?.value,
    acceptLanguage: head.get("accept-language"),
  });
  return { locale, messages: messages[locale], timeZone: "UTC" };
});

/** Who is signed in; nobody while that cannot be read, so that the page about it has words. */
function known() {
  return currentActor().catch(() => null);
}
