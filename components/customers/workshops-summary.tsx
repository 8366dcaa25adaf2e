import { useLocale, useTranslations } from "next-intl";
import type { Review } from "@/lib/views/wizard-parts";
import { formats } from "@/messages/format/formats";

/** The chosen workshops on a review screen, each with its last day to get consent. */
export function WorkshopsSummary({ workshops }: { workshops: Review["workshops"] }) {
  const t = useTranslations("wizards.workshops");
  const format = formats(useLocale());
  return (
    <ul>
      {workshops.map(({ id, name, until, days }) => {
        const date = format.day(until);
        return <li key={id}>{t("until", { name, date, days })}</li>;
      })}
    </ul>
  );
}
