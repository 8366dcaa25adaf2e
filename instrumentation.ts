/**
 * Called by Next when a web server starts, before it answers anything. Throws when the clock is to be
 * shifted where real people's deadlines run.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { standInFront } = await import("@/lib/web/front/front");
  standInFront();
  if (!process.env.CLOCK_OFFSET_MS) return;
  const { refuseShiftedClock } = await import("@/lib/installation");
  const { getDatabase } = await import("@/lib/web/database");
  await refuseShiftedClock(getDatabase());
}
