/**
 * Loaded before a child's own code: when the launcher is gone, the child stops as on a signal.
 * Processes that the child starts in turn are its own business.
 */
if (process.env.LEASH && process.channel) {
  delete process.env.LEASH;
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
