import { useLocale, useTranslations } from "next-intl";
import type { LocationEvent } from "@/lib/views/location";
import { formats } from "@/messages/format/formats";
import { Card } from "../ui/card";

/** P4: every move of the enrolment and every change of the payee profile, with who and when. */
export function LocationHistory({ history, zone }: { history: LocationEvent[]; zone: string }) {
  const t = useTranslations("locations.history");
  const format = formats(useLocale());
  if (history.length === 0) return null;
  return (
    <Card title={t("title")}>
      <ol className="history">
        {history.map((event) => (
          <li key={event.key}>
            <p>
              {event.kind === "moved"
                ? t(`moved.${event.to}`)
                : t(`payee.${event.what}`, { lastFour: event.lastFour })}
            </p>
            {event.reason === null ? null : <blockquote>{event.reason}</blockquote>}
            <small>
              {t("line", {
                who: event.name ?? t("programme"),
                when: format.instant(event.at, zone),
              })}
            </small>
          </li>
        ))}
      </ol>
    </Card>
  );
}
