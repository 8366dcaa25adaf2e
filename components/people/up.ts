import { useTranslations } from "next-intl";

/** The way up from a page about one of these people, or about new ones: to their list. */
export function useUp(view: { at: string; base: string }, company: string | null) {
  const t = useTranslations("people");
  const label =
    company === null ? t("staff") : view.at === "" ? t("people") : t("title", { company });
  return (row?: string) => [{ label, href: row ? `${view.base}?again=${row}` : view.base }];
}
