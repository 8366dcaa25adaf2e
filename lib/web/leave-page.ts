import { escaped } from "@/messages/format/html";
import { translator } from "@/messages";
import { directionOf } from "@/messages/format/direction";
import { spokenLocale } from "./door";

/**
 * A page that goes on to another site: a form's redirect may not leave ours (`form-action 'self'`), and
 * neither may it lead anywhere by a script.
 * @param set cookies that go with it
 */
export async function leavePage(to: string, label: string, set: readonly string[]) {
  const locale = await spokenLocale();
  const t = translator(locale, "signIn");
  const title = escaped(t("leave.title", { provider: label }));
  const html =
    `<!doctype html><html lang="${locale}" dir="${directionOf(locale) ?? "ltr"}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="0;url=${escaped(to)}">` +
    `<title>${title}</title></head><body><h1>${title}</h1><p><a href="${escaped(to)}">${escaped(t("leave.go"))}</a></p></body></html>`;
  const headers = new Headers({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy":
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
  });
  for (const cookie of set) headers.append("set-cookie", cookie);
  return new Response(html, { headers });
}
