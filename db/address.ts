/** The names of the settings that hold a database's address. */
export const addressSettings = [
  "DATABASE_URL",
  "APP_DATABASE_URL",
  "WEB_DATABASE_URL",
  "WORKER_DATABASE_URL",
  "READ_DATABASE_URL",
] as const;

const parts = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^/?#]*,[^/?#]*)([^?#]*)(\?[^#]*)?$/;

/**
 * An address with several hosts (O10), as libpq writes it, as one that every reader of addresses takes: with the first
 * host in its place, and the others behind it as `also`. Any other text is given back as it is.
 */
export function oneHost(text: string): string {
  const found = parts.exec(text.trim());
  if (!found) return text;
  const [, before = "", hosts = "", path = "", query = ""] = found;
  const [first = "", ...others] = hosts.split(",");
  const search = new URLSearchParams(query);
  search.delete("target_session_attrs");
  search.set("also", others.join(","));
  return `${before}${first}${path}?${search.toString()}`;
}

export type Place = { host: string; port: number };

/** All hosts of an address, as `oneHost` gives it, the first one first. */
export function placesOf(url: string): Place[] {
  const { host, searchParams } = new URL(url);
  const others = searchParams.get("also")?.split(",") ?? [];
  return [host, ...others].map((place) => {
    const { hostname, port } = new URL(`postgresql://${place}`);
    return { host: hostname.replace(/^\[(.+)\]$/, "$1"), port: Number(port || 5432) };
  });
}

/** Whether an address leads through a pooler that gives each transaction another connection, as it says itself. */
export function saysPooled(url: string): boolean {
  return new URL(url).searchParams.get("pgbouncer") === "true";
}
