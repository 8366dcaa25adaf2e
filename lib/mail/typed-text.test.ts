import fc from "fast-check";
import * as linkify from "linkifyjs";
import type { EmailSecrets } from "@/db/schema";
import { locales } from "@/messages";
import { tries } from "@/testing/tries";
import { renderMail } from "./render";
import { sampleProgramme, samplesOf } from "./samples";
import { mailVariables } from "./schema";
import { secretsOf } from "./secrets";
import { senderOf } from "./sender";
import { codeOf, fillMarks, markOf, secretFor, tokenOf } from "./tokens";
import { unlinked, unlinkedUnlessAddress } from "./unlinked.rules";

const own = "5f0c3a52-6a0e-4d6e-9c3f-0d4f0b6f7a11";
const foreign = "0d3f5b8a-7a41-4a2b-8d3c-5e6f70819203";
const mark = "0b7c1c62-54f5-4d35-8a5e-6a1f7d3c9b20";
const other = "7e9b2f10-3c4d-4e5f-a0b1-c2d3e4f50617";
const purposes = ["consent", "survey", "sign-in", "reminders-off"] as const;
const secretsFor = (id: string) => [...purposes.map((it) => tokenOf(it, id)), codeOf(id)];

/** What a person types who knows how e-mails are made, but not the mark of one that is not written yet. */
const attack = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          "{{",
          "{{{",
          "}}",
          "}}}",
          "⟨",
          "⟩",
          "⟦",
          "⟧",
          "${",
          "$&",
          "$1",
          "$'",
          "{name}",
          "'{x}'",
        ],
        ...[
          "{n, plural, other {#}}",
          "<b>",
          "</b>",
          "<a href=",
          "<a href='https://evil.com'>x</a>",
        ],
        ...[
          "\r\nBcc: x@evil.com",
          "\u2028",
          "&#123;",
          "&lt;",
          "<!--",
          "-->",
          "%7B%7B",
          "-link",
          "-code",
        ],
        ...["link", "code", own, foreign, markOf(other, "link"), markOf(foreign, "code"), "{ {"],
        ...[
          "https://evil.com",
          "www.evil.com",
          "evil.com/x?y=1",
          "mailto:a@evil.com",
          "a@evil.com",
        ],
        ...[
          `{{{token:consent:${foreign}}}}`,
          `{{{code:${foreign}}}}`,
          `{{code:${own}}}`,
          " ",
          "\n",
        ],
      ),
      fc.string({ maxLength: 8 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(""));

const cases = locales.flatMap((language) =>
  samplesOf(language).map((sample) => ({ language, ...sample })),
);

/** The variables that hold texts which somebody may have typed, by path. */
function typedPaths(value: unknown, path: string[] = []): string[][] {
  if (typeof value === "string") {
    const name = path.at(-1)!;
    const ours =
      /Id$|At$|^(mark|cadence|decision|kind|state|role|payeeProfile|at|timeZone|locationCountry|currency|code|requirement|claimNumber|engagementSlug|wordingVersion)$/;
    return ours.test(name) ? [] : [path];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => typedPaths(inner, [...path, name]));
}

function withText(value: unknown, [name, ...rest]: string[], text: string): unknown {
  if (name === undefined) return text;
  const copy = structuredClone(value) as Record<string, unknown>;
  return Object.assign(copy, { [name]: withText(copy[name], rest, text) });
}

/** A link without what it searches for, which may be typed; it leads to our own list whatever that is. */
function searched(link: string): string {
  return link.startsWith("http://localhost:3000/") ? link.replace(/([?&]q=)[^&]*$/, "$1") : link;
}

function filled(sample: (typeof cases)[number], variables: unknown) {
  const { template, language } = sample;
  const stored = renderMail({ template, language, variables, mark }, sampleProgramme);
  const { subject } = stored;
  const fill = (part: string) => heldIn(sample).reduce(fillMarks, part);
  return { stored, subject, html: fill(stored.html), text: fill(stored.text) };
}

/** The marks and secrets of an e-mail: its own, or those of each request that it lists (B6). */
function heldIn({
  template,
  variables,
}: (typeof cases)[number]): { mark: string; secrets: EmailSecrets }[] {
  if (template !== "consent-requests") return [{ mark, secrets: secretsOf(template, variables) }];
  return variables.items.map((item) => ({
    mark: item.mark,
    secrets: { link: secretFor("consent", own) },
  }));
}

/** What is seen of the HTML, one text a line. */
function seen(html: string): string {
  return html
    .replace(/<(head|style|title)\b[\s\S]*?<\/\1>/g, "")
    .replace(/<br\/?>/g, "\n")
    .replace(/<[^>]+>/g, "\n")
    .replace(/&(lt|gt|quot|amp|#x27);/g, (_, name: string) => entities[name]!);
}
const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&", "#x27": "'" };

const valueAt = ({ variables }: (typeof cases)[number], path: string[]) =>
  path.reduce<unknown>(
    (value, name) => (value as Record<string, unknown>)[name],
    variables,
  ) as string;
const holdsAddress = (path: string[]) => /mail$/i.test(path.at(-1)!);
const shownAs = (path: string[], text: string) =>
  holdsAddress(path) ? unlinkedUnlessAddress(text) : unlinked(text);
const endsOne = (addresses: string[], link: string) =>
  addresses.some((one) => one.includes(link) && unlinkedUnlessAddress(one) === one);
const lineOf = (text: string) => text.split("\n").find((line) => line.trim() !== "") ?? "";

const times = (text: string, part: string) => text.split(part).length - 1;

describe.each(cases)("$name in $language", (sample) => {
  const plain = filled(sample, sample.variables);
  const held = heldIn(sample);
  const mine = held
    .flatMap(({ secrets }) => Object.values(secrets))
    .map((secret) =>
      secret.purpose === "code" ? codeOf(secret.id) : tokenOf(secret.purpose, secret.id),
    );

  test("bytes hold marks, an e-mail its own secret, and nothing else", () => {
    const stored = Object.values(plain.stored).join("\n");
    for (const secret of [...secretsFor(own), ...secretsFor(foreign)])
      expect(stored).not.toContain(secret);
    for (const one of held) expect(times(stored, one.mark) > 0).toBe(mine.length > 0);
    for (const part of [plain.html, plain.text]) {
      for (const one of held) expect(part).not.toContain(one.mark);
      for (const secret of mine) expect(part).toContain(secret);
    }
    expect(plain.subject).not.toContain(mark);
  });

  test("whatever is typed anywhere, no secret comes or goes, and no link; the words stay", () => {
    const paths = typedPaths(sample.variables);
    const texts = fc.array(attack, { minLength: paths.length, maxLength: paths.length });
    const shownIn = paths.map((path) => seen(plain.html).includes(lineOf(valueAt(sample, path))));
    fc.assert(
      fc.property(texts, (typed) => {
        const changed = paths.reduce<unknown>(
          (value, path, at) => withText(value, path, typed[at]!),
          sample.variables,
        );
        const mail = filled(sample, changed);
        for (const part of ["html", "text"] as const) {
          for (const secret of [...secretsFor(own), ...secretsFor(foreign)]) {
            const meant = mine.includes(secret) ? times(plain[part], secret) : 0;
            expect(times(mail[part], secret)).toBe(meant);
          }
          for (const one of held)
            expect(times(mail.stored[part], one.mark)).toBe(times(plain.stored[part], one.mark));
        }
        expect(mail.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(times(mail.html, "<a ")).toBe(times(plain.html, "<a "));
        const visible = seen(mail.html);
        for (const [at, path] of paths.entries())
          if (shownIn[at]) expect(visible).toContain(lineOf(shownAs(path, typed[at]!)));
        // An address that fills its field may be written to; as a part of other text it may not.
        const addresses = paths.flatMap((path, at) => (holdsAddress(path) ? [typed[at]!] : []));
        const allowed = linkify.find(plain.text).map(({ value }) => searched(value));
        const links = linkify
          .find(`${visible}\n${mail.text}`)
          .filter(({ type, value }) => !(type === "email" && endsOne(addresses, value)))
          .map(({ value }) => searched(value));
        expect(links.filter((link) => !allowed.includes(link))).toEqual([]);
      }),
      { numRuns: tries("MAILS", { ci: 4, whole: 200 }) },
    );
  });
});

test("every template says how limits hold it, and every secret has its template", () => {
  const withSecret = cases.filter((it) => Object.keys(secretsOf(it.template, it.variables)).length);
  expect([...new Set(withSecret.map(({ template }) => template))].sort()).toEqual([
    ...["answer-code", "consent-receipt", "consent-reminder", "consent-request"],
    ...["digest", "invitation", "partner-survey-request", "sign-in", "survey-request"],
  ]);
  expect(Object.keys(mailVariables).length).toBeGreaterThan(20);
});

test("a mark that somebody saw in another e-mail is worth nothing in this one", () => {
  const secrets: EmailSecrets = { link: secretFor("consent", own) };
  const seen = markOf(other, "link");
  expect(fillMarks(`${seen} ${markOf(mark, "link")}`, { mark, secrets })).toBe(
    `${seen} ${tokenOf("consent", own)}`,
  );
});

test("a sender is one line, whatever the name holds", () => {
  fc.assert(
    fc.property(attack, (name) => {
      expect(senderOf("en", name, "")).toMatch(/^"[^"\p{Cc}<>\u2028\u2029]*" <[^<>\s]+>$/u);
    }),
  );
});

describe("D25 what people typed never becomes a link", () => {
  test.each([
    "www.evil.com",
    "WWW.EVIL.COM",
    "evil.com",
    "evil.com/login?x=1",
    "https://evil.com",
    "http://1.2.3.4/x",
    "hxxps://evil.co.uk",
    "ftp://evil.com",
    "mailto:a@evil.com",
    "a.b@evil.com",
    "Please see www.evil.com, or evil.io.",
    "//evil.com",
    "\\\\server\\share",
    "file:///etc/passwd",
    "evil。com",
    "evil．com",
    "bücher.example",
    "пример.рф",
    "xn--e1afmkfd.xn--p1ai",
    "J.de Vries",
    "w.evil.com",
    "1.evil.com",
    "www.3.com",
  ])("%s", (text) => {
    const neutral = unlinked(text);
    expect(linkify.find(neutral)).toEqual([]);
    expect(neutral.replaceAll("\u200c", "")).toBe(text);
    expect(neutral).not.toMatch(/[.。．][\p{L}\p{N}]{2}|:\/|\/\/|\\\\|@\w/u);
  });

  test.each([
    "Van Rijn B.V.",
    "Robin",
    "e.g. at 23:59",
    "Smith & Co.",
    "50/50",
    "Jan-Willem",
    "J.R.",
    "Zie: dit",
  ])("%s stays as it is", (text) => expect(unlinked(text)).toBe(text));

  test("no text of any kind is found by a linker, and everything seen stays", () => {
    fc.assert(
      fc.property(fc.oneof(attack, fc.webUrl(), fc.emailAddress(), fc.domain()), (text) => {
        const neutral = unlinked(text);
        expect(linkify.find(neutral)).toEqual([]);
        expect(neutral.replaceAll("\u200c", "")).toBe(text.replaceAll("\u200c", ""));
      }),
      { numRuns: 500 },
    );
  });

  test("the name of a file is typed too", () => {
    const [sample] = cases.filter(({ template }) => template === "claim-file-refused");
    const mail = filled(sample!, { ...sample!.variables, fileName: "www.evil.com/pay.pdf" });
    expect(linkify.find(seen(mail.html)).map(({ value }) => value)).not.toContainEqual(
      expect.stringContaining("evil"),
    );
  });

  test("an e-mail address in its own field stays; nothing else does there", () => {
    expect(unlinkedUnlessAddress("fatima.deboer@contoso.example")).toBe(
      "fatima.deboer@contoso.example",
    );
    for (const text of [
      "www.evil.com",
      "www.evil.com@x.example",
      "https://evil.com/@x.example",
      "a@b.com evil.com",
      "evil.com?x@contoso.example",
      "evil.com#x@contoso.example",
      "evil.com/x@contoso.example",
    ])
      expect(unlinkedUnlessAddress(text)).toBe(unlinked(text));
  });
});
