import { isIPv6 } from "node:net";

/**
 * The address that a request came from, for counting attempts. It is the last one in
 * `X-Forwarded-For`: what the nearest proxy saw; those before it are hearsay. Of IPv6 the network.
 */
export function clientAddress(headers: Pick<Headers, "get">): string {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  const address = last.replace(/^::ffff:/i, "");
  return isIPv6(address) ? network(address) : address || "unknown";
}

function network(address: string): string {
  const [head = "", tail] = address.split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array.from({ length: zeros }, () => "0"), ...back];
  return groups.slice(0, 4).join(":");
}
