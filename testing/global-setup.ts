import { forgetSettings } from "../lib/config";

/**
 * Names the run, so that its databases can be found at its end, and forgets this shell's settings. The
 * server starts when first used.
 */
export default function globalSetup(): void {
  forgetSettings();
  process.env.TEST_RUN = String(process.pid);
}
