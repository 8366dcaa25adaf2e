import { getRequestConfig } from "next-intl/server";
import { cookies, headers } from "next/headers";
import { messages } from "@/messages";
import { chooseLocale, LOCALE_COOKIE } from "./locale";

/** The language and texts of one request, for next-intl in server components. */
export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale({
    cookie: jar.get(LOCALE_COOKIE)?.value,
    acceptLanguage: head.get("accept-language"),
  });
  return { locale, messages: messages[locale], timeZone: "UTC" };
});
