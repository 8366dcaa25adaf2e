import { cookies } from "next/headers";
import { getConfig } from "@/lib/config";
import { chooseLanguage } from "@/lib/people/choose-language";
import { isLocale, type Locale } from "@/messages";
import { ownCookie } from "./auth";
import { cookieName } from "./cookie-name";
import { contextOf } from "./door";
import { LOCALE_COOKIE, SHORTCUTS_COOKIE, THEME_COOKIE, themeOf, type Theme } from "./locale";
import { ownAddress } from "./own-path";
import { currentActor } from "./session";

const YEAR = 365 * 24 * 60 * 60;

/** The chosen colours of this request; nothing means as the device says. */
export async function theme(): Promise<Theme | undefined> {
  return themeOf((await cookies()).get(ownCookie(THEME_COOKIE))?.value);
}

/** K5: whether keys open the search; they do unless somebody turned them off. */
export async function hasShortcuts(): Promise<boolean> {
  return (await cookies()).get(ownCookie(SHORTCUTS_COOKIE))?.value !== "off";
}

/** Keeps a choice made on a page, the language with the account too, and goes back to that page. */
export async function keepPreference(request: Request): Promise<Response> {
  const { locale, answer } = await chosen(request, getConfig().APP_URL.startsWith("https:"));
  const actor = locale && (await currentActor());
  if (actor) await chooseLanguage(contextOf(actor), locale);
  return answer;
}

/**
 * Reads a choice of language, colours or keys (`locale`, `theme`, `shortcuts`) and makes the answer that keeps it in a
 * cookie (`secure`: for https alone) and goes back. Anything unknown changes nothing.
 */
export async function chosen(
  request: Request,
  secure: boolean,
): Promise<{ locale?: Locale; answer: Response }> {
  const form = await request.formData().catch(() => new FormData());
  const headers = new Headers({
    location: ownAddress(request.headers.get("referer")) ?? "/",
    "cache-control": "no-store",
  });
  const keep = (name: string, value: string, age: number) =>
    headers.append(
      "set-cookie",
      `${cookieName(name, secure)}=${value}; Path=/; Max-Age=${age}; SameSite=Lax; HttpOnly${secure ? "; Secure" : ""}`,
    );

  const colours = form.get("theme");
  if (colours === "system") keep(THEME_COOKIE, "", 0);
  else if (colours === "light" || colours === "dark") keep(THEME_COOKIE, colours, YEAR);
  const shortcuts = form.get("shortcuts");
  if (shortcuts === "on") keep(SHORTCUTS_COOKIE, "", 0);
  else if (shortcuts === "off") keep(SHORTCUTS_COOKIE, shortcuts, YEAR);
  const locale = form.get("locale");
  const known = isLocale(locale) ? { locale } : {};
  if (known.locale) keep(LOCALE_COOKIE, known.locale, YEAR);
  return { ...known, answer: new Response(null, { status: 303, headers }) };
}
