import { randomBytes } from "node:crypto";
import { z } from "zod";
import { metrics } from "./metrics/metrics";

const MINUTE_MS = 60_000;
/** At most so many a minute go out, so many at once, and each may take so long. */
const PER_MINUTE = 20;
const AT_ONCE = 5;
const PATIENCE_MS = 5_000;

const described = z.object({
  kind: z.string().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  places: z.array(z.string()).optional(),
});
const line = z.looseObject({
  level: z.number(),
  time: z.string(),
  msg: z.string().optional(),
  err: described.loose().optional(),
});
type Line = z.output<typeof line>;

let minute = -Infinity;
let sent = 0;
let under = 0;
let leftOut = 0;
const seen = new Set<string>();

/**
 * Tells a line of the log to whoever is to hear of errors (O19): a webhook, which gets it as it stands in the log, or
 * what speaks as Sentry does. The line holds nothing personal, for the log holds none. Never throws, and nobody waits
 * for it; of what comes too often, or while others are under way, only the number is told.
 * @param address `ERROR_HOOK`; one with a user before the host is Sentry's (`https://KEY@host/PROJECT`)
 */
export function tellHook(address: string, text: string): void {
  try {
    const read = line.parse(JSON.parse(text));
    if (!mayTell(read)) {
      leftOut += 1;
      metrics().reports.inc({ result: "left_out" });
      return;
    }
    const url = new URL(address);
    const [others] = [leftOut, (leftOut = 0)];
    under += 1;
    void send(url, read, others)
      .then(
        (ok) => metrics().reports.inc({ result: ok ? "sent" : "failed" }),
        () => metrics().reports.inc({ result: "failed" }),
      )
      .finally(() => (under -= 1));
  } catch {
    // Telling is no reason to fail.
  }
}

function mayTell({ msg, err }: Line): boolean {
  const now = performance.now();
  if (now - minute > MINUTE_MS) {
    minute = now;
    sent = 0;
    seen.clear();
  }
  const same = JSON.stringify([msg, err?.kind, err?.code, err?.message, err?.places?.[0]]);
  if (seen.has(same) || sent >= PER_MINUTE || under >= AT_ONCE) return false;
  seen.add(same);
  sent += 1;
  return true;
}

async function send(address: URL, read: Line, others: number): Promise<boolean> {
  const { url, headers, body } = address.username
    ? forSentry(address, read, others)
    : asItStands(address, read, others);
  const answer = await fetch(url, {
    method: "POST",
    headers,
    body,
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  await answer.body?.cancel();
  return answer.ok;
}

type Message = { url: URL; headers: Record<string, string>; body: string };

function asItStands(url: URL, read: Line, others: number): Message {
  const body = JSON.stringify({ ...read, leftOut: others });
  return { url, headers: { "Content-Type": "application/json" }, body };
}

/** An envelope with one event, as Sentry and what speaks like it take it. */
function forSentry(address: URL, read: Line, others: number): Message {
  const { username: key, origin, pathname } = address;
  const [, before = "", project = ""] = /^(.*)\/(\w+)\/?$/.exec(pathname) ?? [];
  const id = randomBytes(16).toString("hex");
  const { level, time, msg = "", err, ...rest } = read;
  const tags = Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [],
    ),
  );
  const value = err?.message ?? err?.code ?? "";
  const event = {
    event_id: id,
    timestamp: time,
    platform: "node",
    level: level >= 60 ? "fatal" : "error",
    logger: "engagements",
    logentry: { formatted: msg },
    tags: { ...tags, leftOut: String(others) },
    ...(err === undefined
      ? {}
      : {
          exception: {
            values: [{ type: err.kind, value, stacktrace: { frames: framesOf(err.places ?? []) } }],
          },
        }),
  };
  const lines = [{ event_id: id, sent_at: time }, { type: "event" }, event];
  return {
    url: new URL(`${origin}${before}/api/${project}/envelope/`),
    headers: {
      "Content-Type": "application/x-sentry-envelope",
      "X-Sentry-Auth": `Sentry sentry_version=7, sentry_client=engagements/1, sentry_key=${key}`,
    },
    body: lines.map((one) => `${JSON.stringify(one)}\n`).join(""),
  };
}

/** The places of an error, the innermost last. */
function framesOf(places: readonly string[]) {
  return places.toReversed().map((place) => {
    const [, name = "?", file = place, at = ""] =
      /^at (?:(.*) \()?(.*?)(?::(\d+):\d+)?\)?$/.exec(place) ?? [];
    return { function: name, filename: file, ...(at === "" ? {} : { lineno: Number(at) }) };
  });
}
