import { fixture } from "@/testing/fixture";
import { heldAt, sent, sentAt, surveyed, type Sent } from "@/testing/surveys";
import { takeEvent } from "../../mail/event";
import { resendSurvey } from "./resend-survey";
import { retrySurveys } from "./retry-surveys";
import { tellUndeliveredSurvey } from "./tell-undelivered";

const f = fixture();
const HOUR = 3_600_000;

async function survey(): Promise<Sent> {
  return sent(f, await surveyed(f));
}
const at = (it: Sent, hours: number) => new Date(sentAt(it).getTime() + hours * HOUR);
const mailsOf = (it: Sent) =>
  f.sql<{ id: string; state: string; recipient: string }>(
    "select id, state, recipient from emails where survey_id = $1 order by created_at desc",
    [it.survey.id],
  );
let message = 0;
async function bounce(it: Sent, when: Date, type: "Transient" | "Permanent") {
  const [mail] = await mailsOf(it);
  await takeEvent(f.door(when), {
    messageId: `undelivered-${String(++message)}`,
    event: {
      type: "email.bounced",
      created_at: when.toISOString(),
      data: {
        email_id: `provider-${mail!.id}`,
        tags: { email_id: mail!.id },
        bounce: { type, message: "" },
      },
    },
  });
  return mail!.id;
}
const told = (it: Sent) =>
  f.sql<{ recipient: string; variables: Record<string, unknown> }>(
    "select recipient, variables from emails where partner_id = $1 and template = 'partner-bounced'",
    [it.company.id],
  );

test("D21 a survey that bounced is told to the partner once, with its claim; it can be sent again", async () => {
  const it = await survey();
  const id = await bounce(it, at(it, 1), "Permanent");
  const [queued] = await f.sql(
    "select 1 from pgboss.job where name = 'tell-undelivered' and data->>'emailId' = $1",
    [id],
  );
  expect(queued).toBeDefined();
  await tellUndeliveredSurvey(f.system(at(it, 2)), { emailId: id });
  await tellUndeliveredSurvey(f.system(at(it, 2)), { emailId: id });
  const mails = await told(it);
  expect(mails[0]?.variables).toMatchObject({
    state: "bounced",
    claimNumber: String(it.claim.number),
    contactEmail: it.survey.recipientEmail,
  });
  expect(new Set(mails.map(({ recipient }) => recipient)).size).toBe(mails.length);
  await resendSurvey(f.ctx(it.company.admin, at(it, 3)), {
    kind: "customer",
    number: it.claim.number,
  });
  expect(await mailsOf(it)).toHaveLength(2);
});

test("D21 one that came back for now is tried again on other days, until the third; then no more", async () => {
  const it = await survey();
  await bounce(it, at(it, 1), "Transient");
  await retrySurveys(f.system(at(it, 2)));
  expect(await mailsOf(it)).toHaveLength(1);
  await retrySurveys(f.system(at(it, 24)));
  await retrySurveys(f.system(at(it, 24)));
  expect(await mailsOf(it)).toHaveLength(2);
  await bounce(it, at(it, 25), "Transient");
  await retrySurveys(f.system(at(it, 48)));
  await bounce(it, at(it, 49), "Transient");
  expect((await mailsOf(it)).map(({ state }) => state)).toEqual([
    "bounced",
    "returned",
    "returned",
  ]);
  await retrySurveys(f.system(at(it, 72)));
  expect(await mailsOf(it)).toHaveLength(3);
  const events = await f.sql(
    "select actor_kind, event from audit_log where subject_id = $1 and event = 'survey.resent'",
    [it.claim.id],
  );
  expect(events).toEqual([
    { actor_kind: "system", event: "survey.resent" },
    { actor_kind: "system", event: "survey.resent" },
  ]);
});

test("nobody is asked again who answered, was replaced, or at night", async () => {
  const it = await survey();
  await heldAt(f, it.claim, it.claim.createdAt);
  await bounce(it, at(it, 1), "Transient");
  await retrySurveys(f.system(at(it, 14 + 24)));
  expect(await mailsOf(it)).toHaveLength(1);
  await f.sql("update claim_surveys set replaced_at = $2 where id = $1", [it.survey.id, at(it, 2)]);
  await retrySurveys(f.system(at(it, 24)));
  expect(await mailsOf(it)).toHaveLength(1);
});
