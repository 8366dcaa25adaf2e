import { getConfig } from "@/lib/config";

/** The one clock: read once for each request or job, then passed on as `ctx.now`. */
export function readClock(): Date {
  return new Date(Date.now() + getConfig().CLOCK_OFFSET_MS);
}
