import { createHash } from "node:crypto";
import type { Client } from "pg";
import { hashToken } from "@/lib/mail/tokens";

/** What a cookie of somebody says. */
export type SignedIn = { sessionId: string; secret: string };

/** The ID of the `n`th of a kind. */
export const namespace = (kind: string, n: number) =>
  createHash("md5")
    .update(`${kind}:${n.toString()}`)
    .digest("hex")
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4$5");

/** A company with a location and somebody who is signed in. */
export async function seedCompany(client: Client, index: number, size: number) {
  const ids = {
    partnerId: namespace("partner", index),
    locationId: namespace("location", index),
    userId: namespace("user", index),
    sessionId: namespace("session", index),
  };
  const { partnerId, locationId, userId, sessionId } = ids;
  const secret = createHash("sha256").update(sessionId).digest("base64url");
  await client.query("insert into partners (id, name, country) values ($1, $2, 'NL')", [
    partnerId,
    `Partner of ${size.toString()}`,
  ]);
  await client.query(
    `insert into locations (id, partner_id, mpn_id, name, city, country, time_zone, enrolment, payee_profile)
     values ($1, $2, $3, 'Utrecht', 'Utrecht', 'NL', 'Europe/Amsterdam', 'enrolled', 'valid')`,
    [locationId, partnerId, String(5_000_000 + index)],
  );
  await client.query(
    "insert into location_qualifications (partner_id, location_id, qualification, valid_from) values ($1, $2, 'solutions-partner:modern-work', '2020-01-01')",
    [partnerId, locationId],
  );
  await client.query("insert into users (id, name, email) values ($1, 'Bench Person', $2)", [
    userId,
    `bench-${index.toString()}@partner.example`,
  ]);
  await client.query(
    "insert into memberships (partner_id, user_id, joined_at) values ($1, $2, now())",
    [partnerId, userId],
  );
  await client.query(
    "insert into role_grants (partner_id, user_id, role) values ($1, $2, 'incentives_admin')",
    [partnerId, userId],
  );
  await client.query(
    `insert into sessions (id, user_id, partner_id, secret_hash, chosen_at, created_at, expires_at)
     values ($1, $2, $3, $4, now(), now(), now() + interval '30 days')`,
    [sessionId, userId, partnerId, hashToken(secret)],
  );
  return { ...ids, secret };
}
