/** Loaded before a child's own code: when the launcher is gone, the child stops as on a signal. */
if (process.channel) {
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
