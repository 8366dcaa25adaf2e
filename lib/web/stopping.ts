import type { ServerResponse } from "node:http";

/** One for the process: Next builds what calls these apart. */
const place = globalThis as { stopping?: boolean };

/** Whether this web server was told to stop: `/readyz` says so, and balancers send nothing more. */
export function isStopping(): boolean {
  return place.stopping === true;
}

/** From then on no answer keeps its connection: the next request goes elsewhere. */
export function keepNoConnection(response: ServerResponse): void {
  if (isStopping()) response.shouldKeepAlive = false;
}

/**
 * O5: told to stop, a web server first is no longer ready, for as long as balancers need to see it, and answers what still
 * comes. Then whoever waited for the signal has it: Next takes no more connections and ends what was begun.
 * Call it once the others wait.
 */
export function stopSoftly(graceSeconds: number): void {
  const others = process.listeners("SIGTERM");
  process.removeAllListeners("SIGTERM");
  process.once("SIGTERM", () => {
    place.stopping = true;
    const rest = () => {
      for (const stop of others) stop("SIGTERM");
    };
    // What the system has taken meanwhile is taken over first: closing would cut it off.
    setTimeout(() => setImmediate(rest), graceSeconds * 1_000);
  });
}
