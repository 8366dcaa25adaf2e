import { useLocale } from "next-intl";
import { formats } from "@/messages/format/formats";

/** An instant in UTC, to the minute. */
export function Time({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{formats(useLocale()).shortInstant(at, "UTC")}</time>;
}
