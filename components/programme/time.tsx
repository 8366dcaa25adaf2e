import { useLocale, useTimeZone } from "next-intl";
import { formats } from "@/messages/format/formats";

/** An instant in the reader's time zone, to the minute. */
export function Time({ at }: { at: Date }) {
  const words = formats(useLocale()).shortInstant(at, useTimeZone() ?? "UTC");
  return <time dateTime={at.toISOString()}>{words}</time>;
}
