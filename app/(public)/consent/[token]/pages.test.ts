import { submitClaim } from "@/lib/claims/submit-claim";
import { readClock } from "@/lib/time/clock";
import { codeOf } from "@/lib/mail/tokens";
import { addRequest, ask, stampSeen, type Asked } from "@/testing/asked";
import { claimOf, giveProof } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { hold } from "@/testing/html";
import { fieldsOf, openPage, sendForm } from "@/testing/public-pages";
import { getDatabase } from "@/lib/web/database";
import { addressHeader } from "@/lib/web/client-address";

const f = fixture();
const DAY = 86_400_000;
const ago = (ms: number) => new Date(readClock().getTime() - ms);

afterAll(() => getDatabase().close());

let made = 0;

/** A customer asked two days ago, by a partner and for a workshop with long names. */
async function asked(options: Parameters<typeof ask>[1] = {}): Promise<Asked> {
  const start = ago(2 * DAY);
  return ask(f, {
    ...options,
    company:
      options.company ??
      (await f.partner({ name: `Van den Heuvel & Dochters Digitale Oplossingen ${++made}` })),
    engagement:
      options.engagement ??
      (await f.engagement({ name: "Usage - Defend Against Threats with SIEM Plus XDR" })),
    tenant:
      options.tenant ??
      (await f.tenant({ name: "Koninklijke Vereniging van Brabantse Molenaars" })),
    association: {
      createdAt: start,
      consentDueAt: new Date(start.getTime() + 30 * DAY),
      ...options.association,
    },
    request: { sentAt: start, ...options.request },
  });
}

async function send(
  { visitor, token }: Asked,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  const stamp = await stampSeen(f, visitor, ago(60_000));
  return sendForm(
    `/consent/${token}${path}`,
    { stamp, more: "", fullName: "Zoë de Vries", ...fields },
    headers,
  );
}

async function inState(state: string): Promise<{ path: string; status?: number }> {
  const it = await asked();
  const path = `/consent/${it.token}`;
  switch (state) {
    case "accepted":
      await send(it, "", { decision: "accept" });
      break;
    case "declined":
      await send(it, "", { decision: "decline", reason: "Geen tijd <b>dit</b> jaar." });
      break;
    case "withdrawn":
      await send(it, "", { decision: "accept" });
      await send(it, "/withdraw", {});
      break;
    case "expired": {
      const start = ago(40 * DAY);
      const old = await asked({
        association: { createdAt: start, consentDueAt: ago(10 * DAY) },
        request: { sentAt: start },
      });
      return { path: `/consent/${old.token}` };
    }
    case "no longer open": {
      const rival = await asked({ engagement: it.engagement, tenant: it.tenant });
      await send(rival, "", { decision: "accept" });
      break;
    }
    case "other_contact":
      await f.sql(
        "update consent_requests set closed_at = now(), closed_for = 'contact' where id = $1",
        [it.request.id],
      );
      break;
    case "replaced":
      await f.sql("update consent_requests set replaced_at = now() where id = $1", [it.request.id]);
      await addRequest(f, it.company, it.association, { sentAt: ago(DAY) });
      break;
    case "submitted": {
      await send(it, "", { decision: "accept" });
      const claim = await claimOf(f, it.association.id);
      await giveProof(f, claim);
      await submitClaim(f.ctx(it.company.admin, readClock()), { number: claim.number });
      break;
    }
    case "unknown":
      return { path: `/consent/${"x".repeat(43)}`, status: 404 };
  }
  return { path };
}

const headings: Record<string, [string, string]> = {
  open: ["Do you agree to this workshop?", "Gaat u akkoord met deze workshop?"],
  accepted: ["You accepted", "U bent akkoord gegaan"],
  declined: ["You declined", "U hebt geweigerd"],
  expired: ["This request has ended", "Dit verzoek is vervallen"],
  "no longer open": [
    "You can no longer answer this request",
    "U kunt niet meer op dit verzoek antwoorden",
  ],
  withdrawn: ["You withdrew your consent", "U hebt uw toestemming ingetrokken"],
  other_contact: [
    "Somebody else has to answer this request",
    "Iemand anders moet dit verzoek beantwoorden",
  ],
  replaced: ["This request was replaced", "Dit verzoek is vervangen"],
  unknown: ["We do not know this link", "Wij kennen deze link niet"],
  submitted: ["You accepted", "U bent akkoord gegaan"],
};

test.each(Object.keys(headings))(
  "the page of a request that is %s, in both languages (D10)",
  async (state) => {
    const { path, status = 200 } = await inState(state);
    for (const [index, language] of (["en", "nl"] as const).entries()) {
      const response = await openPage(`${path}?lang=${language}`);
      expect(response.status).toBe(status);
      const html = await response.text();
      expect(html).toContain(`<h1>${headings[state]?.[index] ?? ""}</h1>`);
      hold(state, language, html);
    }
  },
);

test.each(["accepted", "declined", "withdrawn"])(
  "the receipt of what was %s (D12)",
  async (state) => {
    const { path } = await inState(state);
    for (const language of ["en", "nl"]) {
      const html = await (await openPage(`${path}/receipt?lang=${language}`)).text();
      hold(`receipt ${state}`, language, html);
      expect(html).toContain("Zoë de Vries");
      expect(html).toContain(state === "accepted" ? "/withdraw" : "2026-11");
      expect(html).not.toContain("<b>dit</b>");
    }
    const json = await openPage(`${path}/receipt?format=json`);
    expect(json.headers.get("content-type")).toContain("application/json");
    const record = (await json.json()) as { consent_record: { event: { event_state: string }[] } };
    expect(record.consent_record.event.map((event) => event.event_state)).toEqual(
      {
        accepted: ["requested", "given"],
        declined: ["requested", "refused"],
        withdrawn: ["requested", "given", "withdrawn"],
      }[state],
    );
  },
);

test("withdrawing, telling us, and the code have pages in both languages", async () => {
  const it = await asked();
  const path = `/consent/${it.token}`;
  const posted = await send(it, "", { decision: "accept", fullName: "Somebody Else" });
  expect(posted.status).toBe(303);
  const code = posted.headers.get("location") ?? "";
  const { path: accepted } = await inState("accepted");
  const { path: submitted } = await inState("submitted");
  for (const language of ["en", "nl"]) {
    const lang = `lang=${language}`;
    hold("code", language, await (await openPage(`${code}&${lang}`)).text());
    hold("report", language, await (await openPage(`${path}/report?${lang}`)).text());
    hold("report sent", language, await (await openPage(`${path}/report?sent=1&${lang}`)).text());
    hold("withdraw", language, await (await openPage(`${accepted}/withdraw?${lang}`)).text());
    hold(
      "withdraw closed",
      language,
      await (await openPage(`${submitted}/withdraw?${lang}`)).text(),
    );
    const wrong = await sendForm(`${path}?${lang}`, { fullName: "1", reason: "x <i>" });
    expect(wrong.status).toBe(422);
    hold("open with problems", language, await wrong.text());
  }
});

test("the question says all of D10, and nothing of the contact's name", async () => {
  const it = await asked();
  const html = await (await openPage(`/consent/${it.token}?lang=en`)).text();
  for (const said of [
    it.company.name.replace("&", "&amp;"),
    "Amsterdam, Netherlands",
    "Robin Jansen",
    it.engagement.name,
    it.tenant.name,
    "within 90 days",
    "costs your organisation nothing",
    "The partner and the programme get your name",
    "If you decline",
    "(Central European Time, UTC+1)",
    "Tell us",
  ]) {
    expect(html).toContain(said);
  }
  expect(html).not.toMatch(/Zoë|Zo&|de Vries|devries/);
  expect(html).not.toMatch(/days left|checked/);
});

test("no page is kept, indexed, framed or given a script; no cookie is set", async () => {
  const it = await asked();
  const { headers } = await openPage(`/consent/${it.token}`);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-robots-tag")).toContain("noindex");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(headers.get("content-security-policy")).toContain("form-action 'self'");
  expect(headers.get("set-cookie")).toBeNull();
});

test("the contact's language comes first, the other is offered and kept", async () => {
  const it = await asked({ request: { language: "nl" } });
  const path = `/consent/${it.token}`;
  const dutch = await (await openPage(path)).text();
  expect(dutch).toContain('<html lang="nl">');
  expect(dutch).toContain(`href="${path}?lang=en"`);
  const english = await (await openPage(`${path}?lang=en`)).text();
  expect(english).toContain(`action="${path}?lang=en"`);
  expect(await (await openPage(`${path}?lang=xx`)).text()).toContain('<html lang="nl">');
});

test("opening, by whatever and however often, changes nothing and is no evidence (D10)", async () => {
  const it = await asked();
  const count = () =>
    f.sql(
      `select (select count(*) from audit_log) as log, (select count(*) from emails) as mails,
        (select count(*) from consent_decisions) as decisions,
        (select xmin::text from associations where id = $1) as round,
        (select xmin::text from consent_requests where id = $2) as request`,
      [it.association.id, it.request.id],
    );
  const before = await count();
  for (const agent of ["curl/8", "Mozilla/5.0 Safelinks", ""]) {
    for (const page of ["", "/receipt", "/withdraw", "/report", "/code?c=x"]) {
      await openPage(`/consent/${it.token}${page}`, { "user-agent": agent });
    }
  }
  expect(await count()).toEqual(before);
});

test("a person's whole way: open, answer, see it, read the receipt, withdraw", async () => {
  const it = await asked();
  const path = `/consent/${it.token}`;
  const shown = fieldsOf(await (await openPage(path)).text());
  expect(Object.keys(shown).sort()).toEqual(["fullName", "more", "reason", "stamp"]);
  const stored = await send(it, "", { decision: "accept" });
  expect([stored.status, stored.headers.get("location")]).toEqual([303, path]);
  const again = await send(it, "", { decision: "decline" });
  expect(again.headers.get("location")).toBe(`${path}?already=1`);
  expect(await (await openPage(`${path}?already=1`)).text()).toContain("was al beantwoord");
  const same = await send(it, "", { decision: "accept" });
  expect(same.headers.get("location")).toBe(path);
  const withdrawn = await send(it, "/withdraw", {});
  expect([withdrawn.status, withdrawn.headers.get("location")]).toEqual([303, path]);
  expect(await (await openPage(path)).text()).toContain("U hebt uw toestemming ingetrokken");
  expect((await openPage(`${path}/withdraw`)).headers.get("location")).toBe(path);
});

test("what was typed comes back with what is wrong, at the top and at the field", async () => {
  const it = await asked();
  const response = await send(it, "?lang=en", { fullName: "", reason: 'Why "not" & so?' });
  expect(response.status).toBe(422);
  const html = await response.text();
  expect(html).toContain("<title>Error: Do you agree to this workshop?");
  expect(html).toContain('href="#decision"');
  expect(html).toContain('id="fullName-error"');
  expect(fieldsOf(html)).toMatchObject({ reason: 'Why "not" & so?', more: "" });
});

test("a form from another site is refused, whatever it holds, and can be sent from here", async () => {
  const it = await asked();
  for (const origin of ["https://evil.example", "null", ""]) {
    const response = await send(it, "", { decision: "accept" }, { origin });
    expect(response.status).toBe(403);
    const html = await response.text();
    expect(fieldsOf(html)).toMatchObject({ fullName: "Zoë de Vries" });
    expect(fieldsOf(html)).not.toHaveProperty("decision");
  }
  expect(
    await f.sql("select * from consent_decisions where request_id = $1", [it.request.id]),
  ).toEqual([]);
});

test("a suspicious answer counts with the code from the mailbox, and only then (D10)", async () => {
  const it = await asked();
  const path = `/consent/${it.token}`;
  const posted = await send(it, "", { decision: "decline", fullName: "Test User", reason: "no" });
  const at = posted.headers.get("location") ?? "";
  expect(posted.status).toBe(303);
  expect(at).toMatch(/\/code\?c=/);
  expect(await (await openPage(path)).text()).toContain("<form");
  const page = await (await openPage(at)).text();
  expect(page).toContain("z•••@customer.example");
  const fields = fieldsOf(page);
  const mailed = codeOf(fields.codeId ?? "");
  const other = mailed === "000000" ? "111111" : "000000";
  const wrong = await sendForm(`${path}/code`, { ...fields, code: other });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain("Deze code klopt niet");
  const code = mailed.replace(/(...)/, "$1 ");
  const right = await sendForm(`${path}/code`, { ...fields, code });
  expect([right.status, right.headers.get("location")]).toEqual([303, path]);
  expect(await (await openPage(path)).text()).toContain("U hebt geweigerd");
  expect((await openPage(at)).headers.get("location")).toBe(path);
});

test("too many forms from one network wait, with what was typed kept", async () => {
  const it = await asked();
  const from = addressHeader("198.51.100.9");
  let last = new Response();
  for (let n = 0; n < 30 && last.status !== 429; n++) {
    last = await sendForm(`/consent/${it.token}`, { fullName: "", reason: "keep me" }, from);
  }
  expect(last.status).toBe(429);
  expect(await last.text()).toContain('value="keep me"');
});

test.each([
  ["nothing", {}],
  ["zero bytes", { fullName: "\0\0", decision: "accept\0", stamp: "\0", codeId: "\0" }],
  ["halves of characters", { fullName: "\uD800 \uDC00", decision: "accept" }],
  [
    "far too much",
    { fullName: "x".repeat(5_000), reason: "y".repeat(20_000), decision: "decline" },
  ],
  ["more than that", { fullName: "x".repeat(90_000) }],
  ["a made-up stamp", { stamp: "1.en.a.b.c", decision: "accept", fullName: "Zoë de Vries" }],
])("bad input is told, never a failure: %s", async (_, fields) => {
  const it = await asked();
  for (const page of ["", "/withdraw", "/report", "/code"]) {
    const { status } = await sendForm(`/consent/${it.token}${page}`, fields);
    expect([200, 303, 422]).toContain(status);
  }
});

test("“I am not the right person”: opening it says nothing; the form tells the partner, nothing ends (D30)", async () => {
  const it = await asked();
  const path = `/consent/${it.token}`;
  for (const language of ["en", "nl"]) {
    const open = await (await openPage(`${path}?lang=${language}`)).text();
    expect(open).toContain(`${path}/not-me?lang=${language}`);
    hold("not me", language, await (await openPage(`${path}/not-me?lang=${language}`)).text());
    hold(
      "not me sent",
      language,
      await (await openPage(`${path}/not-me?lang=${language}&sent=1`)).text(),
    );
  }
  const said = () => f.sql("select why from wrong_contacts where request_id = $1", [it.request.id]);
  expect(await said()).toEqual([]);
  const wrong = await send(it, "/not-me", {});
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain("why-error");
  const foreign = await send(it, "/not-me", { why: "elsewhere" }, { origin: "https://x.example" });
  expect(foreign.status).toBe(403);
  expect(await said()).toEqual([]);
  const sent = await send(it, "/not-me", { why: "colleague", colleague: "Anna" });
  expect([sent.status, sent.headers.get("location")]).toEqual([303, `${path}/not-me?sent=1`]);
  expect(await said()).toEqual([{ why: "colleague" }]);
  expect(await (await openPage(path)).text()).toContain('name="decision"');
});

test("P25 a suspended partner's customer is told to ask the programme, and can still answer", async () => {
  const it = await asked();
  await f.sql(
    "update partners set suspended_at = now(), suspended_why = 'x', suspended_by = $2 where id = $1",
    [it.company.id, it.company.admin.userId],
  );
  const path = `/consent/${it.token}?lang=en`;
  const html = await (await openPage(path)).text();
  expect(html).toContain("is suspended in our programme for now");
  expect(html).not.toContain(`mailto:${it.request.partnerContactEmail}`);
  expect((await send(it, "", { decision: "accept" })).status).toBe(303);
  expect(await (await openPage(`/consent/${it.token}/receipt?lang=en`)).text()).toContain(
    "is suspended in our programme for now",
  );
});
