import { randomUUID } from "node:crypto";
import { deliver } from "@/lib/mail/deliver";
import { hashToken, tokenOf } from "@/lib/mail/tokens";
import { resendConsent } from "@/lib/consent/resend";
import { ask, type Asked } from "@/testing/asked";
import { attacker } from "@/testing/attacker";
import { fixture } from "@/testing/fixture";
import { sent, surveyed, type Sent } from "@/testing/surveys";

/** D11: a link opens what it is about by the token that was mailed to whom it is for, and by no other. */
const them = attacker(() => f);
const f = fixture();
let asked: Asked;
let other: Asked;
let survey: Sent;

const token = "made-up-".padEnd(43, "x");

beforeAll(async () => {
  asked = await ask(f);
  other = await ask(f, { company: asked.company });
  survey = await sent(f, await surveyed(f));
  await them.connect();
});

const kinds = [
  ["consent_links", "request_id", () => asked, () => asked.request.id],
  ["survey_links", "survey_id", () => survey, () => survey.survey.id],
] as const;

describe.each(kinds)("nobody makes up one of %s:", (table, column, it, subject) => {
  const insert = (more = "", value = "") =>
    `insert into ${table} (partner_id, ${column}, created_at${more}) values ($1, $2, now()${value})`;
  const values = () => [it().company.id, subject()];

  test("not with a token of its own", async () => {
    const client = await them.begin(it().company.admin);
    const hash = `, decode('${hashToken(token).toString("hex")}', 'hex')`;
    expect(await them.tries(insert(", token_hash", hash), values())).toBe("links_opened_by_mail");
    expect(await them.tries(insert(), values())).toBe(1);
    await client.query(insert(), values());
    for (const set of [
      `token_hash = sha256('${token}')`,
      `${column} = gen_random_uuid()`,
      "id = gen_random_uuid()",
    ])
      expect([set, await them.tries(`update ${table} set ${set}`)]).toEqual([
        set,
        "permission denied",
      ]);
    expect(await them.tries(`delete from ${table}`)).toBe("permission denied");
    const open = "select open_link((select id from emails limit 1), sha256('x'))";
    expect(await them.tries(open)).toBe("permission denied");
  });

  test("not with an id of its own, whose token it may have had mailed before", async () => {
    const client = await them.begin(it().company.admin);
    const id = randomUUID();
    await client.query(insert(", id", `, '${id}'`), values());
    expect(await them.tries(`select from ${table} where id = $1`, [id])).toBe(0);
  });

  test("not of another day", async () => {
    await them.begin(it().company.admin);
    const late = insert().replace("now()", "now() + interval '1 day'");
    expect(await them.tries(late, values())).toBe("links_made_now");
  });

  test("and none that was not mailed is entered", async () => {
    const client = await them.begin(it().company.admin);
    const { rows } = await client.query<{ id: string }>(`${insert()} returning id`, values());
    for (const made of [
      token,
      "",
      tokenOf(table === "consent_links" ? "consent" : "survey", rows[0]!.id),
    ])
      expect(await them.tries("select app_enter('link', $1, '')", [made])).toBe("app_enter_link");
  });
});

test("whom a request or survey asks stays, so that no token goes elsewhere", async () => {
  await them.begin(asked.company.admin);
  for (const text of [
    "update consent_requests set contact_email = 'eve@partner.example'",
    "update emails set recipient = 'eve@partner.example'",
    "update emails set secrets = '{}'",
    "update claim_surveys set recipient_email = 'eve@partner.example'",
  ])
    expect([text, await them.tries(text)]).toEqual([text, "permission denied"]);
});

test("the link of an e-mail opens once it is handed over, and then stays", async () => {
  await f.sql("update installation set kind = 'demonstration'");
  const { emailId } = await resendConsent(f.ctx(asked.company.admin), {
    associationId: asked.association.id,
  });
  const [mail] = await f.sql<{ id: string }>(
    "select variables ->> 'linkId' as id from emails where id = $1",
    [emailId],
  );
  const mailed = tokenOf("consent", mail!.id);
  const hash = async () =>
    (
      await f.sql<{ token_hash: Buffer | null }>(
        "select token_hash from consent_links where id = $1",
        [mail!.id],
      )
    )[0]!.token_hash;
  const found = () => f.db.query("select from find_consent_link($1)", [mailed]);
  expect(await found()).toHaveLength(0);
  await deliver(f.system(), emailId);
  expect(await found()).toHaveLength(1);
  expect(await hash()).toEqual(hashToken(mailed));
  const worker = await them.begin("worker");
  await worker.query("select open_link($1, sha256('x'))", [emailId]);
  await worker.query("commit");
  expect(await hash()).toEqual(hashToken(mailed));
  await f.sql("update installation set kind = 'production'");
});

test("an e-mail opens no link but that of whom it goes to", async () => {
  const { company, request } = asked;
  await them.begin(company.admin);
  const mail = (linkId: string) =>
    them.tries(
      `insert into emails (template, kind, recipient, variables, secrets, partner_id, association_id, language, created_at, state_at)
       values ('consent-request', 'ask', $1, $2, $3, $4, $5, 'en', now(), now())`,
      [
        request.contactEmail,
        { linkId },
        { link: { purpose: "consent", id: linkId } },
        company.id,
        asked.association.id,
      ],
    );
  expect(await mail(asked.visitor.linkId)).toBe(1);
  expect(await mail(other.visitor.linkId)).toBe("emails_recipient");
  expect(await mail(randomUUID())).toBe("emails_recipient");
});
