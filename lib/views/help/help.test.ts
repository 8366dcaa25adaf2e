import { globSync } from "node:fs";
import { reading } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { fixture } from "@/testing/fixture";
import { locales, messages } from "@/messages";
import { glossaryOf, reasonGroups } from "./entries";
import { findHelp } from "./find";
import { customerHelp, helpAt, helpIndex, helpTopic, openTopic } from "./help";
import { fixedNumbers } from "./numbers";
import { topicsOf } from "./reader";
import { topicText } from "./topic";
import { topicAt, topicIds, topics } from "./topics";

/** Help where it is needed (K9). */
const f = fixture();

/** Every page that somebody looks at, by its route: those of the console, and those that customers see. */
function pages(): string[] {
  const files = [...globSync("app/**/page.tsx"), ...globSync("app/(public)/**/route.ts")];
  return files
    .map(
      (file) =>
        `/${file
          .split("/")
          .slice(1, -1)
          .filter((part) => !part.startsWith("("))
          .join("/")}`,
    )
    .filter((route) => route !== "/brand/[file]");
}

test("every page has one topic, and every topic a page that there is", () => {
  const told = topicIds.flatMap((topic) => [...topics[topic].pages]);
  expect(told.sort()).toEqual(pages().sort());
  expect(topicIds.filter((topic) => topics[topic].pages.length === 0)).toEqual([]);
});

test("a path has the topic of its page, not of one that could be anything", () => {
  const found = {
    "/": "signing-in",
    "/engagements/a/customers": "customers",
    "/engagements/a/customers/add/review": "add-customer",
    "/engagements/a/customers/add": "add-customer",
    "/programme/claims": "review",
    "/programme/metrics": "words",
    "/programme/imports/new": "imports",
    "/programme/partners/new": "partners",
    "/help/glossary": "finding",
    "/absent": null,
    "/claims/1/absent": null,
  };
  expect(Object.fromEntries(Object.keys(found).map((path) => [path, topicAt(path)]))).toEqual(
    found,
  );
});

test("every topic says its three things, short, in both languages, with numbers that there are", async () => {
  const { admin } = await f.partner();
  for (const locale of locales)
    for (const name of topicIds) {
      const staffs = topics[name].audience === "staff";
      const actor = staffs ? await f.operator() : admin;
      const { parts } = await reading(f.ctx(actor), (tx) =>
        helpTopic(tx, { name, at: "", locale }),
      );
      const text = parts.flatMap(({ lines }) => lines).join(" ");
      expect([name, parts.length, text.match(/[{}]|help\./)]).toEqual([name, 3, null]);
      const words = text.split(" ").length;
      expect([name, words > 50 && words < 190]).toEqual([name, true]);
    }
});

test("what is read without signing in needs no number of the programme's", () => {
  for (const audience of ["customer", "everyone"] as const)
    for (const id of topicsOf(audience))
      for (const locale of locales)
        expect(JSON.stringify(topicText(id, { locale, numbers: fixedNumbers() }))).not.toMatch(
          /[{]\w+[}]|help\.topics/,
        );
});

test("D5 the days are those of the engagement whose page is open, else of all on offer", async () => {
  const { admin } = await f.partner();
  const own = await f.engagement({ consentDays: 21, deliveryDays: 77 });
  await f.engagement({ consentDays: 44, deliveryDays: 260 });
  const told = async (at: string) =>
    JSON.stringify(await reading(f.ctx(admin), (tx) => helpAt(tx, { at, locale: "en" })));
  expect(await told(`/engagements/${own.slug}/customers`)).toMatch(
    /21 days to get consent.*77 days/,
  );
  expect(await told("/claims")).toMatch(/within \d+–260 days from consent/);
});

test("staff's topics are not there for partners; who is not signed in reads of no partner's page", async () => {
  const { admin } = await f.partner();
  const refused = reading(f.ctx(admin), (tx) =>
    helpTopic(tx, { name: "review", at: "", locale: "en" }),
  );
  await expect(refused).rejects.toThrow(Refusal);
  await expect(refused).rejects.toMatchObject({ code: "not_found" });
  expect(openTopic("customers", "en")).toBeNull();
  expect(openTopic("being-asked", "en")?.title).toBe("You are asked for consent");
  const asking = { q: "", locale: "en", offered: null } as const;
  const shown = (reader: Parameters<typeof helpIndex>[0]) =>
    helpIndex(reader, asking).groups.map(({ audience }) => audience);
  expect(shown(null)).toEqual(["customer", "everyone"]);
  expect(shown(admin)).not.toContain("staff");
  expect(shown(await f.operator())).toContain("staff");
});

test("the search finds plain words of both languages, accents or not, what is called so first", async () => {
  const { admin: reader } = await f.partner();
  const titles = (q: string, locale: "en" | "nl" = "en", who: typeof reader | null = reader) =>
    findHelp({ q, reader: who, locale, offered: null }).map(({ title }) => title);
  expect(titles("ingetrokken", "nl")).toContain("Na uw antwoord");
  expect(titles("ingetrokken")).toContain("After your answer");
  expect(titles("withdrawn")).toEqual(
    expect.arrayContaining(["After your answer", "Withdraw consent"]),
  );
  expect(titles("ENQUÊTES van", "nl")).toEqual(titles("enquetes van", "nl"));
  expect(titles("opportunities")[0]).toBe("Opportunities");
  expect(titles("payment run")).toContain("Payment run");
  expect(titles("payment run")).not.toContain("Payment runs");
  expect(titles("payment run", "en", null)).toEqual([]);
  expect(titles("zzz")).toEqual([]);
  expect(titles("?!")).toEqual([]);
});

test("customers find theirs on their own page", () => {
  const ids = (q: string) => customerHelp("nl", q).map(({ id }) => id);
  expect(ids("")).toEqual(topicsOf("customer"));
  expect(ids("intrekken")).toEqual(["after-your-answer"]);
  expect(ids("betaalrun")).toEqual([]);
});

test("every reason and state that pages show is explained, by the name that they show", async () => {
  const rows = await f.sql<{ key: string; label_en: string }>(
    "select key, label_en from review_reasons order by key",
  );
  const seeded = Object.fromEntries(rows.map(({ key, label_en }) => [key, label_en]));
  const named = { ...messages.en.named, reasons: { ...seeded, ours: "One of our own" } };
  const groups = reasonGroups("en", named);
  const ids = (kind: string) =>
    groups.filter((one) => one.kind === kind).flatMap(({ entries }) => entries.map(({ id }) => id));
  const keys = (kind: string, of: object) => Object.keys(of).map((key) => `${kind}-${key}`);
  expect(ids("mail")).toEqual(keys("mail", messages.en.customers.mail));
  expect(ids("claim")).toEqual(keys("claim", messages.en.customers.claim));
  expect(ids("enrolment")).toEqual(keys("enrolment", messages.en.engagements.enrolment));
  expect(ids("payee")).toEqual(keys("payee", messages.en.engagements.payee));
  expect(ids("held")).toEqual(keys("held", messages.en.payments.holds));
  const { else: general, ...advice } = messages.en.help.reasons.review;
  expect(Object.keys(seeded).sort()).toEqual(Object.keys(advice).sort());
  const review = groups.find(({ kind }) => kind === "review")?.entries ?? [];
  expect(review.at(-1)).toEqual({ id: "review-ours", title: "One of our own", text: general });
  const unnamed = groups.flatMap(({ kind, entries }) =>
    entries.filter(({ id, title }) => id === `${kind}-${title}`),
  );
  expect(unnamed).toEqual([]);
});

test("the glossary is in the order of its language", () => {
  for (const locale of locales) {
    const words = glossaryOf(locale).map(({ title }) => title);
    expect(words).toEqual([...words].sort((a, b) => a.localeCompare(b, locale)));
    expect(words.length).toBeGreaterThan(25);
  }
});
