import { emailStates } from "@/db/schema";
import { claimStatuses, isOpen, statusAt } from "@/lib/claims/rules";
import { whyNotYet } from "@/lib/claims/surveys/rules";
import { whyNotAsk } from "@/lib/consent/rules";
import { databaseError } from "@/lib/errors";
import { isTrouble } from "@/lib/mail/rules";
import { ask } from "@/testing/asked";
import { consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { tamper } from "@/testing/tamper";

/** Rules about rounds, claims and surveys that stand in TypeScript and in SQL, over all cases. */
const f = fixture({ tampers: true });

test("W3: in which statuses the proof of a claim changes", async () => {
  const { claim } = await consented(f);
  await tamper(f, async (admin) => {
    const { rows: checks } = await admin.query<{ name: string }>(
      "select conname as name from pg_constraint where conrelid = 'workshop_claims'::regclass and contype = 'c'",
    );
    await admin.query("begin");
    for (const { name } of checks)
      await admin.query(`alter table workshop_claims drop constraint ${name}`);
    await admin.query("alter table workshop_claims alter column due_at drop not null");
    for (const status of claimStatuses) {
      await admin.query("update workshop_claims set status = $2 where id = $1", [claim.id, status]);
      const { rows } = await admin.query<{ open: boolean }>(
        "select claim_is_open($1, $2) as open",
        [claim.partnerId, claim.id],
      );
      expect({ status, ...rows[0] }).toEqual({ status, open: isOpen(status) });
    }
    await admin.query("rollback");
  });
});

test("D9, W11: a round and a claim end at the same instant for whoever asks, and for the clock", async () => {
  const { claim, association: delivered } = await consented(f);
  const { association: waiting } = await ask(f);
  const ended = async (round: typeof waiting, at: Date) => {
    const rows = await f.sql(
      "select end_lapsed(engagement_id, tenant_id, $2) from associations where id = $1",
      [round.id, at],
    );
    return rows.length > 0;
  };
  for (const ms of [-86_400_000, -1, 0]) {
    const late = (due: Date) => new Date(due.getTime() + ms);
    const answer = late(waiting.consentDueAt);
    expect(await ended(waiting, answer)).toBe(whyNotAsk(waiting, answer) === "expired");
    const sent = late(claim.deliveryDueAt);
    expect(await ended(delivered, sent)).toBe(statusAt(claim, sent) === "not_submitted_expired");
  }
  const [now] = await f.sql("select status from workshop_claims where id = $1", [claim.id]);
  expect(now).toEqual({ status: statusAt(claim, claim.deliveryDueAt) });
});

describe("of the customer's survey", () => {
  const survey = async () => {
    const { claim, company } = await consented(f);
    const [row] = await tamper(f, (admin) =>
      admin
        .query<{ id: string }>(
          `insert into claim_surveys (partner_id, claim_id, kind, recipient_name, recipient_email, language, questions, created_at, created_by)
           values ($1, $2, 'customer', 'Zoë', 'zoe@b.example', 'en', '[]', $3, $4) returning id`,
          [claim.partnerId, claim.id, f.now, company.admin.userId],
        )
        .then(({ rows }) => rows),
    );
    return { claim, id: row?.id ?? "" };
  };

  test("D20: from which instant it goes out, in the zone of the location", async () => {
    const { claim, id } = await survey();
    const zones = [
      "Europe/Amsterdam",
      "America/New_York",
      "Pacific/Auckland",
      "Pacific/Kiritimati",
    ];
    const days = [null, "2026-03-28", "2026-03-29", "2026-03-30"];
    const instants = ["2026-03-28T23:00:00Z", "2026-03-29T10:00:00Z", "2026-03-29T22:00:00Z"];
    let early = 0;
    for (const zone of zones)
      for (const day of days) {
        await tamper(f, (admin) =>
          admin.query(
            "update workshop_claims set workshop_from = $2, time_zone = $3 where id = $1",
            [claim.id, day, zone],
          ),
        );
        for (const instant of instants.flatMap((at) => [Date.parse(at) - 1, Date.parse(at)])) {
          const at = new Date(instant);
          const refused = await f
            .sql(
              "insert into survey_links (partner_id, survey_id, token_hash, created_at) values ($1, $2, sha256(gen_random_uuid()::text::bytea), $3)",
              [claim.partnerId, id, at],
            )
            .then(
              () => undefined,
              (error: unknown) => databaseError(error)?.constraint ?? String(error),
            );
          const why = whyNotYet({ workshopFrom: day, timeZone: zone }, at);
          expect({ zone, day, at, refused }).toEqual({
            zone,
            day,
            at,
            refused: why === null ? undefined : "survey_links_workshop_begun",
          });
          if (why !== null) early += 1;
        }
      }
    expect(early).toBeGreaterThan(30);
  });

  test("D21: which states of its e-mail ask the partner to do something", async () => {
    const { claim, id } = await survey();
    await tamper(f, async (admin) => {
      for (const state of emailStates) {
        await admin.query("delete from emails where survey_id = $1", [id]);
        await admin.query(
          `insert into emails (partner_id, survey_id, kind, template, language, recipient, variables, state, created_at, state_at)
           values ($1, $2, 'ask', 'survey-request', 'en', 'zoe@b.example', '{}', $3, $4, $4)`,
          [claim.partnerId, id, state, f.now],
        );
        const { rows } = await admin.query<{ lost: string[] }>(
          "select lost_surveys($1, $2) as lost",
          [claim.partnerId, claim.id],
        );
        expect({ state, ...rows[0] }).toEqual({
          state,
          lost: isTrouble(state) ? ["customer"] : [],
        });
      }
    });
  });
});
