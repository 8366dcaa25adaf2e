import { useTranslations } from "next-intl";
import type { PaletteWords } from "./palette-dialog";

/** Gathers the palette's words on the server. */
export function usePaletteWords(): PaletteWords {
  const t = useTranslations("search");
  return {
    open: t("open"),
    field: t("field"),
    keys: t("keys"),
    close: t("close"),
    begin: t("begin"),
    nothing: t("nothing"),
    kinds: {
      customers: t("kinds.customers"),
      partners: t("kinds.partners"),
      tenants: t("kinds.tenants"),
      claims: t("kinds.claims"),
      engagements: t("kinds.engagements"),
      people: t("kinds.people"),
      pages: t("kinds.pages"),
      help: t("kinds.help"),
    },
  };
}
