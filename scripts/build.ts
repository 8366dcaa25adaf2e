import { ensureBuilt } from "./run/build";
import { say } from "./run/settings";

/** `npm run build`: builds the web server unless the present sources are built already. */
ensureBuilt().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
