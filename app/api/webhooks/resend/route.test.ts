import { createHmac, randomUUID } from "node:crypto";
import { transaction } from "@/lib/ctx";
import { tellUndelivered } from "@/lib/consent/tell-undelivered";
import { post } from "@/lib/mail/post";
import { samplesOf } from "@/lib/mail/samples";
import { ask } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { readClock } from "@/lib/time/clock";
import { getDatabase } from "@/lib/web/database";
import { POST } from "./route";

const f = fixture();
const key = Buffer.from("a secret of the webhook, 32 bytes").toString("base64");
process.env.RESEND_WEBHOOK_SECRET = `whsec_${key}`;
afterAll(() => getDatabase().close());

type Options = { id?: string; seconds?: number; secret?: string; body?: string };

function send(event: object, options: Options = {}): Promise<Response> {
  const { id = `msg_${randomUUID()}`, seconds = 0, secret = key } = options;
  const body = options.body ?? JSON.stringify(event);
  const timestamp = String(Math.floor(readClock().getTime() / 1_000) + seconds);
  const signed = createHmac("sha256", Buffer.from(secret, "base64"))
    .update(`${id}.${timestamp}.${JSON.stringify(event)}`)
    .digest("base64");
  return POST(
    new Request("http://localhost:3000/api/webhooks/resend", {
      method: "POST",
      body,
      headers: { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": `v1,${signed}` },
    }),
  );
}

const event = (type: string, emailId: string, data: object = {}) => ({
  type,
  created_at: "2026-03-10T09:05:00.000Z",
  data: { email_id: emailId, to: ["x@y.example"], ...data },
});

/** A request's e-mail that the provider accepted. */
async function sent() {
  const asked = await ask(f);
  const sample = samplesOf("en").find(({ template }) => template === "consent-request")!;
  if (sample.template !== "consent-request") throw new Error("another sample");
  const id = await transaction(f.system(), (tx) =>
    post(tx, {
      template: "consent-request",
      language: "en",
      to: asked.request.contactEmail,
      partnerId: asked.company.id,
      associationId: asked.association.id,
      round: asked.association,
      variables: sample.variables,
    }),
  );
  const providerId = randomUUID();
  await f.sql("update emails set state = 'sent', provider_id = $2 where id = $1", [id, providerId]);
  return { id, providerId, asked };
}

const stateOf = async (id: string) =>
  (await f.sql<{ state: string }>("select state from emails where id = $1", [id]))[0]!.state;
const rowState = async (association: string) =>
  (await f.sql("select mail_state from customers where association_id = $1", [association]))[0]!
    .mail_state;

test("a signed event moves the e-mail, and the row on the Customers page", async () => {
  const { id, providerId, asked } = await sent();
  expect((await send(event("email.delivered", providerId))).status).toBe(200);
  expect(await stateOf(id)).toBe("delivered");
  expect(await rowState(asked.association.id)).toBe("delivered");
});

test("the same message twice is taken once", async () => {
  const { id, providerId } = await sent();
  const delayed = event("email.delivery_delayed", providerId);
  for (let n = 0; n < 2; n++) expect((await send(delayed, { id: `msg_${id}` })).status).toBe(200);
  expect(await f.sql("select id from email_events where email_id = $1", [id])).toHaveLength(1);
});

test.each([
  [["email.bounced", "email.delivered"], "bounced"],
  [["email.delivered", "email.bounced"], "bounced"],
  [["email.delivered", "email.sent", "email.delivery_delayed"], "delivered"],
  [["email.complained", "email.delivered", "email.bounced"], "complained"],
  [["email.opened", "email.clicked"], "sent"],
  [["email.suppressed"], "bounced"],
  [["email.failed"], "failed"],
])("in whatever order, no state goes backwards: %j ends as %s", async (types, state) => {
  const { id, providerId } = await sent();
  for (const type of types) expect((await send(event(type, providerId))).status).toBe(200);
  expect(await stateOf(id)).toBe(state);
});

test("an event that is faster than the provider's answer finds its e-mail by our own id", async () => {
  const { id, providerId } = await sent();
  await f.sql("update emails set state = 'sending', provider_id = null where id = $1", [id]);
  await send(event("email.delivered", providerId, { tags: { email_id: id } }));
  expect(await stateOf(id)).toBe("delivered");
});

test("a bounce is told to the partner's contact and the sender, once", async () => {
  const { id, providerId, asked } = await sent();
  const bounce = { bounce: { message: "no such mailbox", subType: "General", type: "Permanent" } };
  await send(event("email.bounced", providerId, bounce));
  await send(event("email.complained", providerId));
  const jobs = await f.sql<{ data: { emailId: string } }>(
    "select data from pgboss.job where name = 'tell-undelivered' and data->>'emailId' = $1",
    [id],
  );
  expect(jobs.length).toBeGreaterThan(0);
  for (const { data } of jobs) await tellUndelivered(f.system(), data);
  await tellUndelivered(f.system(), { emailId: id });
  const told = await f.sql<{ recipient: string }>(
    "select recipient from emails where template = 'partner-bounced' and partner_id = $1 order by 1",
    [asked.company.id],
  );
  expect(told.map(({ recipient }) => recipient)).toEqual(
    [...new Set([asked.request.partnerContactEmail, asked.company.admin.email])].sort(),
  );
  expect(
    await f.sql("select from audit_log where event = 'consent.undelivered' and subject_id = $1", [
      asked.association.id,
    ]),
  ).toHaveLength(1);
});

test("events of other mails, and about other things, are taken and change nothing", async () => {
  expect((await send(event("email.delivered", randomUUID()))).status).toBe(200);
  expect((await send({ type: "contact.created", created_at: "x", data: { id: "1" } })).status).toBe(
    200,
  );
  expect((await send({ hello: "world" })).status).toBe(200);
});

test("what is not signed by the provider is refused, and changes nothing", async () => {
  const { id, providerId } = await sent();
  const bounced = event("email.bounced", providerId);
  const other = Buffer.from("another secret, also of 32 bytes!").toString("base64");
  expect((await send(bounced, { secret: other })).status).toBe(401);
  expect((await send(bounced, { seconds: -600 })).status).toBe(401);
  expect((await send(bounced, { seconds: 600 })).status).toBe(401);
  expect(
    (await send(bounced, { body: JSON.stringify(event("email.complained", providerId)) })).status,
  ).toBe(401);
  const naked = new Request("http://localhost/api/webhooks/resend", { method: "POST", body: "{}" });
  expect((await POST(naked)).status).toBe(401);
  expect(await stateOf(id)).toBe("sent");
});

test("a body that is too big is not read to its end", async () => {
  const huge = { ...event("email.bounced", randomUUID()), more: "x".repeat(300 * 1024) };
  expect((await send(huge)).status).toBe(413);
});

describe("D21 a bounce that may pass", () => {
  const back = { bounce: { type: "Transient", subType: "MailboxFull", message: "Mailbox full" } };
  const DAY = 86_400_000;

  it.each(["Transient", "Undetermined"])("%s is told as such, to the partner too", async (type) => {
    const { id, providerId, asked } = await sent();
    await send(event("email.bounced", providerId, { bounce: { ...back.bounce, type } }));
    expect(await stateOf(id)).toBe("returned");
    expect(await rowState(asked.association.id)).toBe("returned");
    await tellUndelivered(f.system(), { emailId: id });
    const told = await f.sql<{ variables: unknown }>(
      "select variables from emails where template = 'partner-bounced' and partner_id = $1",
      [asked.company.id],
    );
    expect(told[0]?.variables).toMatchObject({ state: "returned" });
  });

  it.each([
    { bounce: { message: "No such mailbox", type: "Permanent" } },
    { bounce: { message: "No" } },
    {},
  ])("%j does not pass", async (data) => {
    const { id, providerId } = await sent();
    await send(event("email.bounced", providerId, data));
    expect(await stateOf(id)).toBe("bounced");
  });

  it("counts as permanent on the third day, and not when something arrived in between", async () => {
    for (const [delivered, state] of [
      [false, "bounced"],
      [true, "returned"],
    ] as const) {
      const { id, providerId, asked } = await sent();
      const before = async (days: number, was: string) => {
        const at = new Date(readClock().getTime() - days * DAY);
        await f.sql(
          `insert into emails (partner_id, association_id, kind, template, language, recipient, variables, state, created_at, state_at)
           select partner_id, association_id, kind, template, language, recipient, variables, $2, $3, $3 from emails where id = $1`,
          [id, was, at],
        );
      };
      await before(9, "returned");
      await before(9, "returned");
      await before(4, "returned");
      if (delivered) await before(2, "delivered");
      await send(event("email.bounced", providerId, back));
      expect(await stateOf(id)).toBe(state);
      expect(asked.association.endedAt).toBeNull();
    }
  });

  it("counts days, not e-mails", async () => {
    const { id, providerId } = await sent();
    for (let n = 0; n < 4; n++) {
      await f.sql(
        `insert into emails (partner_id, association_id, kind, template, language, recipient, variables, state, created_at, state_at)
         select partner_id, association_id, kind, template, language, recipient, variables, 'returned', $2, $2 from emails where id = $1`,
        [id, readClock()],
      );
    }
    await send(event("email.bounced", providerId, back));
    expect(await stateOf(id)).toBe("returned");
  });
});
