/** Called by Next when a web server starts, before it answers anything. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { standInFront } = await import("@/lib/web/front/front");
  standInFront();
}
