import { getConfig } from "@/lib/config";

/**
 * The path of one of our own pages from something that may be anybody's: a `callbackUrl`, a
 * `Referer`. Null for another site, for the sign-in pages themselves and for what is no page.
 */
export function ownPath(value: string | null | undefined): string | null {
  const path = ownAddress(value);
  return path !== null && /^\/(api|sign-in|sign-out|no-access|_next)([/?]|$)/.test(path)
    ? null
    : path;
}

/** The same, also of the sign-in pages. */
export function ownAddress(value: string | null | undefined): string | null {
  if (!value || value.length > 1_000 || /[\u0000-\u001f\\\u007f]/.test(value)) return null;
  const home = getConfig().APP_URL;
  if (!URL.canParse(value, home)) return null;
  const url = new URL(value, home);
  if (url.origin !== new URL(home).origin || url.username !== "" || url.password !== "")
    return null;
  if (url.pathname.startsWith("//")) return null;
  return url.pathname + url.search;
}
