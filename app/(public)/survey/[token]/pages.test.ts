import { transaction } from "@/lib/ctx";
import { giveProof } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { hold } from "@/testing/html";
import { fieldsOf, openPage, sendForm } from "@/testing/public-pages";
import {
  sent as sendTo,
  surveyed,
  surveyForm,
  surveyStamp,
  updateContact,
  type Sent,
} from "@/testing/surveys";
import { lockClaim } from "@/lib/claims/lock-claim";
import { moveClaim } from "@/lib/claims/move-claim";
import { replaceCustomerSurvey } from "@/lib/claims/surveys/replace-survey";
import { submitClaim } from "@/lib/claims/submit-claim";
import { loadCatalogue } from "@/lib/engagements/load-catalogue";
import { readClock } from "@/lib/time/clock";
import { getDatabase } from "@/lib/web/database";
import { addressHeader } from "@/lib/web/client-address";

const f = fixture();
const DAY = 86_400_000;
const ago = (ms: number) => new Date(readClock().getTime() - ms);

afterAll(() => getDatabase().close());

let made = 0;

/** A claim of a consent four days old, its survey sent yesterday. */
async function sent(
  input: Parameters<typeof sendTo>[2] = {},
  consentedAgo = 4 * DAY,
): Promise<Sent> {
  const start = ago(consentedAgo + DAY);
  const it = await surveyed(f, {
    company: await f.partner({ name: `Van den Heuvel & Dochters Digitale Oplossingen ${++made}` }),
    tenant: await f.tenant({ name: "Koninklijke Vereniging van Brabantse Molenaars" }),
    association: { createdAt: start, consentDueAt: new Date(start.getTime() + 30 * DAY) },
    request: { sentAt: start },
    at: ago(consentedAgo),
  });
  return sendTo(f, it, input, new Date(it.claim.createdAt.getTime() + DAY));
}

/** What a person sends after a minute; `fields` replace some of it. */
async function send(
  { token, visitor }: Sent,
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
  query = "",
) {
  const form = await surveyForm(f, visitor, ago(0));
  return sendForm(`/survey/${token}${query}`, { ...form, ...fields }, headers);
}

const answersOf = ({ survey }: Sent) =>
  f.sql<Record<string, unknown>>(
    "select answers, answered_name, ip_address, user_agent from claim_surveys where id = $1 and answered_at is not null",
    [survey.id],
  );

async function inState(state: string): Promise<{ path: string; status?: number }> {
  if (state === "unknown") return { path: `/survey/${"x".repeat(43)}`, status: 404 };
  if (state === "expired") {
    const old = await sent({}, 100 * DAY);
    return { path: `/survey/${old.token}` };
  }
  const it = await sent();
  const ctx = f.ctx(it.company.admin, ago(0));
  switch (state) {
    case "answered":
      await send(it, { q_better: "Meer tijd & <b>koffie</b>" });
      break;
    case "other_contact":
      await f.sql("update claim_surveys set closed_at = now() where id = $1", [it.survey.id]);
      break;
    case "replaced":
      await transaction(ctx, async (tx) =>
        replaceCustomerSurvey(
          tx,
          await updateContact(tx, it.claim.id, { contactEmail: `b@${it.tenant.domain}` }),
          true,
        ),
      );
      break;
    case "closed":
      await transaction(ctx, async (tx) =>
        moveClaim(tx, await lockClaim(tx, it.claim.number), {
          to: "cancelled",
          mover: "partner",
          event: "claim.cancelled",
          data: {},
        }),
      );
      break;
  }
  return { path: `/survey/${it.token}` };
}

const headings: Record<string, [string, string]> = {
  open: ["How did the workshop go?", "Hoe was de workshop?"],
  answered: ["Thank you for your answers", "Dank u wel voor uw antwoorden"],
  other_contact: [
    "Somebody else has to answer this survey",
    "Iemand anders moet deze enquête invullen",
  ],
  replaced: ["This survey now asks somebody else", "Deze enquête is nu voor iemand anders"],
  closed: ["This survey is closed", "Deze enquête is gesloten"],
  expired: ["The time for this survey is over", "De termijn voor deze enquête is voorbij"],
  unknown: ["We do not know this link", "Wij kennen deze link niet"],
};

test.each(Object.keys(headings))(
  "the page of a survey that is %s, in both languages (W8, W9)",
  async (state) => {
    const { path, status = 200 } = await inState(state);
    for (const [index, language] of (["en", "nl"] as const).entries()) {
      const response = await openPage(`${path}?lang=${language}`);
      expect(response.status).toBe(status);
      const html = await response.text();
      expect(html).toContain(`<h1>${headings[state]?.[index] ?? ""}</h1>`);
      expect(html).not.toContain("<b>");
      hold(`survey ${state}`, language, html);
    }
  },
);

test("the surveys of the catalogue fit the page in both languages", async () => {
  await loadCatalogue(f.owner());
  const [engagement] = await f.sql<{ surveys: unknown }>(
    "select surveys from engagement_versions where engagement_id = (select id from engagements where slug = 'collaborative-apps')",
  );
  for (const kind of ["customer", "partner"] as const) {
    const it = await surveyed(f, {
      at: ago(4 * DAY),
      association: { createdAt: ago(5 * DAY), consentDueAt: ago(-25 * DAY) },
    });
    await f.sql("update engagement_versions set surveys = $1 where engagement_id = $2", [
      JSON.stringify(engagement!.surveys),
      it.engagement.id,
    ]);
    const { token } = await sendTo(f, it, { kind }, ago(DAY));
    for (const language of ["en", "nl"]) {
      hold(
        `catalogue ${kind}`,
        language,
        await (await openPage(`/survey/${token}?lang=${language}`)).text(),
      );
    }
  }
});

test("the survey says who asks, why, until when and which data goes to whom, and not whom it asks", async () => {
  const it = await sent();
  const html = await (await openPage(`/survey/${it.token}?lang=en`)).text();
  for (const said of [
    it.company.name.replace("&", "&amp;"),
    "Amsterdam, Netherlands",
    "Robin Jansen",
    it.engagement.name,
    "About three minutes",
    "read your name and your answers",
    "(Central European Time, UTC+1)",
  ]) {
    expect(html).toContain(said);
  }
  expect(html).not.toMatch(/Zoë|Zo&|de Vries|devries/);
});

test("no page is kept, indexed, framed or given a script; no cookie is set", async () => {
  const { token } = await sent();
  const { headers } = await openPage(`/survey/${token}`);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-robots-tag")).toContain("noindex");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(headers.get("set-cookie")).toBeNull();
});

test("the contact's language comes first, the other is offered and kept", async () => {
  const { token } = await sent();
  const path = `/survey/${token}`;
  const dutch = await (await openPage(path)).text();
  expect(dutch).toContain('<html lang="nl">');
  expect(dutch).toContain(`href="${path}?lang=en"`);
  expect(await (await openPage(`${path}?lang=en`)).text()).toContain(`action="${path}?lang=en"`);
});

test("opening, by whatever and however often, changes nothing (D10)", async () => {
  const it = await sent();
  const state = () =>
    f.sql(
      `select (select count(*) from audit_log) as log, (select count(*) from emails) as mails,
        (select xmin::text from claim_surveys where id = $1) as survey,
        (select xmin::text from workshop_claims where id = $2) as claim`,
      [it.survey.id, it.claim.id],
    );
  const before = await state();
  for (const agent of ["curl/8", "Mozilla/5.0 Safelinks", ""]) {
    for (const query of ["", "?lang=en", "?already=1"]) {
      await openPage(`/survey/${it.token}${query}`, { "user-agent": agent });
    }
  }
  expect(await state()).toEqual(before);
});

test("W7: a person's whole way: open, answer, see what was answered; only the first answer counts", async () => {
  const it = await sent();
  const path = `/survey/${it.token}`;
  const shown = fieldsOf(await (await openPage(path)).text());
  expect(Object.keys(shown).sort()).toEqual([
    "fullName",
    "more",
    "q_better",
    "q_delivered_on",
    "stamp",
  ]);
  const stored = await send(it, { q_better: "Meer tijd" });
  expect([stored.status, stored.headers.get("location")]).toEqual([303, path]);
  expect(await answersOf(it)).toMatchObject([
    {
      answers: { delivered: "yes", satisfaction: 4, better: "Meer tijd" },
      answered_name: "Zoë de Vries",
      ip_address: "192.0.2.7",
    },
  ]);
  const html = await (await openPage(path)).text();
  expect(html).toContain("4 van 5");
  expect(html).toContain("Meer tijd");
  const same = await send(it, { q_better: "Meer tijd" });
  expect(same.headers.get("location")).toBe(path);
  const other = await send(it, { q_better: "Minder tijd" });
  expect(other.headers.get("location")).toBe(`${path}?already=1`);
  expect(await (await openPage(`${path}?already=1`)).text()).toContain("was al ingevuld");
});

test("what was typed comes back with what is wrong, at the top and at the field", async () => {
  const it = await sent();
  const response = await send(
    it,
    { fullName: "", q_satisfaction: "", q_delivered_on: "2999-01-01", q_better: 'Why "not" & so?' },
    {},
    "?lang=en",
  );
  expect(response.status).toBe(422);
  const html = await response.text();
  expect(html).toContain("<title>Error: How did the workshop go?");
  for (const field of ["q_satisfaction", "q_delivered_on", "fullName"]) {
    expect(html).toContain(`href="#${field}"`);
    expect(html).toContain(`id="${field}-error"`);
  }
  expect(html).toContain("This day is still to come.");
  expect(fieldsOf(html)).toMatchObject({
    q_delivered: "yes",
    q_delivered_on: "2999-01-01",
    q_better: 'Why "not" & so?',
  });
  expect(await answersOf(it)).toEqual([]);
});

test.each([
  ["too fast", async (it: Sent) => ({ stamp: await surveyStamp(f, it.visitor, ago(1_000)) })],
  ["stale", async (it: Sent) => ({ stamp: await surveyStamp(f, it.visitor, ago(25 * 3_600_000)) })],
  ["trapped", () => ({ more: "http://spam.example" })],
  ["forged", () => ({ stamp: "1.en.a.b.c" })],
  ["without a stamp", () => ({ stamp: "" })],
  [
    "another link's",
    async () => ({ stamp: await surveyStamp(f, (await sent()).visitor, ago(60_000)) }),
  ],
  ["under a name that was not asked", () => ({ fullName: "John Smith" })],
  ["without a name", () => ({ fullName: "" })],
])(
  "D10: a form that is %s answers nothing, says what to do and keeps what was typed",
  async (_, change) => {
    const it = await sent();
    const response = await send(it, { q_better: "Bewaar mij", ...(await change(it)) });
    expect(response.status).toBe(422);
    const html = await response.text();
    hold("survey with problems", "nl", html);
    expect(fieldsOf(html)).toMatchObject({ q_better: "Bewaar mij", q_satisfaction: "4", more: "" });
    expect(await answersOf(it)).toEqual([]);
  },
);

test("D10: odd answers count once the name is typed again on a second page", async () => {
  const it = await sent();
  const machine = { "user-agent": "Mozilla/5.0 (X11; Linux x64) HeadlessChrome/153.0" };
  const first = await send(it, { q_better: "Hm" }, machine);
  expect(first.status).toBe(200);
  const html = await first.text();
  expect(html).toContain("<h1>Bevestig uw antwoorden</h1>");
  hold("survey confirm", "nl", html);
  expect(await answersOf(it)).toEqual([]);
  const page = fieldsOf(html);
  expect(page).toMatchObject({ confirm: "1", q_better: "Hm", fullName: "" });

  // Pressing its button is not enough, nor another name, nor other answers than those it showed.
  const stamp = await surveyStamp(f, it.visitor, ago(60_000), {
    delivered: "yes",
    delivered_on: page.q_delivered_on ?? "",
    satisfaction: 4,
    better: "Hm",
  });
  const confirm = (fields: Record<string, string>) =>
    sendForm(`/survey/${it.token}`, { ...page, stamp, ...fields }, machine);
  const wrongs: Record<string, string>[] = [
    {},
    { fullName: "John Smith" },
    { fullName: "Zoë de Vries", q_satisfaction: "1" },
    { fullName: "Zoë de Vries", stamp: page.stamp ?? "" },
  ];
  for (const wrong of wrongs) {
    expect((await confirm(wrong)).status).toBe(422);
  }
  const plain = await surveyForm(f, it.visitor, ago(0));
  const skipped = await sendForm(`/survey/${it.token}`, { ...plain, confirm: "1" }, machine);
  expect(skipped.status).toBe(422);
  expect(await answersOf(it)).toEqual([]);

  const back = await confirm({ change: "1" });
  expect(fieldsOf(await back.text())).toMatchObject({ q_better: "Hm", q_satisfaction: "4" });
  const right = await confirm({ fullName: "zoe de vries" });
  expect([right.status, right.headers.get("location")]).toEqual([303, `/survey/${it.token}`]);
  expect(await answersOf(it)).toMatchObject([{ answered_name: "zoe de vries" }]);
});

test("a form from another site is refused, chooses nothing, and can be sent from here", async () => {
  const it = await sent();
  for (const origin of ["https://evil.example", "null", ""]) {
    const response = await send(it, { q_better: "x" }, { origin });
    expect(response.status).toBe(403);
    const fields = fieldsOf(await response.text());
    expect(fields).toMatchObject({ fullName: "Zoë de Vries", q_better: "x", q_delivered_on: "" });
    expect(fields).not.toHaveProperty("q_delivered");
  }
  expect(await answersOf(it)).toEqual([]);
});

test("W5: a colleague answers by link; once the partner did so on the claim, the link says it", async () => {
  const it = await sent({ kind: "partner" });
  const path = `/survey/${it.token}`;
  expect(await (await openPage(path)).text()).toContain("<h1>Partner survey</h1>");
  await giveProof(f, it.claim);
  await submitClaim(f.ctx(it.company.admin, ago(0)), { number: it.claim.number });
  expect(await (await openPage(path)).text()).toContain("<h1>This survey was answered</h1>");
});

test("too many forms from one network wait, with what was typed kept", async () => {
  const it = await sent();
  const from = addressHeader("198.51.100.19");
  let last = new Response();
  for (let n = 0; n < 30 && last.status !== 429; n++) {
    last = await sendForm(`/survey/${it.token}`, { fullName: "", q_better: "keep me" }, from);
  }
  expect(last.status).toBe(429);
  expect(await last.text()).toContain('value="keep me"');
});

test.each([
  ["nothing", {}],
  ["zero bytes", { fullName: "\0\0", q_delivered: "yes\0", stamp: "\0", confirm: "\0" }],
  ["halves of characters", { fullName: "\uD800 \uDC00", q_better: "\uD800" }],
  ["far too much", { fullName: "x".repeat(5_000), q_better: "y".repeat(20_000) }],
  ["more than that", { fullName: "x".repeat(90_000) }],
  ["fields that nobody asked for", { q_none: "1", __proto__: "x", constructor: "y" }],
])("bad input is told, never a failure: %s", async (_, fields) => {
  const it = await sent();
  const response = await sendForm(`/survey/${it.token}`, fields);
  expect(response.status).toBe(422);
  expect(await answersOf(it)).toEqual([]);
});

test("P25 a suspended partner's customer is told on the survey to ask the programme", async () => {
  const it = await sent();
  expect(await (await openPage(`/survey/${it.token}?lang=en`)).text()).not.toContain(
    "is suspended",
  );
  const operator = await f.operator();
  await f.sql(
    "update partners set suspended_at = now(), suspended_why = 'x', suspended_by = $2 where id = (select partner_id from workshop_claims where id = $1)",
    [it.claim.id, operator.userId],
  );
  const html = await (await openPage(`/survey/${it.token}?lang=en`)).text();
  hold("survey suspended", "en", html);
  expect(html).toContain("is suspended in our programme for now");
  expect(html).toContain("mailto:contact@programme.example");
});
