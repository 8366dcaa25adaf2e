import { getConfig } from "@/lib/config";

/** The one clock: read once for each request or job, then passed on as `ctx.now`. */
export function readClock(): Date {
  return new Date(machineClock().getTime() + getConfig().CLOCK_OFFSET_MS);
}

/** This machine's own clock, whatever the settings are: only to compare it with another machine's. */
export function machineClock(): Date {
  return new Date();
}
