import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Resend } from "resend";
import { publishTemplates, type Published } from "./publish-templates";
import { resendTemplates } from "./resend-templates";

type Stored = {
  id: string;
  alias: string;
  name: string;
  subject: string;
  html: string;
  text: string;
  status: string;
  has_unpublished_versions: boolean;
};

/** Resend's templates as documented: drafts until published; the list in pages. */
const stored = new Map<string, Stored>();
const calls: string[] = [];
let broken = 0;
let server: Server;
let resend: Resend;

beforeAll(async () => {
  server = createServer((request, response) => {
    void (async () => {
      let body = "";
      for await (const piece of request) body += String(piece);
      const [path = "", query] = (request.url ?? "").split("?");
      const [, , id = "", act] = path.split("/");
      calls.push(`${request.method ?? ""} ${act ?? (id && "one")}`);
      const say = (status: number, answer: object) =>
        response
          .writeHead(status, { "content-type": "application/json" })
          .end(JSON.stringify(answer));
      if (broken-- > 0)
        return say(429, { statusCode: 429, name: "rate_limit_exceeded", message: "slow" });
      const row = stored.get(id);
      if (id === "" && request.method === "GET") {
        const all = [...stored.values()];
        const from = all.findIndex((one) => one.id === new URLSearchParams(query).get("after")) + 1;
        return say(200, {
          object: "list",
          data: all.slice(from, from + 30),
          has_more: from + 30 < all.length,
        });
      }
      const sent = body === "" ? {} : (JSON.parse(body) as Partial<Stored>);
      if (id === "") {
        const made = {
          ...(sent as Stored),
          id: `t${stored.size}`,
          status: "draft",
          has_unpublished_versions: true,
        };
        stored.set(made.id, made);
        return say(201, { id: made.id, object: "template" });
      }
      if (!row)
        return say(404, { statusCode: 404, name: "not_found", message: "no such template" });
      if (act === "publish")
        Object.assign(row, { status: "published", has_unpublished_versions: false });
      if (request.method === "PATCH") Object.assign(row, sent, { has_unpublished_versions: true });
      return say(200, row);
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  resend = new Resend("re_test", {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function publish(): Promise<Record<string, number>> {
  const count: Record<string, number> = {};
  const tell = ({ result }: Published) => (count[result] = (count[result] ?? 0) + 1);
  await publishTemplates(resend, { pauseMs: 1, tell: (published) => void tell(published) });
  return count;
}

test("every e-mail in each language is a template whose variables stand in triple braces", () => {
  const templates = resendTemplates();
  expect(new Set(templates.map(({ alias }) => alias)).size).toBe(templates.length);
  for (const { subject, html, text, variables } of templates) {
    const all = `${subject}\n${html.replace(/<style>.*?<\/style>/s, "")}\n${text}`;
    const keys = new Set([...all.matchAll(/\{\{\{([A-Z_]+)\}\}\}/g)].map(([, key]) => key));
    expect([...keys].sort()).toEqual(variables.map(({ key }) => key));
    expect(all.replace(/\{\{\{[A-Z_]+\}\}\}/g, "")).not.toMatch(
      /\{\{|\}\}|⟦|⟧|Contoso|4[.,]?04[12]|2026|2027/,
    );
    expect(variables.length).toBeLessThanOrEqual(50);
    for (const { key } of variables)
      expect(["FIRST_NAME", "LAST_NAME", "EMAIL", "UNSUBSCRIBE_URL"]).not.toContain(key);
  }
  const request = templates.find(({ alias }) => alias === "consent-request-nl")!;
  expect(request.subject).toBe(
    "{{{PARTNER_NAME}}} vraagt {{{TENANT_NAME}}} om mee te doen aan een workshop",
  );
  expect(request.variables.map(({ key }) => key)).toEqual([
    "ADDRESS",
    "CONSENT_DUE_AT",
    "CONTACT_NAME",
    "DELIVERY_DAYS",
    "ENGAGEMENT_NAME",
    "ENGAGEMENT_SUMMARY",
    "LOCATION_CITY",
    "PARTNER_CONTACT_EMAIL",
    "PARTNER_CONTACT_NAME",
    "PARTNER_CONTACT_PHONE",
    "PARTNER_NAME",
    "PROGRAMME_ADDRESS",
    "PROGRAMME_EMAIL",
    "PROGRAMME_NAME",
    "PROGRAMME_ORGANISATION",
    "PROGRAMME_PRIVACY",
    "REQUEST_NUMBER",
    "TENANT_NAME",
  ]);
});

test("publishing creates what is missing, changes what differs, and twice changes nothing", async () => {
  broken = 2;
  const all = resendTemplates().length;
  expect(await publish()).toEqual({ created: all });
  expect([...stored.values()].every(({ status }) => status === "published")).toBe(true);

  calls.length = 0;
  expect(await publish()).toEqual({ unchanged: all });
  expect(calls.every((call) => call.startsWith("GET"))).toBe(true);

  const [first] = stored.values();
  Object.assign(first!, { html: "<p>edited by hand</p>" });
  expect(await publish()).toEqual({ changed: 1, unchanged: all - 1 });
  expect(first).toMatchObject({ status: "published", has_unpublished_versions: false });
}, 120_000);

test("a refusal names the template and the reason", async () => {
  const denied = new Resend("re_test", {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`,
  });
  await expect(publishTemplates(denied, { pauseMs: 1, tell: () => undefined })).rejects.toThrow(
    /list: 404/,
  );
});

test("P30 what a claim was paid is a variable, not the sample's amount", () => {
  const paid = resendTemplates().filter(({ name }) => name.startsWith("claim-paid"));
  expect(paid).toHaveLength(2);
  for (const { text, html, variables } of paid) {
    expect([text.includes("{{{AMOUNT}}}"), html.includes("{{{AMOUNT}}}")]).toEqual([true, true]);
    expect(text).not.toMatch(/US\$/);
    expect(variables).toContainEqual({ key: "AMOUNT", type: "string" });
  }
});
