import fc from "fast-check";
import { readersOf, type Named, type Person } from "./rules";

const person = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  email: `${id}@partner.example`,
  locale: null,
  gone: false,
  ...more,
});
const named = (contactEmail: string | null, ...userIds: string[]): Named => ({
  contactEmail,
  userIds,
});

test.each<[string, Named, Person[], string[]]>([
  [
    "contact and sender, each in their language",
    named("fatima@partner.example", "robin"),
    [person("fatima", { locale: "nl" }), person("robin", { locale: "en" })],
    ["fatima@partner.example nl", "robin@partner.example en"],
  ],
  [
    "one person who is both, once, in one language",
    named("Robin@Partner.example", "robin"),
    [person("robin", { locale: "nl" })],
    ["Robin@Partner.example nl"],
  ],
  [
    "a contact without an account reads the sender's language",
    named("fatima@partner.example", "robin"),
    [person("robin", { locale: "nl" })],
    ["fatima@partner.example nl", "robin@partner.example nl"],
  ],
  [
    "a contact who chose no language too",
    named("fatima@partner.example", "robin"),
    [person("fatima"), person("robin", { locale: "nl" })],
    ["fatima@partner.example nl", "robin@partner.example nl"],
  ],
  ["nobody's language is known: English", named("x@y.example"), [], ["x@y.example en"]],
  [
    "a contact whose account was closed is left out",
    named("fatima@partner.example", "robin"),
    [person("fatima", { gone: true }), person("robin")],
    ["robin@partner.example en"],
  ],
  [
    "a sender whose account was closed is left out; their language still counts for the contact",
    named("x@y.example", "robin"),
    [person("robin", { gone: true, locale: "nl" })],
    ["x@y.example nl"],
  ],
  [
    "both closed: nobody is left",
    named("fatima@partner.example", "robin"),
    [person("fatima", { gone: true }), person("robin", { gone: true })],
    [],
  ],
  [
    "the closed account is the contact's in another spelling",
    named(" FATIMA@partner.example"),
    [person("fatima", { gone: true })],
    [],
  ],
  [
    "no contact, the sender alone",
    named(null, "robin"),
    [person("robin")],
    ["robin@partner.example en"],
  ],
  [
    "who sent and who submitted, the same person once",
    named(null, "robin", "robin", "sanne"),
    [person("robin"), person("sanne", { locale: "nl" })],
    ["robin@partner.example en", "sanne@partner.example nl"],
  ],
])("%s", (_, who, people, expected) => {
  expect(readersOf(who, people, "en").map(({ to, language }) => `${to} ${language}`)).toEqual(
    expected,
  );
});

test("nobody twice, nobody closed, nobody missed", () => {
  const account = fc.record({
    id: fc.constantFrom("a", "b", "c", "d"),
    locale: fc.constantFrom("en" as const, "nl" as const, null),
    gone: fc.boolean(),
  });
  const accounts = fc.uniqueArray(account, { selector: ({ id }) => id });
  const contact = fc.constantFrom(
    null,
    "a@partner.example",
    "A@PARTNER.example",
    "z@elsewhere.example",
  );
  fc.assert(
    fc.property(accounts, contact, fc.subarray(["a", "b", "c", "d"]), (known, email, userIds) => {
      const people = known.map(({ id, ...more }) => person(id, more));
      const keys = readersOf({ contactEmail: email, userIds }, people, "en").map(({ to }) =>
        to.toLowerCase(),
      );
      expect(new Set(keys).size).toBe(keys.length);
      const closed = people.filter(({ gone }) => gone).map((one) => one.email);
      expect(keys.filter((key) => closed.includes(key))).toEqual([]);
      const open = people.filter((one) => !one.gone && userIds.includes(one.id));
      for (const one of open) expect(keys).toContain(one.email);
      const lower = email?.toLowerCase();
      if (lower !== undefined && !closed.includes(lower)) expect(keys).toContain(lower);
    }),
  );
});
