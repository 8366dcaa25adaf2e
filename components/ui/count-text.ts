import type { Count } from "@/lib/lists/schema";

/** A count as people read it: "12", "1,000+"; nothing when not all was looked at and nothing was met. */
export function countText(
  { count, more }: Count,
  format: { number: (value: number) => string },
): string | undefined {
  if (!more) return format.number(count);
  return count > 0 ? `${format.number(count)}+` : undefined;
}
