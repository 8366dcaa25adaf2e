import { locales } from "@/messages";
import { renderMail as render } from "./render";
import { sampleProgramme, samplesOf } from "./samples";
import { mailVariables } from "./schema";

const mark = "0b7c1c62-54f5-4d35-8a5e-6a1f7d3c9b20";
const renderMail = (row: Omit<Parameters<typeof render>[0], "mark">) =>
  render({ ...row, mark }, sampleProgramme);
const cases = locales.flatMap((language) =>
  samplesOf(language).map((sample) => ({ language, ...sample })),
);

/** The words that a reader of the HTML sees, without those that only fill the preview. */
function shown(html: string): string[] {
  return html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<(head|style|title)\b[\s\S]*?<\/\1>/g, "")
    .replace(
      /<div[^>]*data-skip-in-text[\s\S]*?<\/div>\s*<\/div>|<div[^>]*data-skip-in-text[\s\S]*?<\/div>/g,
      "",
    )
    .replace(/<[^>]+>/g, "\n")
    .replaceAll("&amp;", "&")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .split("\n")
    .map((line) => line.replace(/[\s\u200b]+/g, " ").trim())
    .filter((line) => /\p{L}|\p{N}/u.test(line));
}

test("every template has an example, in every language", () => {
  const have = new Set(cases.map(({ template }) => template));
  expect([...have].sort()).toEqual(Object.keys(mailVariables).sort());
});

describe.each(cases)("$name in $language", (sample) => {
  test("the text has every fact of the HTML; both fit the limits", () => {
    const { subject, html, text } = renderMail(sample);
    expect(subject).not.toMatch(/\{|\}|\n/);
    expect(subject.length).toBeLessThan(120);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(30_000);
    expect(html).toContain(`lang="${sample.language}"`);
    expect(html).toContain("prefers-color-scheme:dark");
    for (const words of shown(html)) {
      if (words.includes("The button opens") || words.includes("De knop opent")) continue;
      expect(text.replace(/\s+/g, " ")).toContain(words);
    }
  });

  test("at most one link to what it is about, its address in sight, nothing loaded, nothing tracked", () => {
    const { html, text } = renderMail(sample);
    const links = [...html.matchAll(/<a\b[^>]*href="([^"]+)"/g)].map(([, href]) => href!);
    const none = [
      "answer-code",
      "withdrawal-receipt",
      "workshop-cancelled",
      "request-ended",
      "request-extended",
    ].includes(sample.template);
    // A digest has a second one, that changes how often it comes (K7).
    const second = sample.template === "digest" ? 1 : 0;
    // What lists requests has one for each (B6).
    const listed = sample.template === "consent-requests" ? sample.variables.items.length : 1;
    expect(links).toHaveLength(none ? 0 : listed + second);
    for (const link of links) {
      expect(html.replace(/<[^>]+>/g, "\n")).toContain(link);
      const address = link.replaceAll("&amp;", "&");
      expect(text.split(/\s+/).filter((word) => word === address)).toHaveLength(1);
    }
    expect(text.match(/https?:\/\//g) ?? []).toHaveLength(links.length);
    expect(html).not.toMatch(/<img|<link|<script|src=|url\(/);
  });

  test("plain words: no sentence of more than 20 words", () => {
    const { text } = renderMail(sample);
    for (const sentence of text.split(/(?<=[.?!:])\s|\n/))
      expect([sentence, sentence.split(/\s+/).length <= 20]).toEqual([sentence, true]);
  });
});

test("dates come with time and zone, deadlines as their last minute (D9)", () => {
  const [en, nl] = locales.map((language) =>
    renderMail({
      language,
      ...samplesOf(language).find(({ name }) => name === "consent-request")!,
    }),
  );
  expect(en!.text).toContain("Monday 21 December 2026, 23:59 (Central European Time, UTC+1)");
  expect(nl!.text).toContain("maandag 21 december 2026, 23:59 uur (Midden-Europese tijd, UTC+1)");
});

test("a subject is one line, whatever a name holds", () => {
  const sample = samplesOf("en").find(({ name }) => name === "consent-request")!;
  const { subject } = renderMail({
    template: "consent-request",
    language: "en",
    variables: { ...sample.variables, partnerName: "Con\r\ntoso\tBcc: x@y.example" },
  });
  expect(subject).toMatch(/^Con toso Bcc/);
});

test("variables that do not fit, and unknown templates, are refused", () => {
  expect(() => renderMail({ template: "nope", language: "en", variables: {} })).toThrow("nope");
  expect(() => renderMail({ template: "sign-in", language: "en", variables: {} })).toThrow();
});
