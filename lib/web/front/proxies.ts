import { BlockList, isIP } from "node:net";
import { readAddress } from "@/lib/network";

/** Who may tell us where a request came from, besides the connection itself. */
export type Proxies = {
  /** Whether the other end of the connection is a proxy of ours. */
  trusts: (peer: string | null) => boolean;
  /** The client's address; null when not even the connection tells. */
  clientOf: (peer: string | null, forwarded: string | undefined) => string | null;
};

/**
 * Reads TRUSTED_PROXIES (O7): how many proxies every request passes ("1"), or their addresses and
 * ranges ("10.0.0.0/8, fd00::/8"). Without it nobody is trusted. Throws a sentence at anything else.
 */
export function readProxies(setting = ""): Proxies {
  const text = setting.trim();
  if (/^\d{1,2}$/.test(text)) return within((_, hops) => hops < Number(text));
  const ranges = rangesOf(text);
  return within((address) => ranges.check(address, isIP(address) === 6 ? "ipv6" : "ipv4"));
}

/**
 * Goes from the connection along what each proxy says it saw, as long as the one who says it is
 * trusted. What those before it wrote, or what is no address, is hearsay.
 */
function within(trusted: (address: string, hops: number) => boolean): Proxies {
  return {
    trusts: (peer) => peer !== null && trusted(peer, 0),
    clientOf(peer, forwarded) {
      const said = forwarded?.split(",") ?? [];
      let client = peer;
      for (let hops = 0; client !== null && trusted(client, hops) && said.length > 0; hops++) {
        const next = readAddress(said.pop());
        if (next === null) break;
        client = next;
      }
      return client;
    },
  };
}

function rangesOf(text: string): BlockList {
  const ranges = new BlockList();
  for (const range of text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [start = "", bits, more] = range.split("/");
    const kind = isIP(start);
    const most = kind === 6 ? 128 : 32;
    const length = bits === undefined ? most : Number(/^\d{1,3}$/.test(bits) ? bits : Number.NaN);
    if (kind === 0 || more !== undefined || !(length <= most)) {
      throw new Error(
        `TRUSTED_PROXIES: "${range}" is neither a number of proxies nor an address or range such as 10.0.0.0/8.`,
      );
    }
    ranges.addSubnet(start, length, kind === 6 ? "ipv6" : "ipv4");
  }
  return ranges;
}
