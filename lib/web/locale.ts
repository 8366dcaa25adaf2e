import { isLocale, type Locale } from "@/messages";

/** The cookie with the language that somebody chose before, or without, signing in. */
export const LOCALE_COOKIE = "locale";
/** The cookie with the chosen colours: `light` or `dark`; absent means as the device says. */
export const THEME_COOKIE = "theme";

/** The cookie that says `off` where somebody wants no keys for the search (K5). */
export const SHORTCUTS_COOKIE = "shortcuts";

export type Theme = "light" | "dark";

/** Reads a stored choice of colours; anything unknown is no choice. */
export function themeOf(value: string | undefined): Theme | undefined {
  return value === "light" || value === "dark" ? value : undefined;
}

/** The language of a page: the account's, else the cookie's, else the browser's, else the programme's (P3). */
export function chooseLocale(from: {
  account?: string | null | undefined;
  cookie?: string | null | undefined;
  acceptLanguage?: string | null | undefined;
  standard: Locale;
}): Locale {
  if (isLocale(from.account)) return from.account;
  if (isLocale(from.cookie)) return from.cookie;
  return acceptedLocale(from.acceptLanguage ?? "") ?? from.standard;
}

/** The language that an address of a public page wishes for, as in `?lang=nl`. */
export function wishedLocale(request: Request): Locale | undefined {
  const wished = new URL(request.url).searchParams.get("lang");
  return isLocale(wished) ? wished : undefined;
}

function acceptedLocale(header: string): Locale | undefined {
  const wishes = header
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const weight = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return { language: tag.split("-")[0], weight: weight ? Number(weight.split("=")[1]) : 1 };
    });
  wishes.sort((a, b) => b.weight - a.weight);
  for (const { language, weight } of wishes) if (weight > 0 && isLocale(language)) return language;
  return undefined;
}
