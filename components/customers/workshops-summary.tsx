import { useFormatter, useTranslations } from "next-intl";
import type { Review } from "@/lib/views/wizard-parts";

/** The chosen workshops on a review screen, each with its last day to get consent. */
export function WorkshopsSummary({ workshops }: { workshops: Review["workshops"] }) {
  const t = useTranslations("wizards.workshops");
  const format = useFormatter();
  return (
    <ul>
      {workshops.map(({ id, name, until, days }) => {
        const day = new Date(`${until}T00:00:00Z`);
        const date = format.dateTime(day, { dateStyle: "long", timeZone: "UTC" });
        return <li key={id}>{t("until", { name, date, days })}</li>;
      })}
    </ul>
  );
}
