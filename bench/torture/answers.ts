import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { tokenOf } from "@/lib/mail/tokens";
import { readClock } from "@/lib/time/clock";
import { BROWSER } from "@/testing/asked";
import { answerAt, type Contest } from "@/testing/contest";
import { site, type Ground } from "./ground";

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

type Entry = Contest["entries"][number];

/** One answer that was sent: the status is 0 when no server said anything; `at` and `ms` by the monotonic clock. */
export type Outcome = { entry: Entry; status: number; at: number; ms: number };

/**
 * Sends one answer as a browser does through a balancer, which prefers servers that say they are ready, and asks the
 * other one when one takes no connections.
 * @param n tells senders apart
 * @param server which one it asks first
 */
export async function post(
  { field, balancer }: Ground,
  entry: Entry,
  n: number,
  server: number,
  decision: "accept" | "decline",
): Promise<Outcome> {
  const ipAddress = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
  const visitor = { ...entry.visitor, ipAddress };
  const { form } = answerAt(visitor, readClock(), decision, field);
  const { stamp, fullName } = form;
  const body = new URLSearchParams({ stamp, fullName, decision, more: "", reason: "" }).toString();
  const target = `/consent/${tokenOf("consent", visitor.linkId)}`;
  const at = performance.now();
  const [first, second] = balancer.order(server);
  let status = await send(first, target, body, ipAddress);
  if (status === "refused") status = await send(second, target, body, ipAddress);
  return { entry, status: status === "refused" ? 0 : status, at, ms: performance.now() - at };
}

/** The same until it is stored: where the product has too much to do, it says to try again, and people do. */
export async function insist(...asked: Parameters<typeof post>): Promise<Outcome[]> {
  const tries = [await post(...asked)];
  while (tries.at(-1)?.status === 503 && tries.length < 30) {
    await sleep(500);
    tries.push(await post(...asked));
  }
  return tries;
}

function send(
  port: number,
  target: string,
  body: string,
  from: string,
): Promise<number | "refused"> {
  return new Promise((resolve) => {
    const asked = request(
      {
        port,
        path: target,
        method: "POST",
        agent,
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "content-length": Buffer.byteLength(body),
          origin: site,
          "user-agent": BROWSER,
          "accept-language": "nl",
          "x-forwarded-for": from,
        },
      },
      (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode ?? 0));
        response.once("error", () => resolve(0));
      },
    );
    asked.once("error", (error: NodeJS.ErrnoException) => {
      // A kept connection that the server closed while it had nothing to do: nothing was asked of it.
      const closed = asked.reusedSocket && error.code === "ECONNRESET";
      resolve(error.code === "ECONNREFUSED" || closed ? "refused" : 0);
    });
    asked.end(body);
  });
}
