import { randomBytes, randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type { OperatorRole } from "@/lib/ctx";
import { hashToken } from "@/lib/mail/tokens";
import { encodeSession } from "@/lib/web/session-token";
import { sql } from "./world";

/** Somebody new of the first persona's company. */
export async function newPerson(): Promise<string> {
  const userId = randomUUID();
  await sql("insert into users (id, name, email, locale) values ($1, 'Vera Smit', $2, 'en')", [
    userId,
    `vera-${userId.slice(0, 8)}@noordzee-cloud.example`,
  ]);
  await sql(
    `insert into memberships (partner_id, user_id, joined_at)
     select id, $1, now() from partners where name = 'Noordzee Cloud'`,
    [userId],
  );
  return userId;
}

/** Somebody new of the programme's staff. */
export async function newOperator(...roles: readonly OperatorRole[]): Promise<string> {
  const userId = randomUUID();
  await sql("insert into users (id, name, email, locale) values ($1, $2, $3, 'en')", [
    userId,
    `Otto ${userId.slice(0, 8)}`,
    `otto-${userId.slice(0, 8)}@programme.example`,
  ]);
  await sql("insert into operator_grants (user_id, role) select $1, unnest($2::text[])", [
    userId,
    roles,
  ]);
  return userId;
}

/** A session of theirs as a mailed link opened it, now or some minutes ago. */
export async function openSession(
  page: Page,
  userId: string,
  url = process.env.E2E_URL ?? "",
  minutesAgo = 0,
): Promise<void> {
  const [sessionId, secret] = [randomUUID(), randomBytes(32).toString("base64url")];
  await sql(
    `insert into sessions (id, secret_hash, user_id, partner_id, chosen_at, created_at, expires_at, second_factor_at)
     select $1, $2, u.id, m.partner_id, now(), now() - make_interval(mins => $4), now() + interval '1 hour',
       case when m.partner_id is null then now() end
     from users u left join memberships m on m.user_id = u.id where u.id = $3`,
    [sessionId, hashToken(secret), userId, minutesAgo],
  );
  const expiresAt = new Date("2100-01-01T00:00:00Z");
  const value = encodeSession({ secret, sessionId, userId, expiresAt });
  await page.context().addCookies([{ name: "session", value, url }]);
}
