import { randomBytes } from "node:crypto";
import { networkOf, readAddress } from "@/lib/network";

/** Where the front leaves the address. Nobody else can: it begins with a word of this process. */
const HEADER = "x-client-address";

const place = globalThis as { clientAddressWord?: string };
const word = (place.clientAddressWord ??= randomBytes(16).toString("base64url"));

/** The client's address (O7), for evidence; "unknown" for a request that did not pass the front. */
export function clientAddress(headers: Pick<Headers, "get">): string {
  const [by, address] = headers.get(HEADER)?.split(" ") ?? [];
  return (by === word && readAddress(address)) || "unknown";
}

/** The network of the client's address, for counting attempts. */
export function clientNetwork(headers: Pick<Headers, "get">): string {
  return networkOf(clientAddress(headers));
}

/** The header from which `clientAddress` reads; what came under its name is overwritten. */
export function addressHeader(address: string | null): Record<string, string> {
  return { [HEADER]: `${word} ${address ?? ""}` };
}
