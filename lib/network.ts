import { isIP, SocketAddress } from "node:net";

/**
 * An IP address in its one spelling: `::ffff:203.0.113.7` is 203.0.113.7, IPv6 is short and small, a
 * zone, a port and brackets are left off. Null for anything else.
 */
export function readAddress(text: string | undefined): string | null {
  if (text === undefined || text.length > 100) return null;
  const [, bracketed, dotted] = /^(?:\[([^\]]*)\]|([\d.]+))(?::\d{1,5})?$/.exec(text.trim()) ?? [];
  const address = (bracketed ?? dotted ?? text.trim()).replace(/%[\w.-]*$/, "");
  const kind = isIP(address);
  if (kind !== 6) return kind === 4 ? address : null;
  const short = new SocketAddress({ address, family: "ipv6" }).address;
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(short)?.[1] ?? short;
}

/** Whose address it is, as far as one can tell: of IPv6 the /64, within which people move about. */
export function networkOf(address: string): string {
  const short = readAddress(address) ?? address;
  if (!short.includes(":")) return short;
  const [head = "", tail = ""] = short.split("::");
  const front = head.split(":").filter(Boolean);
  const back = tail.split(":").filter(Boolean);
  const zeros = Array<string>(8 - front.length - back.length).fill("0");
  return [...front, ...zeros, ...back].slice(0, 4).join(":");
}
