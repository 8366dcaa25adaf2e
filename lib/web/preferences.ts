import { cookies } from "next/headers";
import { isLocale } from "@/messages";
import { LOCALE_COOKIE, THEME_COOKIE, themeOf, type Theme } from "./locale";

const YEAR = 365 * 24 * 60 * 60;

/** The chosen colours of this request; nothing means as the device says. */
export async function theme(): Promise<Theme | undefined> {
  return themeOf((await cookies()).get(THEME_COOKIE)?.value);
}

/**
 * Keeps a choice of language or colours (`locale`, `theme`) in a cookie and goes back to the page
 * that it was made on. Anything unknown changes nothing.
 */
export async function keepPreference(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => new FormData());
  const headers = new Headers({ location: cameFrom(request), "cache-control": "no-store" });
  const secure = new URL(request.url).protocol === "https:" ? "; Secure" : "";
  const keep = (name: string, value: string, age: number) =>
    headers.append(
      "set-cookie",
      `${name}=${value}; Path=/; Max-Age=${age}; SameSite=Lax; HttpOnly${secure}`,
    );

  const locale = form.get("locale");
  if (isLocale(locale)) keep(LOCALE_COOKIE, locale, YEAR);
  const choice = form.get("theme");
  if (choice === "system") keep(THEME_COOKIE, "", 0);
  else if (choice === "light" || choice === "dark") keep(THEME_COOKIE, choice, YEAR);
  return new Response(null, { status: 303, headers });
}

/** The page of ours that the request came from, as a path; "/" when that is not known. */
function cameFrom(request: Request): string {
  const referer = request.headers.get("referer");
  if (!referer || !URL.canParse(referer)) return "/";
  const { host, pathname, search } = new URL(referer);
  return host === request.headers.get("host") && !pathname.startsWith("//")
    ? pathname + search
    : "/";
}
