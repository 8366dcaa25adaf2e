import { useLocale, useTranslations } from "next-intl";
import type { Clock } from "@/lib/claims/review/schema";
import { formats } from "@/messages/format/formats";
import { Status } from "../ui/status";

/** W12: what is left of the time in which the programme means to decide. */
export function ClaimClock({ clock: { left, date } }: { clock: Clock }) {
  const t = useTranslations("review.queue");
  const text = left < 0 ? t("targetOver", { days: -left }) : t("targetLeft", { days: left });
  return (
    <>
      {left > 1 ? text : <Status tone={left < 0 ? "danger" : "warning"}>{text}</Status>}
      <small>{formats(useLocale()).shortDay(date)}</small>
    </>
  );
}
