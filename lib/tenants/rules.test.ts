import fc from "fast-check";
import { domainToASCII } from "node:url";
import {
  domainsOfEmail,
  domainsToTry,
  isFreeMail,
  isSharedSuffix,
  registrableDomain,
} from "./rules";
import { asciiDomain, emailDomain } from "../input";
import { parseIdentifier } from "./schema";

describe("asciiDomain", () => {
  test.each([
    ["Contoso.COM", "contoso.com"],
    [" contoso.com. ", "contoso.com"],
    ["München.de", "xn--mnchen-3ya.de"],
    ["MÜNCHEN.DE", "xn--mnchen-3ya.de"],
    ["mu\u0308nchen.de", "xn--mnchen-3ya.de"],
    ["XN--MNCHEN-3YA.de", "xn--mnchen-3ya.de"],
    ["例え.テスト", "xn--r8jz45g.xn--zckzah"],
    ["例え。テスト", "xn--r8jz45g.xn--zckzah"],
    ["straße.example", "xn--strae-oqa.example"],
  ])("D2 %s is %s", (text, domain) => expect(asciiDomain(text)).toBe(domain));

  test.each([
    "",
    "localhost",
    ".com",
    "a..b",
    "-a.com",
    "a-.com",
    "a_b.com",
    "1.2.3.4",
    "[::1]",
    "0x7f.1",
    "a.b:80",
    "a.b/c",
    "u@a.b",
    "a b.com",
    "xn--.com",
    "%61.com",
    `${"a".repeat(64)}.com`,
    `${"a.".repeat(130)}com`,
  ])("%j is no domain", (text) => expect(asciiDomain(text)).toBeNull());
});

const label = fc
  .array(fc.constantFrom(...Array.from("abcxyz019üöéçñßøλжж漢字かなกข")), {
    minLength: 1,
    maxLength: 12,
  })
  .map((letters) => letters.join(""))
  .filter(
    (text) => domainToASCII(text) !== "" && !/^\d+$/.test(text) && !/^[\u0E48-\u0E4E]/.test(text),
  );
const name = fc
  .tuple(
    fc.array(label, { minLength: 1, maxLength: 4 }),
    fc.constantFrom("com", "nl", "co.uk", "example", "github.io"),
  )
  .map(([labels, suffix]) => [...labels, suffix].join("."));

test("D2 both spellings of any domain are one, in any case, however often it is converted", () => {
  fc.assert(
    fc.property(name, (domain) => {
      const ascii = asciiDomain(domain);
      fc.pre(ascii !== null);
      expect(ascii).toMatch(/^[a-z0-9-]+([.][a-z0-9-]+)+$/);
      expect(asciiDomain(ascii.toUpperCase())).toBe(ascii);
      expect(emailDomain(`someone@${domain}`)).toBe(ascii);
    }),
    { numRuns: 2_000 },
  );
});

test("D2 the domains to try go from the whole domain to the registrable one, one label at a time", () => {
  fc.assert(
    fc.property(name, (text) => {
      const domain = asciiDomain(text);
      fc.pre(domain !== null);
      const tries = domainsToTry(domain);
      expect(tries[0]).toBe(domain);
      expect(tries.at(-1)).toBe(registrableDomain(domain) ?? domain);
      for (const [i, next] of tries.slice(1).entries()) {
        expect(tries[i]).toBe(`${tries[i]?.split(".")[0] ?? ""}.${next}`);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("no text whatever makes reading a domain, an address or an identifier fail", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (one, two) => {
      for (const text of [one, `${one}@${two}`, `${one}.${two}`, `a@${one}.com`]) {
        asciiDomain(text);
        domainsOfEmail(text);
        parseIdentifier(text);
      }
    }),
    { numRuns: 3_000 },
  );
});

describe("registrableDomain", () => {
  test.each([
    ["contoso.com", "contoso.com"],
    ["a.b.contoso.com", "contoso.com"],
    ["shop.contoso.co.uk", "contoso.co.uk"],
    ["co.uk", null],
    ["team.github.io", "team.github.io"],
    ["www.team.github.io", "team.github.io"],
    ["github.io", null],
    ["contoso.onmicrosoft.com", "contoso.onmicrosoft.com"],
    ["x.contoso.onmicrosoft.com", "contoso.onmicrosoft.com"],
    ["contoso.mail.onmicrosoft.com", "contoso.mail.onmicrosoft.com"],
    ["onmicrosoft.com", null],
    ["mail.noordzee.example", "noordzee.example"],
    ["m.xn--mnchen-3ya.de", "xn--mnchen-3ya.de"],
  ])("D2 of %s is %s", (domain, expected) => expect(registrableDomain(domain)).toBe(expected));
});

describe("D24 suffixes", () => {
  test.each(["mil.no", "sa.gov.au", "co.uk"])("%s finds the tenant of exactly it", (domain) => {
    expect(isSharedSuffix(domain)).toBe(false);
    expect(domainsOfEmail(`anna@${domain}`)).toEqual([domain]);
    expect(domainsOfEmail(`anna@dept.${domain}`)).toEqual([`dept.${domain}`]);
    expect(domainsOfEmail(`anna@x.dept.${domain}`)).toEqual([`x.dept.${domain}`, `dept.${domain}`]);
  });

  test.each([
    "onmicrosoft.com",
    "mail.onmicrosoft.com",
    "onmicrosoft.us",
    "onmicrosoft.de",
    "partner.onmschina.cn",
    "onmschina.cn",
    "github.io",
    "azurewebsites.net",
  ])("%s is shared and finds none", (domain) => {
    expect(isSharedSuffix(domain)).toBe(true);
    expect(domainsOfEmail(`anna@${domain}`)).toEqual([]);
    expect(domainsOfEmail(`anna@contoso.${domain}`)).toEqual(
      domain === "onmschina.cn" ? expect.any(Array) : [`contoso.${domain}`],
    );
    expect(isSharedSuffix(`contoso.${domain}`)).toBe(false);
  });
});

describe("isFreeMail", () => {
  const aliases =
    "addy.io anonaddy.com anonaddy.me robin.anonaddy.com passmail.net passinbox.com forwardemail.net aleeas.com slmail.me relay.firefox.com spamgourmet.com erine.email burnermail.io ik.me mailbox.org skiff.com zohomail.eu".split(
      " ",
    );
  test.each(["gmail.com", "outlook.com", "protonmail.com", "ziggo.nl", "eu.gmail.com", ...aliases])(
    "D2 %s is a free mail provider's",
    (domain) => {
      expect(isFreeMail(domain)).toBe(true);
      expect(domainsOfEmail(`jan@${domain}`)).toEqual([]);
    },
  );
  test.each(["contoso.com", "gmail.com.contoso.com", "notgmail.com", "gmail.example"])(
    "D2 %s is not",
    (domain) => expect(isFreeMail(domain)).toBe(false),
  );
});

describe("emailDomain", () => {
  test.each([
    ["anna@contoso.com", "contoso.com"],
    ["  Anna.Müller@MÜNCHEN.de ", "xn--mnchen-3ya.de"],
    ["用户@例え.テスト", "xn--r8jz45g.xn--zckzah"],
  ])("%s is at %s", (email, domain) => expect(emailDomain(email)).toBe(domain));

  test.each([
    "",
    "@contoso.com",
    "anna",
    "anna@",
    "an na@contoso.com",
    "a@b@contoso.com",
    "a..b@contoso.com",
    ".a@contoso.com",
    "<a>@contoso.com",
    `${"a".repeat(65)}@contoso.com`,
  ])("%j is no address", (email) => expect(emailDomain(email)).toBeNull());
});

describe("S23 parseIdentifier", () => {
  const id = "0f8fad5b-d9cb-469f-a165-70867728950e";
  test.each([
    id,
    id.toUpperCase(),
    `{${id}}`,
    `(${id})`,
    ` ${id}\n`,
    `\u200b${id}\u00a0`,
    id.replaceAll("-", ""),
    `{ ${id.toUpperCase()} }`,
  ])("%j is a tenant ID", (text) => expect(parseIdentifier(text)).toEqual({ kind: "tenant", id }));

  test.each([
    ["4711", 4711],
    [" 47 11 ", 4711],
    ["0004711", 4711],
    ["123456789012345", 123456789012345],
  ])("%j is a TPID", (text, tpid) => expect(parseIdentifier(text)).toEqual({ kind: "tpid", tpid }));

  test.each([
    "",
    "0",
    "-5",
    "1.5",
    "1e6",
    "abc",
    "1234567890123456",
    `{${id}`,
    `{${id})`,
    `${id}x`,
    id.replace("-", ""),
    id.slice(1),
  ])("%j is neither", (text) => expect(parseIdentifier(text)).toBeNull());
});
