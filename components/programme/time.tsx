import { useFormatter } from "next-intl";

/** An instant in UTC, to the minute. */
export function Time({ at }: { at: Date }) {
  const format = useFormatter();
  return (
    <time dateTime={at.toISOString()}>
      {format.dateTime(at, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" })}
    </time>
  );
}
