import type { Count } from "@/lib/lists/schema";
import type { Formats } from "@/messages/format/formats";

/** A count as people read it: "12", "1,000+"; nothing when not all was looked at and nothing was met. */
export function countText({ count, more }: Count, format: Formats): string | undefined {
  if (!more) return format.count(count);
  return count > 0 ? `${format.count(count)}+` : undefined;
}
