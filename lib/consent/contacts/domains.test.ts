import { ask } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { removeDomain } from "../../partners/domains/remove-domain";
import { domainInput } from "../../partners/domains/schema";
import { reading } from "../../ctx";
import { programmePartner } from "../../views/programme/partner";
import { programmePartners } from "../../views/programme/partners";
import { addDomain } from "./add-domain";
import { closeOwnContacts } from "./close-own-contacts";

const f = fixture();
const at = new Date(f.now.getTime() + 3_600_000);
const manager = () => f.operator({ roles: ["partner_manager"] });
const input = (partner: string, domain: string) => domainInput.parse({ partner, domain });

test("P25, D19 the partner manager keeps a partner's domains, as they are compared", async () => {
  const company = await f.partner();
  const actor = await manager();
  const view = () => reading(f.ctx(actor, at), (tx) => programmePartner(tx, { id: company.id }));
  await addDomain(f.ctx(actor, at), input(company.id, " @Lösung.Example. "));
  expect(await view()).toMatchObject({
    edits: "yes",
    domains: [{ domain: "xn--lsung-jua.example", readable: "lösung.example" }],
  });
  await expect(
    addDomain(f.ctx(actor, at), input(company.id, "xn--lsung-jua.example")),
  ).rejects.toMatchObject({ code: "already_done" });
  const remove = () => removeDomain(f.ctx(actor, at), input(company.id, "lösung.example"));
  await remove();
  await expect(remove()).rejects.toMatchObject({ code: "already_done" });
  expect((await view()).domains).toEqual([]);
  const events = await f.sql(
    "select event, data from audit_log where subject_id = $1 and event like 'partner.domain%' order by seq",
    [company.id],
  );
  expect(events).toEqual([
    { event: "partner.domain_added", data: { domain: "xn--lsung-jua.example" } },
    { event: "partner.domain_removed", data: { domain: "xn--lsung-jua.example" } },
  ]);
});

test.each([
  ["a free mail provider's", "gmail.com", "domain_free_mail"],
  ["one that forwards to anywhere", "addy.io", "domain_free_mail"],
  ["one that tenants of a cloud share", "onmicrosoft.com", "domain_shared"],
  ["a public suffix", "co.uk", "domain_shared"],
])("a domain that is nobody's alone is refused: %s", async (_, domain, code) => {
  const company = await f.partner();
  await expect(
    addDomain(f.ctx(await manager(), at), input(company.id, domain)),
  ).rejects.toMatchObject({ code });
});

test("the domain of one of the partner's customers is refused, above and below it too; another tenant's is not", async () => {
  const it = await ask(f);
  const actor = await manager();
  const add = (domain: string) => addDomain(f.ctx(actor, at), input(it.company.id, domain));
  for (const domain of [it.tenant.domain, `mail.${it.tenant.domain}`])
    await expect(add(domain)).rejects.toMatchObject({ code: "domain_of_customer" });
  await add((await f.tenant()).domain);
});

test("open requests to it are closed, and the partner is told (D18)", async () => {
  const it = await ask(f);
  await addDomain(f.ctx(await manager(), at), input(it.company.id, "customer.example"));
  const [queued] = await f.sql("select 1 from pgboss.job where name = 'close-contacts'");
  expect(queued).toBeDefined();
  await closeOwnContacts(f.system(at));
  const [request] = await f.sql("select closed_for from consent_requests where id = $1", [
    it.request.id,
  ]);
  expect(request).toEqual({ closed_for: "contact" });
});

test("nobody else: other roles, staff of the partner, the partner, nor the database", async () => {
  const company = await f.partner();
  const reader = await f.operator({ roles: ["reader", "reviewer"] });
  const own = await f.operator({ roles: ["partner_manager"], companies: [company.id] });
  const one = input(company.id, "contoso.example");
  for (const [actor, code, edits] of [
    [reader, "forbidden", "role"],
    [own, "own_company", "own"],
  ] as const) {
    await expect(addDomain(f.ctx(actor, at), one)).rejects.toMatchObject({ code });
    await expect(removeDomain(f.ctx(actor, at), one)).rejects.toMatchObject({ code });
    const view = await reading(f.ctx(actor), (tx) => programmePartner(tx, { id: company.id }));
    expect(view.edits).toBe(edits);
  }
  await expect(addDomain(f.ctx(company.admin, at), one)).rejects.toMatchObject({
    code: "forbidden",
  });
  const text = `insert into partner_domains (partner_id, domain) values ('${company.id}', 'contoso.example')`;
  for (const actor of [own, company.admin]) {
    const act = f.db.transaction(f.scope(actor), (db) => db.execute(text));
    await expect(act).rejects.toMatchObject({ cause: { code: "42501" } });
  }
});

test("the database holds the form: lower case, ASCII, no dot at an end", async () => {
  const company = await f.partner();
  for (const domain of [
    "Contoso.example",
    "lösung.example",
    "contoso.example.",
    "-a.example",
    "contoso",
    "",
  ]) {
    const add = f.sql("insert into partner_domains (partner_id, domain) values ($1, $2)", [
      company.id,
      domain,
    ]);
    await expect(add).rejects.toMatchObject({ constraint: "partner_domains_form" });
  }
});

test("the list has every partner by name, with its domains", async () => {
  const company = await f.partner({ name: "Aardvark" });
  const actor = await manager();
  await addDomain(f.ctx(actor, at), input(company.id, "lösung.example"));
  const { rows } = await reading(f.ctx(actor), (tx) => programmePartners(tx, { search: {} }));
  expect(rows).toContainEqual({
    id: company.id,
    name: "Aardvark",
    country: "NL",
    domains: ["lösung.example"],
    locations: 1,
    suspended: false,
  });
});
