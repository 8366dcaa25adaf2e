import { CheckPage } from "@/components/public/check-page";
import { programmeOf } from "@/lib/installation";
import { readClock } from "@/lib/time/clock";
import { checkRequest } from "@/lib/views/check-request";
import { getDatabase } from "@/lib/web/database";
import { addressHeader } from "@/lib/web/client-address";
import { publicPage } from "@/lib/web/public";
import { ask } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { hold } from "@/testing/html";
import { openPage, sendForm } from "@/testing/public-pages";

const f = fixture();
afterAll(() => getDatabase().close());

let networks = 0;
/** Somebody of a network that checked nothing yet. */
const somebody = () => addressHeader(`198.51.100.${++networks}`);
const check = (number: string, headers: Record<string, string> = {}) =>
  sendForm("/check?lang=en", { number }, { ...somebody(), ...headers });

test("the page says who we are, in both languages, without a database", async () => {
  for (const language of ["en", "nl"] as const) {
    const response = await openPage(`/check?lang=${language}`);
    const html = await response.text();
    hold("check", language, html);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    for (const said of ["Programme Office B.V.", "1234 AB", "programme.example/privacy", "7 "])
      expect(html).toContain(said);
    expect(html).toContain(`action="/check?lang=${language}"`);
  }
});

test("the number of an e-mail shows what the e-mail said, and nothing beside it", async () => {
  const it = await ask(f);
  const { number } = it.request;
  expect(number).toMatch(/^\d{16}$/);
  for (const typed of [number, number.replace(/(\d{4})/g, "$1 "), ` ${number}.`]) {
    const response = await check(typed);
    expect(response.status).toBe(200);
    const html = await response.text();
    hold("check found", "en", html);
    for (const said of [
      it.company.name,
      it.tenant.name,
      it.engagement.name,
      it.request.partnerContactEmail,
    ])
      expect(html).toContain(said.replaceAll("&", "&amp;"));
    // Neither who was asked, nor a way to the answer, nor whether there is one.
    for (const kept of ["Zoë", "de Vries", it.request.contactEmail, it.token, "/consent/", "<form"])
      expect(html).not.toContain(kept);
  }
});

test("of a request that the programme stopped it says so, and no more that it can be answered (D19)", async () => {
  const it = await ask(f);
  await f.sql(
    "update consent_requests set closed_at = now(), closed_for = 'programme' where id = $1",
    [it.request.id],
  );
  const html = await (await check(it.request.number)).text();
  hold("check stopped", "en", html);
  expect(html).toContain("We stopped this request");
  expect(html).not.toContain("your e-mail is real");
  for (const kept of ["Zoë", "de Vries", it.request.contactEmail, "<form"])
    expect(html).not.toContain(kept);
});

test("an answer changes nothing on it", async () => {
  const it = await ask(f);
  const before = await (await check(it.request.number)).text();
  await f.sql("update consent_requests set replaced_at = now() where id = $1", [it.request.id]);
  expect(await (await check(it.request.number)).text()).toBe(before);
});

test.each([
  ["nothing", "", "Enter the 16 digits"],
  ["a word", "hello", "Enter the 16 digits"],
  ["a digit too many", "12345678901234567", "Enter the 16 digits"],
  ["a number of nobody", "1234567890123456", "We do not know this number"],
  ["NUL", "1234\0", "Enter the 16 digits"],
])("%s is told at the field, and stays there", async (_, typed, words) => {
  const response = await check(typed);
  const html = await response.text();
  expect(response.status).toBe(422);
  expect(html).toContain(words);
  expect(html).toContain('aria-invalid="true"');
});

test("a request that was never mailed is not known", async () => {
  const it = await ask(f);
  await f.sql("delete from consent_links where request_id = $1", [it.request.id]);
  expect((await check(it.request.number)).status).toBe(422);
});

test("a network may check ten numbers in a quarter of an hour, right ones too", async () => {
  const it = await ask(f);
  const from = somebody();
  const statuses: number[] = [];
  for (let n = 0; n < 11; n++) {
    const number = n % 2 === 0 ? it.request.number : `${1_000_000_000_000_000 + n}`;
    statuses.push((await check(number, from)).status);
  }
  expect(statuses).toEqual([
    ...Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? 200 : 422)),
    429,
  ]);
  expect((await check(it.request.number)).status).toBe(200);
});

test("a form of another site shows nothing", async () => {
  const it = await ask(f);
  const response = await check(it.request.number, { origin: "https://elsewhere.example" });
  expect(response.status).toBe(403);
  expect(await response.text()).not.toContain(it.company.name);
});

test("the consent page tells the number and who we are", async () => {
  const start = readClock();
  const due = new Date(start.getTime() + 30 * 86_400_000);
  const it = await ask(f, {
    association: { createdAt: start, consentDueAt: due },
    request: { sentAt: start },
  });
  const html = await (await openPage(`/consent/${it.token}?lang=nl`)).text();
  expect(html).toContain(it.request.number.replace(/(\d{4})(?=\d)/g, "$1 "));
  expect(html).toContain("localhost:3000/check");
  expect(html).toContain("Programme Office B.V.");
});

test("numbers differ, whoever writes the request", async () => {
  const rows = await f.sql<{ number: string }>("select number from consent_requests");
  expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length);
});

test("a page of the other language keeps it", async () => {
  const view = checkRequest("nl", await programmeOf(f.db), null);
  const html = await (await publicPage(CheckPage, { view, problems: [], value: "" })).text();
  expect(html).toContain("/check?lang=en");
});

test("P25 of a suspended partner's request it says whom to ask", async () => {
  const it = await ask(f);
  const operator = await f.operator();
  await f.sql(
    "update partners set suspended_at = now(), suspended_why = 'x', suspended_by = $2 where id = $1",
    [it.company.id, operator.userId],
  );
  const html = await (await check(it.request.number)).text();
  hold("check suspended", "en", html);
  expect(html).toContain("is suspended in our programme for now");
  expect(html).not.toContain(it.request.partnerContactEmail);
});
