import { createTranslator } from "use-intl/core";
import type { Locale } from "..";
import { locales, messages, translator } from "..";
import { oneStop, sentenceCache } from "./sentences";

type Tree = { [key: string]: string | Tree };

function texts(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}${key}`, value] satisfies [string, string]]
      : texts(value, `${path}${key}.`),
  );
}

/** Every message in which a sentence may end with what is filled in. */
const ends = locales.flatMap((locale) =>
  texts(messages[locale] as Tree)
    .filter(([, text]) => /\}(<\/\w+>)*\.(?!\w)/.test(text))
    .map(([key, text]) => [locale, key, text] as const),
);

/** What each name of a message is filled with, in each way that its choices offer. */
function* fillings(text: string): Generator<Record<string, unknown>> {
  const names = new Set([...text.matchAll(/[{<]\/?(\w+)/g)].map(([, name]) => name ?? ""));
  const numbers = new Set(
    [...text.matchAll(/\{(\w+), (?:plural|number)/g)].map(([, name]) => name),
  );
  const choices = [...text.matchAll(/\{(\w+), select,/g)].map(([, name]) => name ?? "");
  const options = new Set([...text.matchAll(/(\w+) \{/g)].map(([, option]) => option));
  const tags = new Set([...text.matchAll(/<(\w+)>/g)].map(([, name]) => name));
  for (const count of [1, 2])
    for (const option of [...options, "none"])
      yield Object.fromEntries(
        [...names].map((name) => [
          name,
          tags.has(name)
            ? (chunks: string[]) => chunks.join("")
            : numbers.has(name)
              ? count
              : choices.includes(name)
                ? option
                : "Contoso B.V.",
        ]),
      );
}

/** One message, as the translators of the product write it. */
function written(locale: Locale, text: string, values: Record<string, unknown>): string {
  const t = createTranslator({
    locale,
    messages: { text },
    timeZone: "UTC",
    _cache: sentenceCache(),
  });
  return t.markup("text", values as never);
}

test("there are messages to look at", () => expect(ends.length).toBeGreaterThan(100));

test.each(ends)("%s %s ends a sentence with one full stop", (locale, _key, text) => {
  for (const values of fillings(text)) {
    const words = written(locale, text, values);
    expect(words).not.toContain("..");
  }
});

test("a name keeps its stop within a sentence, and whatever else is not a name's own", () => {
  const say = (text: string, name: unknown) => written("en", text, { name });
  expect(say("{name} asks {name}.", "A. B.")).toBe("A. B. asks A. B.");
  expect(say("At {name}, or {name}.example", "Co.")).toBe("At Co., or Co..example");
  expect(say("For {name}.", "Contoso")).toBe("For Contoso.");
  expect(say("For {name}.", "and so on...")).toBe("For and so on...");
  expect(say("There are {name}.", 3)).toBe("There are 3.");
});

test("e-mails, refusals and lines without a message do the same", () => {
  expect(
    translator("nl", "emails")("footer.reply", { name: "J.", partner: "Contoso B.V." }),
  ).toMatch(/B\.V\.$/);
  expect(translator("en", "errors")("workshop_consent", { workshop: "Apps Co." })).toContain(
    " Apps Co. Choose",
  );
  expect(oneStop("Organisation: Contoso B.V..")).toBe("Organisation: Contoso B.V.");
});
