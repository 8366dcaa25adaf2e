import type { ComponentType } from "react";
import { looks } from "@/components/public/look";
import { chooseLocale, wishedLocale } from "@/lib/web/locale";
import { currentLook } from "@/lib/web/programme";
import { publicPage as plainPage } from "@/lib/web/public";
import type { Locale } from "@/messages";

/** A public page in the programme's name and colours (P3). */
export async function publicPage<P extends object>(
  page: ComponentType<P>,
  props: P,
  status?: number,
): Promise<Response> {
  return looks.run(await currentLook(), () => plainPage(page, props, status));
}

/** The language of a page that nobody's link leads to: as its address says, else the browser's, else the programme's. */
export async function languageOf(request: Request): Promise<Locale> {
  const wished = wishedLocale(request);
  if (wished) return wished;
  return chooseLocale({
    acceptLanguage: request.headers.get("accept-language"),
    standard: (await currentLook()).language,
  });
}
