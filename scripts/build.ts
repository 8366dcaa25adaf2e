import { makeArtefact } from "./run/artefact";
import { ensureBuilt } from "./run/build";
import { say } from "./run/settings";

/** `npm run build`: builds the web server unless the present sources are built already, and the artefact. */
ensureBuilt()
  .then(makeArtefact)
  .catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
