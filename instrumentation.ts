import type { Instrumentation } from "next";

/**
 * Called by Next when a web server starts, before it answers anything. Throws when the clock is to be
 * shifted where real people's deadlines run.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { standInFront } = await import("@/lib/web/front/front");
  standInFront();
  const { seeWhatHappens } = await import("@/lib/web/see");
  seeWhatHappens();
  const { stopSoftly } = await import("@/lib/web/stopping");
  const { getConfig } = await import("@/lib/config");
  stopSoftly(getConfig().STOP_GRACE_SECONDS);
  if (!process.env.CLOCK_OFFSET_MS) return;
  const { refuseShiftedClock } = await import("@/lib/installation");
  const { getDatabase } = await import("@/lib/web/database");
  await refuseShiftedClock(getDatabase());
}

/** Called by Next with each error of a page, route or action; the number that people see of it goes into the log. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { tellFault } = await import("@/lib/web/see");
  tellFault(error, { route: context.routePath, what: context.routeType });
};
