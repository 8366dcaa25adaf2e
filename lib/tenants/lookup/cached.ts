import { getConfig } from "../../config";
import { log } from "../../log";
import { askProvider, type ProviderAnswer } from "./ask-provider";

const HOUR = 3_600_000;
/** A tenant stays; one that is not there yet may come. */
const KEPT = { tenant: 24 * HOUR, none: HOUR } as const;
const MOST_KEPT = 10_000;
/** After so many failures in a row nobody is asked for a while. */
const FAILURES = 5;
const PAUSE_MS = 60_000;

type Kept = { answer: ProviderAnswer; until: number };

const kept = new Map<string, Kept>();
const asking = new Map<string, Promise<ProviderAnswer>>();
let failures = 0;
let pausedUntil = 0;

/**
 * P24: what the identity provider says of a domain, as this process remembers it: two who ask at once ask once, and a
 * provider that fails again and again is left alone for a minute. Never within a transaction.
 */
export async function lookUpDomain(domain: string, now: Date): Promise<ProviderAnswer> {
  const host = getConfig().TENANT_LOOKUP_HOST;
  const key = `${host} ${domain}`;
  const known = kept.get(key);
  if (known && known.until > now.getTime()) return known.answer;
  if (pausedUntil > now.getTime()) return { kind: "failed", why: "paused" };
  const under = asking.get(key) ?? ask(key, domain, host, now);
  asking.set(key, under);
  try {
    return await under;
  } finally {
    asking.delete(key);
  }
}

async function ask(key: string, domain: string, host: string, now: Date): Promise<ProviderAnswer> {
  const answer = await askProvider(domain, { host });
  if (answer.kind === "failed") {
    failures += 1;
    if (failures >= FAILURES) {
      failures = 0;
      pausedUntil = now.getTime() + PAUSE_MS;
    }
    log.warn({ why: answer.why }, "the identity provider did not name a tenant");
    return answer;
  }
  failures = 0;
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, { answer, until: now.getTime() + KEPT[answer.kind] });
  return answer;
}
