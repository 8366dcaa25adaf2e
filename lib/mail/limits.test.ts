import { randomUUID } from "node:crypto";
import { transaction } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { fixture, type Company } from "@/testing/fixture";
import { mergeAsSteward } from "@/testing/merging";
import { deliver } from "./deliver";
import { post, type MailRound } from "./post";
import { samplesOf } from "./samples";
import type { Template, Variables } from "./schema";

const f = fixture();
beforeAll(() =>
  Object.assign(process.env, {
    MAIL_ROUND_MAX: "3",
    MAIL_RECIPIENT_DAY: "2",
    MAIL_PARTNER_DAY: "5",
    MAIL_WORDS_DAY: "2",
  }),
);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const after = (ms: number) => new Date(f.now.getTime() + ms);
const newRound = (): MailRound => ({
  id: randomUUID(),
  tenantId: randomUUID(),
  engagementId: randomUUID(),
});
let people = 0;
const somebody = () => `person-${people++}@customer.example`;

function sampleOf<T extends Template>(template: T): Variables<T> {
  return samplesOf("en").find((one) => one.template === template)!.variables as Variables<T>;
}

type Asked = { to?: string; round?: MailRound; at?: Date; template?: Template };

/**
 * An e-mail as a verb of somebody at the company writes it, in a transaction of its own; the database's owner lets it
 * go to anybody, without a link.
 */
function write(company: Company, { to = somebody(), round = newRound(), ...more }: Asked = {}) {
  const { at = f.now, template = "consent-request" } = more;
  return transaction({ ...f.ctx(company.admin, at), db: f.owner().db }, (tx) =>
    post(tx, {
      template,
      language: "en",
      to,
      round,
      partnerId: company.id,
      variables: sampleOf(template),
    }),
  );
}

async function refusalOf(act: Promise<unknown>) {
  const error = await act.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) return null;
  if (!(error instanceof Refusal)) throw new Error("it was not refused", { cause: error });
  return error.errors[0];
}
const stateOf = async (id: string) =>
  (await f.sql<{ state: string }>("select state from emails where id = $1", [id]))[0]!.state;

describe("D25 what a partner's acts may send", () => {
  test("the same mailbox about the same customer and workshop: once in ten minutes, however it is spelled", async () => {
    const company = await f.partner();
    const round = newRound();
    await write(company, { to: "Joost@vanrijn.example", round });
    for (const to of [
      "joost@vanrijn.example",
      "JOOST+a@VanRijn.example",
      "joost+b@vanrijn.example",
      "joost@vanrijn.example.",
      "joost@vanrijn。example",
      "joost@van\u00adrijn.example",
    ])
      expect(await refusalOf(write(company, { to, round, at: after(MINUTE) }))).toMatchObject({
        code: "rate_limited_mail",
        params: { minutes: 9 },
      });
    const anew = { ...round, id: randomUUID() };
    expect(
      await refusalOf(write(company, { to: "joost@vanrijn.example", round: anew })),
    ).toMatchObject({ code: "rate_limited_mail" });
    await write(company, { to: "joost@vanrijn.example", round, at: after(10 * MINUTE) });
  });

  test("P18 what went there about a tenant that was merged into this one counts", async () => {
    const company = await f.partner();
    const [from, into] = [await f.tenant(), await f.tenant()];
    const to = somebody();
    const { engagementId } = newRound();
    const about = ({ id: tenantId }: { id: string }) => ({ ...newRound(), tenantId, engagementId });
    await write(company, { to, round: about(from) });
    expect(await mergeAsSteward(f, from, into, f.now)).toBeNull();
    const again = { to, round: about(into), at: after(MINUTE) };
    expect(await refusalOf(write(company, again))).not.toBeNull();
  });

  test("a reminder counts; another contact, another workshop and a survey do not", async () => {
    const company = await f.partner();
    const round = newRound();
    const to = somebody();
    await write(company, { to, round, template: "consent-reminder" });
    expect(await refusalOf(write(company, { to, round }))).toMatchObject({
      code: "rate_limited_mail",
    });
    await write(company, { round });
    await write(company, { to });
    await write(company, { to, round, template: "survey-request" });
  });

  test("so many a round, and no more, also at once", async () => {
    const company = await f.partner();
    const round = newRound();
    const all = await Promise.all(
      Array.from({ length: 5 }, () => refusalOf(write(company, { round }))),
    );
    expect(all.filter((one) => one === null)).toHaveLength(3);
    expect(all.find((one) => one !== null)).toMatchObject({
      code: "rate_limited_round",
      params: { max: 3 },
    });
    expect(await refusalOf(write(company, { round, at: after(9 * DAY) }))).toMatchObject({
      code: "rate_limited_round",
    });
  });

  test("so many a day and partner, also at once; then it says when again", async () => {
    const company = await f.partner();
    const all = await Promise.all(Array.from({ length: 8 }, () => refusalOf(write(company))));
    expect(all.filter((one) => one === null)).toHaveLength(5);
    expect(await refusalOf(write(company, { at: after(60 * MINUTE) }))).toMatchObject({
      code: "rate_limited_partner",
      params: { max: 5, hours: 23 },
    });
    await write(await f.partner());
    await write(company, { at: after(DAY) });
  });

  test("receipts, reminders, notices and codes are never refused", async () => {
    const company = await f.partner();
    const round = newRound();
    const to = somebody();
    const kinds: Template[] = [
      "consent-receipt",
      "consent-reminder",
      "partner-answer",
      "answer-code",
    ];
    for (const template of kinds)
      for (let n = 0; n < 7; n++) await write(company, { to, round, template });
  });

  test("what asks belongs to a round", async () => {
    const company = await f.partner();
    const asked = transaction(f.ctx(company.admin), (tx) =>
      post(tx, {
        template: "consent-request",
        language: "en",
        to: somebody(),
        partnerId: company.id,
        variables: sampleOf("consent-request"),
      }),
    );
    await expect(asked).rejects.toThrow("belongs to no round");
  });
});

describe("D25 what a mailbox gets in a day", () => {
  const jobsOf = (id: string) =>
    f.sql<{ hours: number }>(
      `select round(extract(epoch from start_after - created_on) / 3600)::int as hours
       from pgboss.job where name = 'deliver-mail' and data->>'emailId' = $1 order by created_on`,
      [id],
    );

  test("over all partners; what is too much stays queued, and has its turn the next day", async () => {
    const to = somebody();
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push(await write(await f.partner(), { to }));
    for (const id of ids) await deliver(f.system(), id);
    expect(await Promise.all(ids.map(stateOf))).toEqual(["delivered", "delivered", "queued"]);
    expect(await jobsOf(ids[2]!)).toEqual([{ hours: 0 }, { hours: 24 }]);
    const [row] = await f.sql("select attempts, html, last_error from emails where id = $1", [
      ids[2],
    ]);
    expect(row).toEqual({ attempts: 0, html: null, last_error: null });
    await deliver(f.system(after(DAY - 1)), ids[2]!);
    expect(await stateOf(ids[2]!)).toBe("queued");
    await deliver(f.system(after(DAY)), ids[2]!);
    expect(await stateOf(ids[2]!)).toBe("delivered");
  });

  test("also when workers deliver at once, and to other spellings of it", async () => {
    const ids: string[] = [];
    for (const to of [
      "Anna@once.example",
      "anna@once.example",
      "anna+1@once.example",
      "ANNA+2@once.example",
    ])
      ids.push(await write(await f.partner(), { to }));
    await Promise.all(ids.map((id) => deliver(f.system(), id)));
    const states = await Promise.all(ids.map(stateOf));
    expect(states.sort()).toEqual(["delivered", "delivered", "queued", "queued"]);
  });

  test("what a partner's people typed: so many of one partner to whom it names; people with an account get all", async () => {
    const talks: Template[] = ["claim-comment", "claim-submitted", "claim-disputed"];
    const company = await f.partner();
    const sentTo = async (to: string, of = company) => {
      const states: string[] = [];
      for (const template of talks) {
        const id = await write(of, { to, template });
        await deliver(f.system(), id);
        states.push(await stateOf(id));
      }
      return states;
    };
    const to = somebody();
    expect(await sentTo(to)).toEqual(["delivered", "delivered", "queued"]);
    expect(await sentTo(to, await f.partner())).toEqual(["delivered", "delivered", "queued"]);
    expect(await sentTo(company.admin.email)).toEqual(talks.map(() => "delivered"));
    const receipt = await write(company, { to, template: "partner-answer" });
    await deliver(f.system(), receipt);
    expect(await stateOf(receipt)).toBe("delivered");
  });

  test("receipts, codes and notices to a partner's people do not wait; nor do other mailboxes", async () => {
    const to = somebody();
    for (let n = 0; n < 2; n++) await deliver(f.system(), await write(await f.partner(), { to }));
    const company = await f.partner();
    const kinds: Template[] = [
      "consent-receipt",
      "withdrawal-receipt",
      "answer-code",
      "partner-answer",
      "sign-in",
    ];
    for (const template of kinds) {
      const id = await write(company, { to, template });
      await deliver(f.system(), id);
      expect([template, await stateOf(id)]).toEqual([template, "delivered"]);
    }
    const elsewhere = await write(company);
    await deliver(f.system(), elsewhere);
    expect(await stateOf(elsewhere)).toBe("delivered");
  });

  test("a reminder waits too, then says how many days are left; past its deadline it does not wait", async () => {
    const to = somebody();
    for (let n = 0; n < 2; n++) await deliver(f.system(), await write(await f.partner(), { to }));
    const company = await f.partner();
    const remind = (days: number) =>
      transaction(f.system(), (tx) =>
        post(tx, {
          template: "consent-reminder",
          language: "en",
          to,
          round: newRound(),
          partnerId: company.id,
          variables: {
            ...sampleOf("consent-reminder"),
            daysLeft: days,
            consentDueAt: new Date(Date.UTC(2026, 2, 10 + days, 23)).toISOString(),
          },
        }),
      );
    const [later, now] = [await remind(3), await remind(0)];
    await deliver(f.system(), later);
    await deliver(f.system(), now);
    expect([await stateOf(later), await stateOf(now)]).toEqual(["queued", "delivered"]);
    await deliver(f.system(after(DAY)), later);
    const [row] = await f.sql<{ text: string }>("select text from emails where id = $1", [later]);
    expect(row!.text).toMatch(/\b2 days\b/);
    expect(row!.text).not.toMatch(/\b3 days\b/);
  });
});
