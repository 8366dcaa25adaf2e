import { useLocale } from "next-intl";

const names: Record<string, Intl.DisplayNames> = {};

/** A country by its name in the reader's language. */
export function CountryName({ code }: { code: string }) {
  const locale = useLocale();
  names[locale] ??= new Intl.DisplayNames([locale], { type: "region" });
  return <>{names[locale].of(code) ?? code}</>;
}
