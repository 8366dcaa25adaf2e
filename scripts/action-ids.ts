import { existsSync, writeFileSync } from "node:fs";
import { builtActionIds, keptActionIds, keptFile } from "./run/action-ids";
import { ensureBuilt } from "./run/build";
import { say } from "./run/settings";

/**
 * `npm run action-ids`: writes down the ids of actions that are new. It changes and removes none: a page
 * of the release before may still send it. An action that no page has used for a whole release is
 * taken out by hand.
 */
void ensureBuilt().then(() => {
  const kept = existsSync(keptFile) ? keptActionIds() : {};
  const all = Object.entries({ ...builtActionIds(), ...kept });
  all.sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(keptFile, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
  say(
    `${String(all.length)} actions, ${String(all.length - Object.keys(kept).length)} of them new.`,
  );
});
