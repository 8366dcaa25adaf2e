import { reading } from "@/lib/ctx";
import { fixture } from "@/testing/fixture";
import { resolveTenant } from "./resolve";

const make = fixture();

async function resolve(email: string, identifier?: string) {
  const partner = await make.partner();
  const input = identifier === undefined ? { email } : { email, identifier };
  return reading(make.ctx(partner.admin), (tx) => resolveTenant(tx, input));
}
const found = (id: string, mismatch: boolean) => ({ kind: "found", tenant: { id }, mismatch });

describe("without a TPID or tenant ID", () => {
  test("S24 the tenant is derived from the e-mail's domain", async () => {
    const tenant = await make.tenant();
    expect(await resolve(`Anna@${tenant.domain.toUpperCase()}`)).toMatchObject(
      found(tenant.id, false),
    );
  });

  test("S26 no tenant has the domain", async () => {
    expect(await resolve("anna@nobody-knows.example")).toEqual({ kind: "not_found" });
    expect(await resolve("no address")).toEqual({ kind: "not_found" });
  });

  test("D2 a free mail address finds no tenant, even when one lists the domain", async () => {
    await make.tenant({ domains: ["gmail.com"] });
    expect(await resolve("anna@gmail.com")).toEqual({ kind: "free_mail" });
    expect(await resolve("anna@mail.gmail.com")).toEqual({ kind: "free_mail" });
  });

  test("D2 a sub-domain finds the registrable domain's tenant when that alone is registered", async () => {
    const whole = await make.tenant({ domains: ["zuiderzee.example"] });
    expect(await resolve("anna@mail.nl.zuiderzee.example")).toMatchObject(found(whole.id, false));
    const part = await make.tenant({ domains: ["nl.zuiderzee.example"] });
    expect(await resolve("anna@nl.zuiderzee.example")).toMatchObject(found(part.id, false));
    expect(await resolve("anna@mail.nl.zuiderzee.example")).toMatchObject(found(part.id, false));
    expect(await resolve("anna@zuiderzee.example")).toMatchObject(found(whole.id, false));
  });

  test("D2 a registrable domain does not find the tenant of its sub-domain, nor a longer name", async () => {
    await make.tenant({ domains: ["shop.noorderling.example"] });
    expect(await resolve("anna@noorderling.example")).toEqual({ kind: "not_found" });
    await make.tenant({ domains: ["westland.example"] });
    expect(await resolve("anna@notwestland.example")).toEqual({ kind: "not_found" });
  });

  test("D2 neighbours under one hosting suffix never share a tenant", async () => {
    await make.tenant({ domains: ["onmicrosoft.com"] });
    const own = await make.tenant({ domains: ["oosterhof.onmicrosoft.com"] });
    expect(await resolve("a@oosterhof.onmicrosoft.com")).toMatchObject(found(own.id, false));
    expect(await resolve("a@anderen.onmicrosoft.com")).toEqual({ kind: "not_found" });
    expect(await resolve("a@onmicrosoft.com")).toEqual({ kind: "not_found" });
  });

  test("D24 a public suffix belongs to the tenant that registered exactly it, and nothing below it", async () => {
    const army = await make.tenant({ domains: ["mil.no"] });
    expect(await resolve("kari@mil.no")).toMatchObject(found(army.id, false));
    expect(await resolve("kari@fort.mil.no")).toEqual({ kind: "not_found" });
  });

  test.each(["anna@Bücher.example", "anna@xn--bcher-kva.example", "anna@www.BÜCHER.example"])(
    "D2 an internationalised domain works in both spellings: %s",
    async (email) => {
      await make.sql("delete from tenant_domains where domain = 'xn--bcher-kva.example'");
      const tenant = await make.tenant({ domains: ["xn--bcher-kva.example"] });
      expect(await resolve(email)).toMatchObject(found(tenant.id, false));
    },
  );
});

describe("with a TPID or tenant ID", () => {
  test("S27 the tenant ID decides, in any spelling; a domain of the tenant is no mismatch", async () => {
    const tenant = await make.tenant();
    for (const identifier of [tenant.id, ` {${tenant.id.toUpperCase()}} `]) {
      expect(await resolve(`anna@${tenant.domain}`, identifier)).toMatchObject(
        found(tenant.id, false),
      );
      expect(await resolve(`anna@sub.${tenant.domain}`, identifier)).toMatchObject(
        found(tenant.id, false),
      );
    }
  });

  test("S28 another domain is a mismatch and never blocks, be it another tenant's, nobody's or free mail", async () => {
    const tenant = await make.tenant();
    const other = await make.tenant();
    for (const email of [`anna@${other.domain}`, "anna@nobody-knows.example", "anna@gmail.com"]) {
      expect(await resolve(email, tenant.id)).toMatchObject(found(tenant.id, true));
    }
  });

  test("S28 a free mail domain stays a mismatch when the tenant itself lists it", async () => {
    const tenant = await make.tenant({ domains: ["outlook.com"] });
    expect(await resolve("anna@outlook.com", tenant.id)).toMatchObject(found(tenant.id, true));
  });

  test("S26 an identifier that nobody has finds nothing, though the e-mail would", async () => {
    const tenant = await make.tenant();
    for (const identifier of ["00000000-0000-4000-8000-000000000000", "999999999", "nonsense"]) {
      expect(await resolve(`anna@${tenant.domain}`, identifier)).toEqual({ kind: "not_found" });
    }
  });

  test("S24 an empty identifier is none", async () => {
    const tenant = await make.tenant();
    expect(await resolve(`anna@${tenant.domain}`, "  ")).toMatchObject(found(tenant.id, false));
  });

  test("S27 a TPID of one tenant decides like a tenant ID", async () => {
    const tenant = await make.tenant({ tpid: 41_001 });
    expect(await resolve(`anna@${tenant.domain}`, "41001")).toMatchObject(found(tenant.id, false));
    expect(await resolve("anna@nobody-knows.example", "41 001")).toMatchObject(
      found(tenant.id, true),
    );
  });

  test("D3 of a TPID's tenants the one whose domain matches is taken; if none does, the user picks", async () => {
    const second = await make.tenant({ tpid: 41_002, name: "Beta" });
    const first = await make.tenant({ tpid: 41_002, name: "Alfa" });
    const stranger = await make.tenant();
    expect(await resolve(`anna@${second.domain}`, "41002")).toMatchObject(found(second.id, false));
    for (const email of [
      `anna@${stranger.domain}`,
      "anna@gmail.com",
      "anna@nobody-knows.example",
    ]) {
      expect(await resolve(email, "41002")).toMatchObject({
        kind: "choose",
        tenants: [{ id: first.id }, { id: second.id }],
      });
    }
  });
});
