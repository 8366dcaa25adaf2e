import { authorize } from "../../access/authorize";
import { getConfig } from "../../config";
import type { Ctx } from "../../ctx";
import { listStamps, TIMED } from "./read";
import { openShelf, type Shelf } from "./shelf";
import { askTimeStamp, isTimeStampOf, timeStamp, type TimeStamp } from "./time-stamp";

/** How many are asked for at once: what a service that was away has missed is made up for bit by bit. */
const MOST = 20;

/**
 * O15: has the newest stamps that have none time-stamped by the service of `AUDIT_TSA` (RFC 3161), so that nobody, not even
 * who knows the keys, makes them anew later. What it says is kept beside them. Without the setting nothing is done.
 * @returns how many were
 */
export async function stampTimes(ctx: Ctx): Promise<number> {
  authorize(ctx, "audit.stamp");
  const { AUDIT_TSA } = getConfig();
  if (AUDIT_TSA === undefined) return 0;
  const shelf = await openShelf(ctx);
  const timed = new Set((await shelf.list()).filter((name) => name.startsWith(TIMED)));
  const open = (await listStamps(shelf))
    .filter((name) => !timed.has(`${TIMED}${name}`))
    .slice(-MOST);
  for (const name of open) {
    const kept = await shelf.read(name);
    if (kept === null) continue;
    const said = await askTimeStamp(AUDIT_TSA, name, kept);
    await shelf.add(`${TIMED}${name}`, `${JSON.stringify(said)}\n`);
  }
  return open.length;
}

export type TimedState = { timed: number; misfits: string[]; gone: string[] };

/** Which kept time stamps are not of the stamp that they name, and of which stamps alone they are left. Reads only. */
export async function verifyTimes(shelf: Shelf): Promise<TimedState> {
  const names = (await shelf.list()).filter((name) => name.startsWith(TIMED));
  const [misfits, gone]: [string[], string[]] = [[], []];
  for (const name of names) {
    const stamp = name.slice(TIMED.length);
    const kept = await shelf.read(stamp);
    const said = readTimed(await shelf.read(name));
    if (kept === null) gone.push(stamp);
    else if (!said || said.stamp !== stamp || !isTimeStampOf(said, kept)) misfits.push(stamp);
  }
  return { timed: names.length, misfits, gone };
}

function readTimed(text: string | null): TimeStamp | null {
  try {
    return timeStamp.parse(JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}
