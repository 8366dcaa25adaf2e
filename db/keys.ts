import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import type { Roles } from "./logins";

/** By which the product itself proves to the database that it asks; the newest first. */
export type ProductKeys = { web: readonly string[]; worker: readonly string[] };

/**
 * Makes the key that seals who asks, once and by chance, and lets the database know the product's own keys:
 * it keeps their hashes, each with the role that it is good for. Keys that are not given any more go.
 */
export async function prepareKeys(
  client: pg.Client,
  { web, worker }: Roles,
  keys: ProductKeys | undefined,
): Promise<void> {
  const [inner, outer] = padsOf(randomBytes(32));
  await client.query(
    "insert into private.seal (inner_pad, outer_pad) values ($1, $2) on conflict do nothing",
    [inner, outer],
  );
  if (!keys) return;
  const rows = [
    ...keys.web.map((key) => ({ role: web, actor: "door", key })),
    ...keys.worker.map((key) => ({ role: worker, actor: "system", key })),
  ];
  await client.query(
    `with given as (
       select * from unnest($1::text[], $2::text[], $3::bytea[]) as given (role, actor, hash)
     ), gone as (
       delete from private.keys k where not exists (
         select from given g where (g.role, g.hash) = (k.role, k.hash))
     )
     insert into private.keys (role, actor, hash) select * from given on conflict do nothing`,
    [
      rows.map(({ role }) => role),
      rows.map(({ actor }) => actor),
      rows.map(({ key }) => createHash("sha256").update(key).digest()),
    ],
  );
}

/** The two blocks that HMAC-SHA256 (RFC 2104) makes of a key: the database has only `sha256`. */
function padsOf(key: Buffer): [Buffer, Buffer] {
  const block = Buffer.alloc(64);
  key.copy(block);
  const pad = (mask: number) => Buffer.from(block.map((byte) => byte ^ mask));
  return [pad(0x36), pad(0x5c)];
}
