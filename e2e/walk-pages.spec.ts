import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, request, test, type APIRequestContext } from "@playwright/test";
import { z } from "zod";
import {
  addPath,
  addSteps,
  askSteps,
  claimPath,
  claimSteps,
  consentPath,
} from "@/components/customers/wizard-paths";
import { operatorRoles } from "@/db/schema";
import { hashToken } from "@/lib/mail/tokens";
import { encodeSession } from "@/lib/web/session-token";
import { forms, open, single, singleOfPartner, table } from "./walk-table";
import { base, everybody, outcome, subjects, walk } from "./walkers";
import { sql } from "./world";

/**
 * Nobody where they don't belong: every route of the build, for every role, on things that are
 * one's own, another location's, another partner's and absent. A route that the table does not
 * name fails the test.
 */
walk();

test("the table names every route of the build, and no other", () => {
  const routes = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")));
  const named = new Set([...Object.keys(table), ...Object.keys(forms), ...open]);
  expect(Object.values(routes).filter((route) => !named.has(route))).toEqual([]);
  const built = new Set(Object.values(routes));
  const needed = [...Object.keys(table), ...Object.keys(forms)];
  expect(needed.filter((route) => !built.has(route))).toEqual([]);
});

test("every page shows everybody what is theirs, and nothing else", async () => {
  const wrong: unknown[] = [];
  for (const rows of Object.values(table)) {
    for (const { address, expected } of rows) {
      await everybody(async (who) => {
        const found = await outcome(who, address(subjects));
        if (found !== expected[who]) wrong.push([who, address(subjects), found, expected[who]]);
      });
    }
  }
  expect(wrong).toEqual([]);
});

/** Somebody new, signed in as a mailed link does it; the statements make them what they are. */
async function walker(statements: string[], partner: string | null): Promise<APIRequestContext> {
  const userId = randomUUID();
  const [sessionId, secret] = [randomUUID(), randomBytes(32).toString("base64url")];
  await sql("insert into users (id, name, email, locale) values ($1, 'Wim Walker', $2, 'en')", [
    userId,
    `walker-${userId}@elsewhere.example`,
  ]);
  for (const statement of statements) await sql(statement, [userId]);
  await sql(
    `insert into sessions (id, secret_hash, user_id, partner_id, chosen_at, created_at, expires_at, second_factor_at)
     values ($1, $2, $3, $4, now(), now(), now() + interval '1 hour', now())`,
    [sessionId, hashToken(secret), userId, partner],
  );
  const expiresAt = new Date("2100-01-01T00:00:00Z");
  const value = encodeSession({ secret, sessionId, userId, expiresAt });
  const context = await request.newContext({
    baseURL: base,
    extraHTTPHeaders: { cookie: `session=${value}` },
  });
  return context;
}
test("an operator of one role opens what it is for, and is told of the others (P5)", async () => {
  const pages = {
    ...single,
    ...Object.fromEntries(
      Object.entries(singleOfPartner).map(([page, roles]) => [
        `/programme/partners/${subjects.ownPartner}${page}`,
        roles,
      ]),
    ),
  };
  const wrong: unknown[] = [];
  for (const role of operatorRoles) {
    const grant = `insert into operator_grants (user_id, role) values ($1, '${role}')`;
    const context = await walker([grant], null);
    for (const [path, roles] of Object.entries(pages)) {
      const answer = await context.get(path, { maxRedirects: 0 });
      const to = answer.headers().location ?? "";
      const found = answer.ok()
        ? "shown"
        : to.includes("/no-access")
          ? "no access"
          : to || answer.status();
      const expected = roles.includes(role) ? "shown" : "no access";
      if (found !== expected) wrong.push([role, path, found, expected]);
    }
  }
  expect(wrong).toEqual([]);
});

test("whoever did not join, left or is disabled is nobody; of two companies one shows at a time", async () => {
  const ours = subjects.ownPartner ?? "";
  const theirs = subjects.theirPartner ?? "";
  const member = (id: string, columns = "joined_at") =>
    `insert into memberships (partner_id, user_id, ${columns}) select '${id}', $1${", now()".repeat(columns.split(",").length)}`;
  const admin = (id: string) =>
    `insert into role_grants (partner_id, user_id, role) values ('${id}', $1, 'incentives_admin')`;
  const nobodies = [
    await walker(
      [`insert into memberships (partner_id, user_id) values ('${ours}', $1)`, admin(ours)],
      ours,
    ),
    await walker([member(ours, "joined_at, ended_at")], ours),
    await walker(
      [member(ours), admin(ours), "update users set disabled_at = now() where id = $1"],
      ours,
    ),
  ];
  for (const context of nobodies) {
    for (const path of ["/claims", "/settings/people", "/settings/security", "/programme"]) {
      const answer = await context.get(path, { maxRedirects: 0 });
      expect([path, answer.headers().location]).toEqual([
        path,
        expect.stringContaining("/sign-in"),
      ]);
    }
  }
  const both = await walker([member(ours), admin(ours), member(theirs), admin(theirs)], ours);
  for (const path of ["/settings/people", "/settings/locations", "/claims"]) {
    const text = await (await both.get(path)).text();
    expect([
      path,
      text.includes("noordzee-cloud.example") || text.includes("Noordzee"),
      text.includes("fjordline-it.example"),
    ]).toEqual([path, true, false]);
  }
  const foreign = `/settings/locations/${subjects.theirPlace}`;
  expect((await both.get(foreign, { maxRedirects: 0 })).status()).toBe(404);
});

test("a step of a wizard opens for nobody without a draft of their own", async () => {
  const wrong: unknown[] = [];
  const slug = "collaborative-apps";
  const absent = subjects.absent ?? "";
  const behind = (draft: { draft?: string }) => [
    ...addSteps.slice(1).map((step) => addPath(slug, step, draft)),
    ...claimSteps.slice(1).map((step) => claimPath(slug, absent, step, draft)),
    ...askSteps.slice(1).map((step) => consentPath(slug, absent, step, draft)),
  ];
  for (const draft of [{}, { draft: randomUUID() }]) {
    for (const path of behind(draft)) {
      await everybody(async (who) => {
        const found = await outcome(who, path);
        if (found === "shown") wrong.push([who, path, found]);
      });
    }
  }
  expect(wrong).toEqual([]);
});
