import { useLocale, useTranslations } from "next-intl";
import type { Grouping, PlotName } from "@/lib/claims/insight/schema";
import type { InsightView } from "@/lib/views/insight";
import { formats } from "@/messages/format/formats";
import { contentLanguage } from "@/messages/languages";

type Group = { key: string; name: string | null };

/** What figures and their groups are called, in the reader's language. */
export function useInsightWords(areas: InsightView["areas"]) {
  const t = useTranslations("insight");
  const locale = useLocale();
  const format = formats(locale);
  return {
    format,
    /** A month, or the day on which a week begins. */
    time: (plot: PlotName, key: string) => {
      if (key === "later") return t("later");
      return plot === "deadlines" ? format.shortDay(key) : format.month(key);
    },
    group: (by: Exclude<Grouping, "time">, { key, name }: Group) => {
      if (by === "country") return format.country(key);
      if (by === "area")
        return areas.find((area) => area.key === key)?.[contentLanguage(locale)] ?? key;
      return name ?? key;
    },
  };
}
