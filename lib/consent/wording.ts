import { createHash } from "node:crypto";
import type { Locale } from "../ctx";
import { countryWords } from "@/messages/format/names";
import { oneStop } from "@/messages/format/sentences";

/** What the wording names; all of it is shown to the customer before an answer (D10). */
export type WordingFacts = {
  engagementName: string;
  tenantName: string;
  partnerName: string;
  locationCity: string;
  /** ISO 3166 code of the location's country. */
  locationCountry: string;
  deliveryDays: number;
};
export type WordingSection = { heading: string; lines: string[] };
export type Wording = {
  version: string;
  sections: WordingSection[];
  /** The whole text, as it is kept with an answer. */
  text: string;
  /** SHA-256 of `text`, in hex (D15). */
  hash: string;
};

type Author = (facts: WordingFacts & { country: string }) => WordingSection[];

/** Every wording that was ever used. A version is never changed: a new text is a new version.
 * Without one in a language the customer reads English, as any legal text that nobody has translated yet. */
const versions: Record<string, { en: Author } & Partial<Record<Locale, Author>>> = {
  "2026-11": {
    en: (f) => [
      {
        heading: "What you agree to",
        lines: [
          `Workshop: ${f.engagementName}.`,
          `Organisation: ${f.tenantName}.`,
          `Partner: ${f.partnerName}, ${f.locationCity}, ${f.country}.`,
          "Your organisation agrees to take part in this workshop with this partner.",
          "You may get a short survey after the workshop.",
        ],
      },
      {
        heading: "For how long",
        lines: [
          `The partner must hold the workshop within ${f.deliveryDays} days of your answer.`,
          "After that, your consent ends by itself.",
        ],
      },
      {
        heading: "What it costs",
        lines: [
          "The workshop costs your organisation nothing.",
          "You do not have to buy anything.",
          "The partner is paid by the programme.",
        ],
      },
      {
        heading: "Which data goes to whom",
        lines: [
          "The partner and the programme get your name, job title, e-mail address and answer.",
          "They also get your organisation's name, e-mail domain and tenant ID.",
          "After the workshop, the partner sends the programme proof that it took place.",
          "As proof of your answer we keep the time, your IP address and your browser type.",
        ],
      },
      {
        heading: "How to withdraw",
        lines: [
          "You can withdraw your consent on the page with your receipt.",
          "That is as easy as giving it.",
          "It is possible until the partner asks the programme to pay.",
        ],
      },
    ],
    nl: (f) => [
      {
        heading: "Waarmee u akkoord gaat",
        lines: [
          `Workshop: ${f.engagementName}.`,
          `Organisatie: ${f.tenantName}.`,
          `Partner: ${f.partnerName}, ${f.locationCity}, ${f.country}.`,
          "Uw organisatie doet mee aan deze workshop met deze partner.",
          "Na de workshop kunt u een korte enquête krijgen.",
        ],
      },
      {
        heading: "Hoelang het geldt",
        lines: [
          `De partner moet de workshop geven binnen ${f.deliveryDays} dagen na uw antwoord.`,
          "Daarna vervalt uw toestemming vanzelf.",
        ],
      },
      {
        heading: "Wat het kost",
        lines: [
          "De workshop kost uw organisatie niets.",
          "U hoeft niets te kopen.",
          "Het programma betaalt de partner.",
        ],
      },
      {
        heading: "Welke gegevens naar wie gaan",
        lines: [
          "De partner en het programma krijgen uw naam, functie, e-mailadres en antwoord.",
          "Zij krijgen ook de naam, het e-maildomein en de tenant-id van uw organisatie.",
          "Na de workshop stuurt de partner het programma een bewijs dat die is gegeven.",
          "Als bewijs van uw antwoord bewaren wij het tijdstip, uw IP-adres en het type browser.",
        ],
      },
      {
        heading: "Hoe u uw toestemming intrekt",
        lines: [
          "U kunt uw toestemming intrekken op de pagina met uw ontvangstbewijs.",
          "Dat is net zo makkelijk als toestemming geven.",
          "Het kan totdat de partner het programma om betaling vraagt.",
        ],
      },
    ],
  },
};

/** The wording that new requests are sent with. */
export const WORDING_VERSION = "2026-11";

/**
 * What a customer agrees to or declines, in plain words of one language (D10, D15).
 * @param version the version that the request was sent with; by default the newest
 * @returns the text, its sections, and the SHA-256 of the text
 */
export function wordingOf(
  locale: Locale,
  facts: WordingFacts,
  version: string = WORDING_VERSION,
): Wording {
  const authors = versions[version];
  if (!authors) throw new Error(`no wording of version ${version}`);
  const country = countryWords(locale, facts.locationCountry);
  const sections = (authors[locale] ?? authors.en)({ ...facts, country }).map(
    ({ heading, lines }) => ({
      heading,
      lines: lines.map(oneStop),
    }),
  );
  const text = sections.map(({ heading, lines }) => [heading, ...lines].join("\n")).join("\n\n");
  return { version, sections, text, hash: createHash("sha256").update(text).digest("hex") };
}
