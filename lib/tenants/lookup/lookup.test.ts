import { randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { fixture } from "@/testing/fixture";
import { nameCustomer } from "@/lib/customers/name-customer";
import { mergeAsSteward } from "@/testing/merging";
import { refusedWith } from "@/testing/refusal";
import { askProvider, isPrivate } from "./ask-provider";
import { findLive, type MayAsk } from "./find-live";
import { lookUpDomain } from "./cached";

const f = fixture();
const A = "11111111-2222-4333-8444-555555555555";

/** A real server on this machine, which says of each domain what the test wants. */
type Say = (response: http.ServerResponse) => void;
const says = new Map<string, Say>();
const asked: string[] = [];
let server: http.Server;
let host: string;
const issuer =
  (id: string): Say =>
  (response) => {
    response.end(JSON.stringify({ issuer: `https://login.example/${id}/v2.0` }));
  };
const status =
  (code: number, headers: http.OutgoingHttpHeaders = {}): Say =>
  (response) => {
    response.writeHead(code, headers).end('{"error":"invalid_tenant"}');
  };

beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(request.url ?? "");
    const domain = decodeURIComponent((request.url ?? "").split("/")[1] ?? "");
    (says.get(domain) ?? status(400))(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.TENANT_LOOKUP_HOST = host;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const ask = (domain: string, timeoutMs = 1_000) => askProvider(domain, { host, timeoutMs });

test("P24 the discovery document of a domain names its tenant; a domain that it does not know has none", async () => {
  says.set("contoso.example", issuer(A.toUpperCase()));
  expect(await ask("contoso.example")).toEqual({ kind: "tenant", id: A });
  expect(asked.at(-1)).toBe("/contoso.example/v2.0/.well-known/openid-configuration");
  expect(await ask("nobody.example")).toEqual({ kind: "none" });
  says.set("mail.example", issuer("9188040d-6c67-4c5b-b112-36a304b66dad"));
  expect(await ask("mail.example")).toEqual({ kind: "none" });
});

test.each<[string, Say, number]>([
  ["is slow", (response) => setTimeout(() => response.end(), 5_000).unref(), 50],
  [
    "sends for ever",
    (response) => {
      response.write("{");
    },
    50,
  ],
  ["is huge", (response) => response.end(`"${"x".repeat(200_000)}"`), 1_000],
  ["is no JSON", (response) => response.end("<html>"), 1_000],
  ["has no issuer", (response) => response.end("{}"), 1_000],
  [
    "names no tenant",
    (response) => response.end('{"issuer":"https://login.example/common/v2.0"}'),
    1_000,
  ],
  ["leads elsewhere", status(302, { location: "http://127.0.0.1:1/" }), 1_000],
  ["fails", status(500), 1_000],
  ["breaks off", (response) => response.destroy(), 1_000],
])("P24 an answer that %s is none", async (name, say, timeoutMs) => {
  const domain = `${name.replaceAll(" ", "-")}.example`;
  says.set(domain, say);
  expect(await ask(domain, timeoutMs)).toMatchObject({ kind: "failed" });
});

test("P24 a provider that is down, and one at a private address, are not asked", async () => {
  expect(await askProvider("a.example", { host: "http://127.0.0.1:1" })).toMatchObject({
    kind: "failed",
  });
  for (const private_ of [
    "https://10.0.0.1",
    "https://169.254.169.254",
    "https://[fd00::1]",
    "https://192.168.1.1",
  ])
    expect(await askProvider("a.example", { host: private_ })).toEqual({
      kind: "failed",
      why: "a private address",
    });
  // A name that leads to this machine is not this machine by name.
  expect(await askProvider("a.example", { host: `https://localhost.localdomain:1` })).toMatchObject(
    { kind: "failed" },
  );
  for (const address of [
    "127.0.0.1",
    "10.1.2.3",
    "172.31.0.1",
    "100.64.0.1",
    "169.254.1.1",
    "::1",
    "fe80::1",
    "fc00::1",
    "::ffff:10.0.0.1",
    "0.0.0.0",
  ])
    expect([address, isPrivate(address)]).toEqual([address, true]);
  for (const address of ["20.190.128.1", "8.8.8.8", "2603:1006:2000::1", "172.32.0.1"])
    expect([address, isPrivate(address)]).toEqual([address, false]);
});

test("P24 two who ask at once ask once; what was said is kept, and a provider that fails is left alone", async () => {
  const now = new Date("2026-04-01T00:00:00Z");
  const later = (ms: number) => new Date(now.getTime() + ms);
  says.set("once.example", issuer(A));
  const before = asked.length;
  await Promise.all([lookUpDomain("once.example", now), lookUpDomain("once.example", now)]);
  await lookUpDomain("once.example", later(1_000));
  expect(asked.length - before).toBe(1);
  await lookUpDomain("never.example", now);
  await lookUpDomain("never.example", later(3_500_000));
  expect(asked.length - before).toBe(2);
  await lookUpDomain("never.example", later(3_700_000));
  expect(asked.length - before).toBe(3);

  says.set("down.example", status(503));
  for (let n = 0; n < 5; n++)
    expect(await lookUpDomain("down.example", now)).toMatchObject({ why: "status 503" });
  const failed = asked.length;
  expect(await lookUpDomain("down.example", later(59_000))).toEqual({
    kind: "failed",
    why: "paused",
  });
  expect(await lookUpDomain("other.example", later(59_000))).toMatchObject({ why: "paused" });
  expect(await lookUpDomain("once.example", later(59_000))).toEqual({ kind: "tenant", id: A });
  expect(asked.length).toBe(failed);
  expect(await lookUpDomain("other.example", later(61_000))).toEqual({ kind: "none" });
});

describe("when a partner adds a customer", () => {
  const setting = (on: boolean) => f.sql("update programme set live_lookup = $1", [on]);
  let slug: string;
  let company: Awaited<ReturnType<typeof f.partner>>;
  beforeAll(async () => {
    const engagement = await f.engagement();
    await f.sql(
      "insert into engagement_rates (engagement_id, band, valid_from, amount_minor) values ($1, 'C', '2026-01-01', 1)",
      [engagement.id],
    );
    slug = engagement.slug;
    company = await f.partner();
  });
  afterEach(() => setting(false));
  const now = new Date("2026-05-01T00:00:00Z");
  const name = (email: string, mayAsk: MayAsk = () => Promise.resolve(true)) =>
    refusedWith(
      nameCustomer(
        f.ctx(company.admin, now),
        {
          slug,
          draft: randomUUID(),
          go: "next",
          location: company.location.id,
          email,
          identifier: "",
        },
        mayAsk,
      ),
    );
  const tenantOf = async (domain: string) =>
    (
      await f.sql(
        "select t.id, t.name, t.country, t.found_at is not null as found from tenant_domains d join tenants t on t.id = d.tenant_id where d.domain = $1",
        [domain],
      )
    )[0];

  test("P24 nobody is asked unless the programme says so, nor of free mail, nor of a shared suffix", async () => {
    says.set("fabrikam.example", issuer(randomUUID()));
    const before = asked.length;
    expect(await name("x@fabrikam.example")).toBe("no_tenant");
    await setting(true);
    expect(await name("x@gmail.com")).toBe("free_mail");
    expect(await name("x@onmicrosoft.com")).toBe("no_tenant");
    expect(asked.length).toBe(before);
  });

  test("P24 a hit makes a tenant with unknown facts, marked as such", async () => {
    await setting(true);
    const id = randomUUID();
    says.set("tailspin.example", issuer(id));
    expect(await name("x@mail.tailspin.example")).toBeNull();
    expect(await tenantOf("tailspin.example")).toEqual({
      id,
      name: "tailspin.example",
      country: null,
      found: true,
    });
    const [told] = await f.sql(
      "select chain, data from audit_log where event = 'tenant.found' and subject_id = $1",
      [id],
    );
    expect(told).toEqual({ chain: company.id, data: { domain: "tailspin.example" } });
    const before = asked.length;
    expect(await name("y@tailspin.example")).toBeNull();
    expect(asked.length).toBe(before);
  });

  test("P24 a tenant that is there under another domain gets this one too, also one that was merged", async () => {
    await setting(true);
    const [tenant, survivor] = [await f.tenant(), await f.tenant()];
    says.set("second.example", issuer(tenant.id));
    expect(await name("x@second.example")).toBeNull();
    expect(await tenantOf("second.example")).toMatchObject({
      id: tenant.id,
      name: tenant.name,
      found: false,
    });
    expect(await mergeAsSteward(f, tenant, survivor, now)).toBeNull();
    says.set("third.example", issuer(tenant.id));
    expect(await name("x@third.example")).toBeNull();
    expect(await tenantOf("third.example")).toMatchObject({ id: survivor.id });
  });

  test("P24 only so many are asked for a person; one that is known already counts for nothing", async () => {
    await setting(true);
    const counted: string[] = [];
    const may = (left: boolean) => (userId: string) => {
      counted.push(userId);
      return Promise.resolve(left);
    };
    says.set("counted.example", issuer(randomUUID()));
    const before = asked.length;
    expect(await name("x@counted.example", may(false))).toBe("no_tenant");
    expect(asked.length).toBe(before);
    expect(await name("x@counted.example", may(true))).toBeNull();
    expect(await name("y@counted.example", may(true))).toBeNull();
    // Found by somebody else in the meantime: so it is, and nobody is asked.
    expect(await findLive(f.ctx(company.admin, now), "z@counted.example", may(false))).toBe(true);
    expect(counted).toEqual([company.admin.userId, company.admin.userId]);
  });

  test("P24 an internationalised domain is asked for in its sent form; two at once make one tenant", async () => {
    await setting(true);
    const id = randomUUID();
    says.set("xn--mller-kva.example", issuer(id));
    expect(await Promise.all([name("a@müller.example"), name("b@xn--mller-kva.example")])).toEqual([
      null,
      null,
    ]);
    expect(await tenantOf("xn--mller-kva.example")).toMatchObject({ id });
  });

  test("P24 where the provider fails, the screen asks for something else, as ever", async () => {
    await setting(true);
    says.set("broken.example", status(500));
    expect(await name("x@broken.example")).toBe("no_tenant");
  });

  test("only a partner who adds a customer, and only where the programme wants it, writes what was found", async () => {
    const call = (who: Parameters<typeof f.scope>[0]) =>
      f.db.transaction(f.scope(who), (db) =>
        db.execute(`select found_tenant('${randomUUID()}', 'sly.example', '${now.toISOString()}')`),
      );
    await expect(call(company.admin)).rejects.toThrow();
    await setting(true);
    await expect(call(await f.operator())).rejects.toThrow();
    await call(company.admin);
  });
});
