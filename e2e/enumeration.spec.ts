import { randomUUID } from "node:crypto";
import { expect, test, type APIRequestContext } from "@playwright/test";
import { tries } from "@/testing/tries";
import { sql } from "./world";

/** `SIGN_IN_ASKED=50 npm run e2e -- e2e/enumeration.spec.ts` asks as often for each kind. */
const number = tries("SIGN_IN_ASKED", { ci: 2, whole: 50 });

/** An address of each kind, all of one domain: the domain tells nothing. */
async function addresses(): Promise<Record<string, () => string>> {
  const domain = `asked-${randomUUID().slice(0, 8)}.example`;
  const [free, bound] = [await company("Free"), await company("Bound")];
  await member(free, `existing@${domain}`);
  const gone = await member(free, `disabled@${domain}`);
  await sql("update users set disabled_at = now() where id = $1", [gone]);
  const glass = await member(bound, `glass@${domain}`);
  await member(bound, `required@${domain}`);
  await sql("insert into partner_domains (partner_id, domain) values ($1, $2)", [bound, domain]);
  await sql(
    `insert into sign_in_rules (partner_id, provider, break_glass_id, changed_at, changed_by)
     values ($1, 'own', $2, now(), $2)`,
    [bound, glass],
  );
  return {
    existing: () => `existing@${domain}`,
    unknown: () => `nobody-${randomUUID().slice(0, 8)}@${domain}`,
    disabled: () => `disabled@${domain}`,
    "provider required": () => `required@${domain}`,
  };
}

async function company(name: string): Promise<string> {
  const [row] = await sql<{ id: string }>(
    "insert into partners (name, country) values ($1, 'NL') returning id",
    [`${name} ${randomUUID().slice(0, 8)}`],
  );
  return row?.id ?? "";
}

async function member(partnerId: string, email: string): Promise<string> {
  const id = randomUUID();
  await sql("insert into users (id, name, email, locale) values ($1, 'Asked', $2, 'en')", [
    id,
    email,
  ]);
  await sql("insert into memberships (partner_id, user_id, joined_at) values ($1, $2, now())", [
    partnerId,
    id,
  ]);
  return id;
}

/** What a browser without scripts sends, and all that comes back but what is of the moment. */
async function askOnce(request: APIRequestContext, email: string) {
  const page = await (await request.get("/sign-in")).text();
  const form = /<form(?:(?!<\/form>)[^])*name="email"[^]*?<\/form>/.exec(page)?.[0] ?? "";
  const fields = Object.fromEntries(
    [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? "",
      (/value="([^"]*)"/.exec(input)?.[1] ?? "").replaceAll("&quot;", '"'),
    ]),
  );
  const answer = await request.post("/sign-in", {
    multipart: { ...fields, email },
    headers: { origin: process.env.E2E_URL ?? "" },
    maxRedirects: 0,
  });
  const headers = answer
    .headersArray()
    .filter(({ name }) => name.toLowerCase() !== "date")
    .map(({ name, value }) => `${name.toLowerCase()}: ${sameOf(value)}`);
  return JSON.stringify({ status: answer.status(), headers, body: sameOf(await answer.text()) });
}

/** Without what is random in every answer: nonces, request numbers and times. */
function sameOf(text: string): string {
  return text
    .replace(/nonce(-|=")[A-Za-z0-9+/=_-]+/g, "nonce$1…")
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "…")
    .replace(/\b[0-9a-f]{32}\b/g, "…")
    .replace(/dur=[\d.]+/g, "dur=…");
}

test("U15 the answer to who asks for a link is the same to the letter, whoever has the address", async ({
  request,
}) => {
  const of = await addresses();
  const said = new Map<string, string[]>();
  for (let n = 0; n < number; n++)
    for (const [kind, email] of Object.entries(of)) {
      const answer = await askOnce(request, email());
      said.set(answer, [...(said.get(answer) ?? []), kind]);
    }
  expect([...said.keys()]).toHaveLength(1);
  expect([...said.keys()][0]).toContain('"status":303');
  expect([...said.keys()][0]).toContain("/sign-in/sent");
  // It was looked up all the same: one who is known got a mail, and only they.
  await expect(async () => {
    const mailed = await sql<{ who: string; template: string }>(
      "select distinct split_part(recipient, '@', 1) as who, template from emails where recipient like $1 order by 1",
      [`%@${(of.existing ?? String)().split("@")[1] ?? ""}`],
    );
    expect(mailed).toEqual([
      { who: "existing", template: "sign-in" },
      { who: "required", template: "sign-in-provider" },
    ]);
  }).toPass({ timeout: 60_000 });
});
