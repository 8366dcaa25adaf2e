import { randomUUID } from "node:crypto";
import { kindOf } from "@/lib/mail/kinds";
import type { Template, Variables } from "@/lib/mail/schema";
import { samplesOf } from "@/lib/mail/samples";
import { secretsOf } from "@/lib/mail/secrets";
import { ask, type Asked } from "@/testing/asked";
import { attacker } from "@/testing/attacker";
import { fixture } from "@/testing/fixture";
import { queues, webQueues } from "./queues";

/** Who writes which e-mail to whom, and begins which job, is not what a statement says. */
const them = attacker(() => f);
const f = fixture();
let asked: Asked;
let theirs: Asked;
let tokenId: string;

beforeAll(async () => {
  asked = await ask(f);
  theirs = await ask(f);
  tokenId = randomUUID();
  await f.sql(
    "insert into sign_in_tokens (id, token_hash, email, expires_at) values ($1, 'x', $2, '2100-01-01')",
    [tokenId, theirs.company.admin.email],
  );
  await them.connect();
});

type Mail = Partial<
  Record<
    | "template"
    | "kind"
    | "recipient"
    | "variables"
    | "secrets"
    | "headers"
    | "partner"
    | "round"
    | "fromName"
    | "replyTo",
    unknown
  >
>;

/** Tries to write an e-mail, to the partner's own person unless said. */
function write(mail: Mail) {
  const given = {
    template: "claim-cancelled",
    kind: "own",
    recipient: asked.company.admin.email,
    variables: {},
    secrets: {},
    headers: null,
    partner: asked.company.id,
    round: null,
    fromName: null,
    replyTo: null,
    ...mail,
  };
  return them.tries(
    `insert into emails (template, kind, recipient, variables, secrets, headers, partner_id, round_id, tenant_id, engagement_id, from_name, reply_to, language, created_at, state_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'en', now(), now())`,
    [
      given.template,
      given.kind,
      given.recipient,
      given.variables,
      given.secrets,
      given.headers,
      given.partner,
      given.round,
      given.round && asked.tenant.id,
      given.round && asked.engagement.id,
      given.fromName,
      given.replyTo,
    ],
  );
}

const signIn = () => ({
  template: "sign-in",
  kind: "code",
  variables: { tokenId },
  secrets: { link: { purpose: "sign-in", id: tokenId } },
  partner: "00000000-0000-0000-0000-000000000000",
});
const linkOf = ({ visitor: { linkId } }: Asked) => ({
  variables: { linkId },
  secrets: { link: { purpose: "consent", id: linkId } },
});
const request = (it: Asked, says: Record<string, unknown> = {}) => ({
  template: "consent-request",
  kind: "ask",
  recipient: it.request.contactEmail,
  variables: {
    linkId: it.visitor.linkId,
    tenantName: it.tenant.name,
    contactName: "Zoë de Vries",
    partnerName: it.company.name,
    engagementSummary: it.engagement.summary.en,
    ...says,
  },
  round: it.association.id,
  fromName: it.company.name,
  replyTo: it.request.partnerContactEmail,
  secrets: { link: { purpose: "consent", id: it.visitor.linkId } },
});

test("kinds and secrets of the templates are the same in the database", async () => {
  for (const { template, variables } of samplesOf("en")) {
    const [row] = await f.sql(
      `select email_kind($1) as kind, coalesce(jsonb_object_agg(name, jsonb_build_object('purpose', purpose, 'id', id))
         filter (where name is not null), '{}') as secrets from email_secret($1, $2)`,
      [template, variables],
    );
    const secrets = Object.fromEntries(
      Object.entries(secretsOf<Template>(template, variables as Variables<Template>)).map(
        ([name, { purpose, id }]) => [name, { purpose, id }],
      ),
    );
    expect([template, row]).toEqual([template, { kind: kindOf[template], secrets }]);
  }
});

describe("a partner's person", () => {
  test("writes to their own people, and whom they asked", async () => {
    await them.begin(asked.company.admin);
    expect(await write({})).toBe(1);
    expect(await write(request(asked))).toBe(1);
  });

  test.each<[string, () => Mail, string]>([
    ["to anybody", () => ({ recipient: "victim@elsewhere.example" }), "emails_recipient"],
    ["a sign-in link", () => ({ ...signIn(), partner: asked.company.id }), "emails_own_template"],
    [
      "for another partner",
      () => ({ partner: theirs.company.id, recipient: theirs.company.admin.email }),
      "row-level security",
    ],
    [
      "a link to somebody else",
      () => ({ ...request(asked), recipient: "me@partner.example" }),
      "emails_recipient",
    ],
    [
      "another partner's link",
      () => ({ ...request(asked), ...linkOf(theirs), recipient: theirs.request.contactEmail }),
      "emails_recipient",
    ],
    [
      "a secret that is not its template's",
      () => ({ secrets: { link: { purpose: "sign-in", id: tokenId } } }),
      "emails_secrets",
    ],
    ["headers", () => ({ headers: { Bcc: "me@partner.example" } }), "emails_headers"],
    [
      "a request as a notice, past the limits",
      () => ({ ...request(asked), kind: "own" }),
      "emails_kind",
    ],
    ["what the product alone writes", () => ({ template: "claim-due" }), "emails_own_template"],
    [
      "what the customer's answer writes",
      () => ({ template: "partner-answer" }),
      "emails_own_template",
    ],
    ["what staff decide", () => ({ template: "claim-paid" }), "emails_own_template"],
    ["in another's name", () => ({ ...request(asked), fromName: "Microsoft" }), "emails_from"],
    [
      "from another partner",
      () => ({ ...request(asked), fromName: theirs.company.name }),
      "emails_from",
    ],
    [
      "answered elsewhere",
      () => ({ ...request(asked), replyTo: "eve@elsewhere.example" }),
      "emails_from",
    ],
    [
      "about another customer",
      () => request(asked, { tenantName: "Another customer" }),
      "emails_facts",
    ],
    ["as another partner", () => ({ variables: { partnerName: "Another" } }), "emails_facts"],
    ["to another name", () => request(asked, { contactName: "See evil.example" }), "emails_facts"],
    [
      "about another workshop",
      () => request(asked, { engagementSummary: "Buy at evil.example" }),
      "emails_facts",
    ],
    ["a book", () => ({ variables: { cancelledBy: "x".repeat(50_000) } }), "emails_facts"],
    ["a code", () => ({ template: "answer-code", kind: "code" }), "emails_own_template"],
  ])("writes no %s", async (_, mail, why) => {
    await them.begin(asked.company.admin);
    expect(await write(mail())).toBe(why);
  });

  test("writes none that was sent already, and reads no secret", async () => {
    await them.begin(asked.company.admin);
    const sent =
      "insert into emails (partner_id, template, kind, recipient, variables, language, created_at, state_at, state, html) values ($1, 'claim-cancelled', 'own', $2, '{}', 'en', now(), now(), 'sent', 'x')";
    expect(await them.tries(sent, [asked.company.id, asked.company.admin.email])).toBe(
      "emails_begin",
    );
    expect(await them.tries("select variables from emails")).toBe("permission denied");
    expect(await them.tries("select * from mailbox_mail((select id from emails limit 1))")).toBe(0);
  });
});

test("staff write no sign-in mail, not even those who act", async () => {
  await them.begin(await f.operator({ roles: ["reviewer"] }));
  expect(await write({ ...signIn(), recipient: "me@programme.example" })).toBe(
    "emails_own_template",
  );
});

test("a visitor writes about its own round alone", async () => {
  await them.begin(asked.visitor);
  expect(
    await write({ recipient: asked.request.contactEmail, template: "withdrawal-receipt" }),
  ).toBe(1);
  expect(
    await write({ template: "report-notice", recipient: theirs.request.contactEmail + ".x" }),
  ).toBe("emails_recipient");
  expect(
    await write({
      ...request(asked),
      ...linkOf(asked),
      template: "consent-receipt",
      kind: "own",
      recipient: "me@partner.example",
    }),
  ).toBe("emails_recipient");
});

test("the door writes sign-in mails alone, to the address that asked", async () => {
  await them.begin("door");
  expect(await write({ ...signIn(), recipient: theirs.company.admin.email })).toBe(1);
  expect(await write({ ...signIn(), recipient: "me@partner.example" })).toBe("emails_recipient");
  expect(await write({})).toBe("emails_own_template");
});

test("nobody but the worker begins what runs by the clock, or a job that runs already", async () => {
  await them.begin(asked.company.admin);
  for (const name of Object.keys(queues)) {
    const begun = await them.tries(
      "insert into pgboss.job_common (name, data, policy) values ($1, '{}', 'singleton')",
      [name],
    );
    expect([name, begun]).toEqual([name, webQueues.some((one) => one === name) ? 1 : "job_fits"]);
  }
  const fails =
    "insert into pgboss.job (name, data, dead_letter) values ('tell-free', '{}', 'sweep-files')";
  expect(await them.tries(fails)).toBe("job_fits");
  const running =
    "insert into pgboss.job_common (name, state, policy) values ('end-lapsed', 'active', 'singleton')";
  expect(await them.tries(running)).toBe("permission denied");
});
