import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Operator, PartnerUser } from "@/lib/ctx";
import { freezeRun } from "@/lib/payments/freeze-run";
import { openRun } from "@/lib/payments/open-run";
import { payClaim } from "@/lib/claims/review/pay-claim";
import { approved } from "@/testing/approved";
import { attacker } from "@/testing/attacker";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { waiting } from "@/testing/places";
import { seen } from "@/testing/runs";

/** U13: what asks who somebody is anew is asked by the database too, whoever writes as the web server. */
const them = attacker(() => f);
const f = fixture();
const at = new Date("2026-04-20T10:00:00Z");
const STAFF = "00000000-0000-0000-0000-000000000000";
let staff: Operator;
let admin: PartnerUser;
/** Each statement by the verb that asks; the last word is what became of it when somebody had just proved who they are. */
let acts: [string, Operator | PartnerUser, string, number | string][];

beforeAll(async () => {
  const paid = await approved(f);
  staff = await f.operator();
  const ctx = justIn(f.ctx(staff, at));
  const frozen = await openRun(ctx);
  await freezeRun(ctx, await seen(f, frozen));
  const loose = await approved(f, { engagement: paid.engagement });
  const open = await openRun(ctx);
  const [payment] = await f.sql<{ id: string }>("select id from payments");
  const alone = await approved(f, { engagement: paid.engagement });
  const byHand = await approved(f, { engagement: paid.engagement });
  await payClaim(ctx, { number: byHand.claim.number, paymentReference: "BY-HAND" });
  const company = await waiting(f);
  admin = company.admin;
  const engagement = await f.engagement();
  const colleague = await f.operator({ roles: ["reader"] });
  await prepare(engagement, company);
  await f.sql("update programme set approver_pays = true");
  const version = `engagement_id = '${engagement.id}' and number`;
  const run = (id: string, set: string) =>
    `update payment_runs set ${set}, revision = revision + 1, changed_at = now(), changed_by = app_user() where id = '${id}'`;
  const rate = `('${engagement.id}', 'C', '2099-02-01', 1, app_user())`;
  const told = `update payments set failed_as = 'other', failed_why = 'x', told_at = now(), told_by = app_user() where id = '${payment!.id}'`;
  acts = [
    [
      "engagements/editing/publish-version",
      staff,
      `update engagement_versions set holds_from = current_date + 9, proposed_at = now(), proposed_by = app_user(), changed_by = app_user() where ${version} = 3`,
      1,
    ],
    [
      "engagements/editing/publish-version",
      staff,
      `insert into engagement_versions (engagement_id, number, name, summary, consent_days, delivery_days, review_days, dispute_days, partner_criteria, customer_criteria, poe, resources, changed_by, holds_from, published_at) select engagement_id, 9, name, summary, 1, 1, 1, 1, partner_criteria, customer_criteria, poe, resources, app_user(), '2999-02-01', now() from engagement_versions where ${version} = 1`,
      1,
    ],
    [
      "engagements/editing/agree-version",
      staff,
      `update engagement_versions set holds_from = '2999-02-01', published_at = now(), published_by = app_user(), changed_by = app_user() where ${version} = 3`,
      1,
    ],
    [
      "engagements/editing/withdraw-version",
      staff,
      `update engagement_versions set withdrawn_at = now(), withdrawn_by = app_user() where ${version} = 2`,
      1,
    ],
    [
      "engagements/rates/add-rate",
      staff,
      `insert into engagement_rates (engagement_id, band, valid_from, amount_minor, proposed_by) values ${rate}`,
      1,
    ],
    [
      "engagements/rates/agree-rate",
      staff,
      `update engagement_rates set agreed_at = now(), agreed_by = app_user() where engagement_id = '${engagement.id}'`,
      1,
    ],
    [
      "engagements/rates/remove-rate",
      staff,
      `select delete_rate('${engagement.id}', '2099-01-01', 'C')`,
      1,
    ],
    [
      "engagements/rates/keep-rate",
      staff,
      `select want_rate_removed('${engagement.id}', '2099-01-01', 'C', true)`,
      1,
    ],
    ["engagements/words/agree-countries", staff, "delete from band_proposals where band = 'Y'", 1],
    [
      "engagements/words/withdraw-countries",
      staff,
      "delete from band_proposals where band = 'Y'",
      1,
    ],
    [
      "engagements/exchange/import-catalogue",
      staff,
      "update catalogue_files set taken_at = now(), taken_by = app_user()",
      1,
    ],
    [
      "engagements/words/add-word",
      staff,
      "insert into market_bands (key, label_en, label_nl, changed_at, changed_by) values ('Z', 'Z', 'Z', now(), app_user())",
      1,
    ],
    [
      "engagements/words/change-word",
      staff,
      "insert into market_countries (country, band) values ('AQ', 'C')",
      1,
    ],
    [
      "engagements/words/change-word",
      staff,
      "update market_countries set band = 'C' where country = 'ZZ'",
      1,
    ],
    [
      "engagements/words/remove-word",
      staff,
      "delete from market_countries where country = 'ZZ'",
      1,
    ],
    ["engagements/words/remove-word", staff, "delete from market_bands where key = 'Y'", 1],
    [
      "claims/review/pay-claim",
      staff,
      `update workshop_claims set status = 'paid', status_at = now(), paid_at = now(), payment_reference = 'X' where id = '${alone.claim.id}'`,
      1,
    ],
    [
      "claims/review/pay-claims",
      staff,
      `update workshop_claims set status = 'paid', status_at = now(), paid_at = now(), payment_reference = 'Y' where id = '${alone.claim.id}'`,
      1,
    ],
    [
      "claims/review/return-payment",
      staff,
      `insert into claim_returns (partner_id, claim_id, reference, paid_at, returned_on, why, told_at, told_by) select partner_id, id, payment_reference, paid_at, current_date, 'x', now(), app_user() from workshop_claims where id = '${byHand.claim.id}'`,
      "claim_returns_unsettled",
    ],
    [
      "imports/begin-import",
      staff,
      "update import_runs set state = 'running', began_at = now(), began_by = app_user(), moved_at = now() where kind = 'history'",
      1,
    ],
    [
      "programme/account/change-account",
      staff,
      "insert into programme_accounts (version, name, bic, last_four, key_id, sealed, given_at, given_by) values (1, 'X', '', '1234', 'x', 'x', now(), app_user())",
      1,
    ],
    [
      "programme/change-settings",
      staff,
      "update programme set two_editors = not two_editors, changed_at = now(), changed_by = app_user()",
      1,
    ],
    [
      "programme/change-settings",
      staff,
      "update programme set operators_factor = not operators_factor, changed_at = now(), changed_by = app_user()",
      1,
    ],
    ["payments/files/take-file", staff, run(frozen, "exported_at = now()"), 1],
    ["payments/cancel-run", staff, run(open, "cancelled_at = now(), cancelled_by = app_user()"), 1],
    [
      "payments/freeze-run",
      staff,
      run(open, "frozen_at = now(), frozen_by = app_user()"),
      "payment_runs_empty",
    ],
    [
      "payments/freeze-run",
      staff,
      `insert into payments (partner_id, run_id, run_number, place, location_id, payee_version, legal_name, country, account_currency, account_kind, last_four, channel, claims, amount_minor, currency) select p.partner_id, '${open}', 2, 1, p.location_id, p.version, p.legal_name, p.country, p.currency, p.account_kind, p.last_four, 'csv', 1, 1, 'USD' from payee_profiles p where p.partner_id = '${loose.company.id}'`,
      1,
    ],
    ["payments/results/give-result", staff, told, "payments_told_once"],
    ["payments/results/take-results", staff, told, "payments_told_once"],
    [
      "partners/payee/decide-payee",
      staff,
      `update payee_profiles set decision = 'valid', decided_at = now(), decided_by = app_user() where partner_id = '${company.id}'`,
      1,
    ],
    [
      "partners/payee/change-payee",
      admin,
      `insert into payee_profiles (partner_id, location_id, version, legal_name, tax_number, country, currency, account_kind, last_four, key_id, sealed, proof, given_at, given_by) select partner_id, location_id, 2, legal_name, tax_number, country, currency, account_kind, last_four, key_id, 'x', proof, now(), app_user() from payee_profiles where version = 1 and partner_id = '${company.id}'`,
      1,
    ],
    [
      "privacy/requests/ask-person",
      staff,
      "insert into person_requests (address, asked_at, asked_by) values ('x@elsewhere.example', now(), app_user())",
      1,
    ],
    [
      "privacy/requests/give-person",
      staff,
      "update person_requests set given_at = now(), given_by = app_user()",
      1,
    ],
    [
      "privacy/requests/tell-erasure",
      staff,
      "update person_requests set erase_at = now(), erase_by = app_user()",
      1,
    ],
    [
      "privacy/requests/close-request",
      staff,
      "select close_person_request(id, now()) from person_requests",
      1,
    ],
    [
      "privacy/holds/place-hold",
      staff,
      "insert into legal_holds (tenant_id, reason, placed_at, placed_by) select id, 'x', now(), app_user() from tenants limit 1",
      1,
    ],
    [
      "privacy/holds/lift-hold",
      staff,
      "update legal_holds set lifted_at = now(), lifted_by = app_user(), lifted_why = 'x'",
      1,
    ],
    [
      "people/operators/change-operator-roles",
      staff,
      `insert into operator_grants (user_id, role, granted_at, granted_by) values ('${colleague.userId}', 'reviewer', now(), app_user())`,
      1,
    ],
    [
      "people/operators/change-operator-roles",
      staff,
      `delete from operator_grants where user_id = '${colleague.userId}'`,
      1,
    ],
    [
      "people/members/invite-people",
      staff,
      `insert into invitations (partner_id, email, language, roles, created_at, created_by, sent_at, expires_at) values ('${STAFF}', 'x@elsewhere.example', 'en', '[{"role":"reader","locationId":null}]', now(), app_user(), now(), now() + interval '1 day')`,
      1,
    ],
    [
      "people/members/resend-invitation",
      staff,
      "update invitations set sent_at = now(), expires_at = now() + interval '7 days', created_by = app_user() where email = 'old@elsewhere.example'",
      1,
    ],
    [
      "people/sign-in-rule/change-sign-in-rule",
      admin,
      `insert into sign_in_rules (partner_id, needs_factor, changed_at, changed_by) values ('${company.id}', true, now(), app_user())`,
      1,
    ],
  ];
  await them.connect();
});

/** What the statements need, as it came to be long ago. */
async function prepare({ id }: Engagement, company: Company): Promise<void> {
  const versions =
    "partner_criteria, customer_criteria, poe, resources from engagement_versions where engagement_id = $1 and number = 1";
  const into =
    "insert into engagement_versions (engagement_id, number, name, summary, consent_days, delivery_days, review_days, dispute_days, holds_from, published_at, partner_criteria, customer_criteria, poe, resources)";
  await f.sql(
    `${into} select engagement_id, 2, name, summary, 1, 1, 1, 1, '2999-01-01', now(), ${versions}`,
    [id],
  );
  await f.sql(
    `${into} select engagement_id, 3, name, summary, 1, 1, 1, 1, null, null, ${versions}`,
    [id],
  );
  await f.sql(
    "insert into engagement_rates (engagement_id, band, valid_from, amount_minor, proposed_by, agreed_at) values ($1, 'C', '2099-01-01', 1, $2, null)",
    [id, company.admin.userId],
  );
  const by = staff.userId;
  await f.sql(
    "insert into person_requests (address, asked_at, asked_by) values ('who@elsewhere.example', now(), $1)",
    [by],
  );
  await f.sql(
    "insert into legal_holds (partner_id, claim_id, reason, placed_at, placed_by) select partner_id, id, 'x', now(), $1 from workshop_claims limit 1",
    [by],
  );
  await f.sql(
    "insert into catalogue_files (file_name, sha256, said, made_at, made_by) values ('x', 'x', '{}', now(), $1)",
    [by],
  );
  await f.sql("insert into market_bands (key, label_en, label_nl) values ('Y', 'Y', 'Y')");
  await f.sql("insert into market_countries (country, band) values ('ZZ', 'A')");
  await f.sql(
    "insert into band_proposals (band, elsewhere, countries, proposed_at, proposed_by) values ('Y', false, 'ZZ', now(), $1)",
    [by],
  );
  await f.sql(
    "insert into import_runs (kind, state, file_name, sha256, size, made_at, made_by, moved_at) values ('history', 'previewed', 'x', 'x', 1, now(), $1, now())",
    [by],
  );
  await f.sql(
    `insert into invitations (partner_id, email, language, roles, created_at, created_by, sent_at, expires_at)
     values ($1, 'old@elsewhere.example', 'en', '[{"role":"reader","locationId":null}]', now(), $2, now() - interval '9 days', now() - interval '2 days')`,
    [STAFF, by],
  );
}

test("U13 each act that asks anew who somebody is, is refused by the database to who proved it 20 minutes ago, and open to who did just now", async () => {
  for (const minutes of [20, 0]) {
    await f.sql(
      "update sessions set proven_at = now() - make_interval(mins => $1), created_at = now() - interval '1 hour'",
      [minutes],
    );
    for (const [verb, actor, statement, allowed] of acts) {
      await them.begin(actor);
      const found = await them.tries(statement);
      // Where a policy asks, a statement finds no row, or makes none.
      const refused = ["asks_again", "row-level security", 0].includes(found ?? 0);
      const became = minutes === 0 ? found : refused ? "refused" : found;
      expect([verb, statement, became]).toEqual([
        verb,
        statement,
        minutes === 0 ? allowed : "refused",
      ]);
    }
  }
});

test("U13 every verb that asks is in that list", () => {
  const lib = path.join(process.cwd(), "lib");
  const asking = readdirSync(lib, { recursive: true, encoding: "utf8" })
    .filter(
      (file) =>
        file.endsWith(".ts") && !file.endsWith(".test.ts") && !/^(access|views)\//.test(file),
    )
    .filter((file) => readFileSync(path.join(lib, file), "utf8").includes("requireFresh("))
    .map((file) => file.replace(/\.ts$/, ""));
  expect(asking.sort()).toEqual([...new Set(acts.map(([verb]) => verb))].sort());
});
