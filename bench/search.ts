import { openDatabase } from "@/db/client";
import { reading, type PartnerUser, type Tx } from "@/lib/ctx";
import { listCustomers } from "@/lib/customers/list";
import { getCustomersHead } from "@/lib/customers/queries";
import { customersQuery } from "@/lib/customers/schema";
import { searchView } from "@/lib/views/search";
import { readClock } from "@/lib/time/clock";
import { cpuOf, quantile } from "./process";
import type { World } from "./seed";

/** Every kind of term: rare and common, one letter and many, one word and several, and none at all. */
const terms = [
  "foods 050000",
  "foods",
  "zuider",
  "z",
  "zu",
  "n",
  "0",
  "05",
  "050",
  "0500",
  "0500000",
  "customer",
  "customer-5",
  "customer-50000",
  "customer-500000.example",
  "someone@customer-500",
  "example",
  "1",
  "15",
  "1500",
  "1500000",
  "a",
  "c4",
  "c4ca",
  "contoso foods",
  "foods contoso",
  "foods verzekeringen",
  "porto 09",
  "Łódź energie",
  "lodz",
  "ålborg bouw",
  "zzz",
  "%",
  "_",
  "'\"\\",
  "東京",
  "n z",
  "x".repeat(100),
  "noord",
  "labs 0999",
];
const sorts = ["name", "-name", "days", "-days"];
const shapes = [{}, { tab: "complete" }, { tab: "ineligible" }, { status: "asked" }];

/**
 * SQL time of searches among the customers of one partner: milliseconds of each, and of the
 * database's CPU where the system tells. The slowest terms last.
 */
export async function measureSearch(
  webUrl: string,
  slug: string,
  partner: World["partners"][number],
): Promise<{ p95: number; p95Cpu: number; slowest: { q: string; ms: number; cpu: number }[] }> {
  const { read, close } = readerOf(webUrl, partner);
  try {
    const pid = await read(async (tx) => {
      const found = await tx.db.execute<{ pid: number }>("select pg_backend_pid() as pid");
      return found.rows[0]?.pid ?? 0;
    });
    const { engagement, counts } = await read((tx) => getCustomersHead(tx, slug));
    const took: { q: string; ms: number; cpu: number }[] = [];
    for (let round = 0; round < 4; round++) {
      for (const q of terms)
        for (const [n, sort] of sorts.entries()) {
          const query = customersQuery.parse({
            ...shapes[(round + n) % shapes.length],
            q,
            sort,
            after: null,
          });
          const listed = counts
            .filter(
              (row) =>
                row.tab === query.tab &&
                (query.status.length === 0 || query.status.some((one) => one === row.status)),
            )
            .reduce((sum, { count }) => sum + count, 0);
          await read(async (tx) => {
            const [from, cpu] = [performance.now(), cpuOf(pid)];
            await listCustomers(tx, engagement.id, query, () => ({ placed: listed, listed }));
            took.push({ q: `${q} ${sort}`, ms: performance.now() - from, cpu: cpuOf(pid) - cpu });
          });
        }
    }
    return {
      p95: quantile(
        took.map(({ ms }) => ms),
        0.95,
      ),
      p95Cpu: quantile(
        took.map(({ cpu }) => cpu),
        0.95,
      ),
      slowest: took.sort((a, b) => b.ms - a.ms).slice(0, 12),
    };
  } finally {
    await close();
  }
}

/**
 * K5: SQL time of the whole answer while one types, at this partner: the same terms, all kinds together.
 */
export async function measureFound(
  webUrl: string,
  partner: World["partners"][number],
): Promise<{ p95: number; slowest: { q: string; ms: number }[] }> {
  const { read, close } = readerOf(webUrl, partner);
  try {
    const took: { q: string; ms: number }[] = [];
    for (let round = 0; round < 6; round++)
      for (const q of terms)
        await read(async (tx) => {
          const from = performance.now();
          await searchView(tx, { q, locale: "en" });
          // Before, plans and pages of the database are made.
          if (round > 0) took.push({ q, ms: performance.now() - from });
        });
    const p95 = quantile(
      took.map(({ ms }) => ms),
      0.95,
    );
    return { p95, slowest: took.sort((a, b) => b.ms - a.ms).slice(0, 12) };
  } finally {
    await close();
  }
}

/** Reads as the one person of a seeded partner. */
function readerOf(webUrl: string, partner: World["partners"][number]) {
  const db = openDatabase(webUrl, { max: 1, timeoutMs: 30_000 });
  const { sessionId, secret } = partner;
  const person = {
    userId: sessionId,
    sessionId,
    signedInAt: new Date(0),
    secret,
    name: "",
    email: "",
  };
  const actor: PartnerUser = {
    kind: "partner",
    ...person,
    signedInAt: new Date(0),
    title: "",
    phone: "",
    locale: "en",
    timeZone: null,
    partnerId: partner.partnerId,
    partnerName: "",
    grants: [{ locationId: null, role: "incentives_admin" }],
  };
  const read = <T>(work: (tx: Tx<PartnerUser>) => Promise<T>) =>
    reading({ actor, now: readClock(), db }, work, { planOnce: true });
  return { read, close: () => db.close() };
}
