/** Names the run, so that its databases can be found at its end. The server starts when first used. */
export default function globalSetup(): void {
  process.env.TEST_RUN = String(process.pid);
}
