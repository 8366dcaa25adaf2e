import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import { say } from "./settings";

/** What waiting does not mend: the server answered, and refuses these settings. */
const refusals: Record<string, string> = {
  "28P01": "refuses the password of",
  "28000": "does not let in",
  "3D000": "has no such database:",
};

const coded = z.object({ code: z.string() });

/**
 * Waits until the database of a setting answers, with longer and longer pauses, and says what it
 * waits for. Throws a sentence when the server answers that the settings are wrong.
 * @param signal ends the waiting
 */
export async function awaitDatabase(
  url: string,
  signal: AbortSignal,
  { name = "DATABASE_URL", first = 500, longest = 15_000 } = {},
): Promise<void> {
  let said = "";
  for (let pause = first; ; pause = Math.min(pause * 2, longest)) {
    const code = await obstacle(url);
    if (code === null) return;
    const { username, pathname, host } = new URL(url);
    const refused = refusals[code];
    if (refused) {
      const what = code === "3D000" ? pathname.slice(1) : `the user “${username}”`;
      throw new Error(`${name}: the server at ${host} ${refused} ${what} (${code}).`);
    }
    signal.throwIfAborted();
    if (said !== code) say(`${name}: ${host} does not answer (${code}). Waiting for it …`);
    said = code;
    await sleep(pause, undefined, { signal });
  }
}

/** The code of what stands in the way; null when the database answers. */
async function obstacle(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select");
    return null;
  } catch (error) {
    const read = coded.safeParse(error);
    if (read.success) return read.data.code;
    return error instanceof Error ? error.message : "no answer";
  } finally {
    await client.end().catch(() => undefined);
  }
}
