import { useTranslations } from "next-intl";

/** The way up from a page about one of these people, or about new ones, to their list. */
export function useUp(view: { at: string; base: string }, company: string | null) {
  const t = useTranslations("people");
  const programme = useTranslations("programme");
  const up = [{ label: programme("title"), href: "/programme" }];
  return (row?: string) => {
    const href = row ? `${view.base}?again=${row}` : view.base;
    if (company === null) return [...up, { label: programme("pages.operators"), href }];
    if (view.at === "") return [{ label: t("people"), href }];
    return [
      ...up,
      { label: programme("pages.partners"), href: "/programme/partners" },
      { label: company, href: `/programme/partners/${view.at}` },
      { label: t("people"), href },
    ];
  };
}
