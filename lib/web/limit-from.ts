import { clientNetwork } from "./client-address";
import { readDevice } from "./device";
import { limit } from "./rate-limit";

/**
 * U15: counts a try by where it comes from. A browser that somebody has signed in with before is counted by itself, so
 * that nobody else's tries from the same network keep its owner out; any other by its network.
 * Throws as `limit`.
 */
export async function limitFrom(
  what: string,
  headers: Pick<Headers, "get">,
  allowance: { points: number; seconds: number },
): Promise<void> {
  const device = await readDevice();
  const from = device ? `browser ${device.toString("base64url")}` : clientNetwork(headers);
  await limit(`${what}:${from}`, allowance);
}
