import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { Refusal } from "@/lib/errors";
import { sign } from "@/lib/keys";
import { log } from "@/lib/log";
import { untraced } from "@/lib/trace";
import { getDatabase } from "./database";
import { isUnavailable } from "./unavailable";

type Allowance = { points: number; seconds: number };

const limiters = new Map<string, RateLimiterPostgres>();

/**
 * Counts one attempt, for all web processes together; never call it inside a transaction.
 * @param key who or what is counted, such as `sign-in:name@company.com`; only a keyed hash of it is stored
 * Throws `rate_limited` (with `minutes` to wait) past the allowance, and `unavailable` when nobody
 * can count: it fails closed.
 */
export async function limit(key: string, allowance: Allowance): Promise<void> {
  try {
    await limiterOf(allowance).consume(sign("rate-limit", key).toString("base64url"));
  } catch (failure) {
    if (!(failure instanceof RateLimiterRes)) {
      if (!isUnavailable(failure)) log.error({ err: failure }, "attempts cannot be counted");
      throw new Refusal("unavailable");
    }
    const minutes = Math.max(1, Math.ceil(failure.msBeforeNext / 60_000));
    throw new Refusal("rate_limited", { params: { minutes } });
  }
}

/** The same as an answer: false past the allowance, and when nobody can count. */
export async function isWithin(key: string, allowance: Allowance): Promise<boolean> {
  try {
    await limit(key, allowance);
    return true;
  } catch (failure) {
    if (failure instanceof Refusal) return false;
    throw failure;
  }
}

function limiterOf({ points, seconds }: Allowance): RateLimiterPostgres {
  const keyPrefix = `${points}/${seconds}`;
  let limiter = limiters.get(keyPrefix);
  if (!limiter) {
    // Its timer clears what is over, for nobody's request.
    limiter = untraced(
      () =>
        new RateLimiterPostgres({
          storeClient: { query: ask },
          storeType: "client",
          tableName: "rate_limits",
          tableCreated: true,
          clearExpiredByTimeout: limiters.size === 0,
          keyPrefix,
          points,
          duration: seconds,
        }),
    );
    limiters.set(keyPrefix, limiter);
  }
  return limiter;
}

async function ask({ text, values }: { text: string; values: unknown[] }) {
  const rows = await getDatabase().query(text, values);
  return { rows, rowCount: rows.length };
}
