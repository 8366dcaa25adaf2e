import { lookup } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { z } from "zod";

/** Of the whole answer, head included; a discovery document has some 2 KB. */
const TIMEOUT_MS = 3_000;
const MOST_BYTES = 65_536;

/** Of accounts that are nobody's organisation: every address of Outlook.com and Live leads there. */
const CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";

/** What the identity provider says: the tenant ID, that it knows none, or nothing that can be understood. */
export type ProviderAnswer =
  | { kind: "tenant"; id: string }
  | { kind: "none" }
  | { kind: "failed"; why: string };

/**
 * P24: asks the public OpenID discovery document of a domain for its tenant ID. Only `host` is asked, whatever it
 * answers: a redirect is none that is followed. It is never asked at a private, link-local or loopback address, but where
 * the setting itself names the machine (`http://localhost:…`), as tests do. Never within a transaction.
 * @param domain in ASCII, as `asciiDomain` gives it
 */
export async function askProvider(
  domain: string,
  { host, timeoutMs = TIMEOUT_MS }: { host: string; timeoutMs?: number },
): Promise<ProviderAnswer> {
  const url = new URL(`/${encodeURIComponent(domain)}/v2.0/.well-known/openid-configuration`, host);
  try {
    const { status, body } = await get(url, timeoutMs);
    // It knows no tenant of that name: AADSTS90002.
    if (status === 400 || status === 404) return { kind: "none" };
    if (status !== 200) return { kind: "failed", why: `status ${status}` };
    return tenantIn(body);
  } catch (error) {
    return { kind: "failed", why: error instanceof Error ? error.message : "unknown" };
  }
}

const document = z.object({ issuer: z.string().max(500) });

function tenantIn(body: string): ProviderAnswer {
  const id = document
    .transform(
      ({ issuer }) => /\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//i.exec(issuer)?.[1],
    )
    .safeParse(parsed(body)).data;
  if (!id) return { kind: "failed", why: "no issuer" };
  return id.toLowerCase() === CONSUMERS
    ? { kind: "none" }
    : { kind: "tenant", id: id.toLowerCase() };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function get(url: URL, timeoutMs: number): Promise<{ status: number; body: string }> {
  const own = isOwnMachine(url.hostname);
  const bare = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(bare) !== 0 && !own && isPrivate(bare)) throw new Error("a private address");
  const client = url.protocol === "http:" ? http : https;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const options = {
      signal,
      agent: false,
      ...(own ? {} : { lookup: publicOnly }),
      headers: { accept: "application/json" },
    };
    const request = client.get(url, options, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on("data", (part: Buffer) => {
        size += part.length;
        if (size > MOST_BYTES) request.destroy(new Error("too large"));
        else parts.push(part);
      });
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString("utf8") });
      });
      response.on("error", reject);
    });
    request.on("error", reject);
  });
}

const isOwnMachine = (name: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(name);

/** Resolves a name, and refuses it when any of its addresses is private: which one is taken nobody can say. */
const publicOnly: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }).then(
    (found) => {
      const [first] = found;
      if (!first || found.some(({ address }) => isPrivate(address)))
        done(new Error("a private address"), "", 0);
      else if (options.all) done(null, found);
      else done(null, first.address, first.family);
    },
    (error: unknown) => {
      done(error instanceof Error ? error : new Error("no such name"), "", 0);
    },
  );
};

const notPublic = new BlockList();
for (const [net, bits] of [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
  ] as const),
  ...([
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.168.0.0", 16],
  ] as const),
  ...([
    ["198.18.0.0", 15],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ] as const),
] as const)
  notPublic.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ...([
    ["::", 96],
    ["fc00::", 7],
    ["fe80::", 10],
    ["ff00::", 8],
    ["64:ff9b::", 96],
    ["2002::", 16],
  ] as const),
] as const)
  notPublic.addSubnet(net, bits, "ipv6");

/** Whether an address is on no public network; an IPv4 one within IPv6 is as it is by itself. */
export function isPrivate(address: string): boolean {
  const within = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = within ?? address;
  return notPublic.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
}
