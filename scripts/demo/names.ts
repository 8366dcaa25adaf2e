import { domainToASCII } from "node:url";
import * as eastNames from "./names/north-east";
import { partsOf, type Language } from "./names/language";
import * as scriptNames from "./names/scripts";
import * as westNames from "./names/west";
import { randomOf } from "./random";

export type Organisation = {
  name: string;
  country: string;
  /** ASCII spelling, on the reserved top-level domain `example`. */
  domains: string[];
  contact: { firstName: string; lastName: string; email: string };
  language: "en" | "nl";
};

/** Languages and how many of a hundred organisations speak each. */
const mix: [Language, number][] = [
  [westNames.dutch, 16],
  [westNames.english, 17],
  [westNames.german, 9],
  [westNames.french, 8],
  [westNames.spanish, 5],
  [westNames.portuguese, 4],
  [westNames.italian, 4],
  [eastNames.polish, 4],
  [eastNames.czech, 3],
  [eastNames.nordic, 5],
  [eastNames.finnish, 2],
  [eastNames.hungarian, 2],
  [eastNames.turkish, 2],
  [eastNames.vietnamese, 2],
  [scriptNames.greek, 3],
  [scriptNames.cyrillic, 3],
  [scriptNames.arabic, 2],
  [scriptNames.hebrew, 1],
  [scriptNames.japanese, 3],
  [scriptNames.chinese, 2],
  [scriptNames.korean, 1],
  [scriptNames.hindi, 1],
  [scriptNames.thai, 0.5],
  [scriptNames.georgian, 0.5],
];

/**
 * Organisations with plausible names in many languages and scripts, each with domains of its own.
 * Some have a second domain in their own script.
 * @param total how many; at most some 2,500
 */
export function organisations(total: number, seed: string): Organisation[] {
  const taken = new Set<string>();
  const groups = mix.map(([language, share], at) => {
    const many = Math.ceil((total * share) / 100);
    return namesOf(language, many, `${seed}:${at}`, taken);
  });
  return randomOf(`${seed}:order`).shuffled(groups.flat()).slice(0, total);
}

function namesOf(
  language: Language,
  many: number,
  seed: string,
  taken: Set<string>,
): Organisation[] {
  const random = randomOf(seed);
  const pairs = language.stems.flatMap((stem) =>
    language.sectors.map((sector) => ({ stem, sector })),
  );
  const found: Organisation[] = [];
  for (const pair of random.shuffled(pairs)) {
    if (found.length === many) break;
    const stem = partsOf(pair.stem);
    const sector = partsOf(pair.sector);
    const label = `${stem.latin}-${sector.latin}`;
    if (taken.has(label)) continue;
    taken.add(label);
    const name = random
      .pick(language.patterns)
      .replace("{stem}", stem.native)
      .replace("{sector}", sector.native);
    const country = random.pick(language.countries);
    const domains = [`${label}.example`];
    const own = domainToASCII(`${stem.native}-${sector.native}.example`.replace(/[\s’]+/g, "-"));
    if (own !== "" && own.startsWith("xn--") && !taken.has(own) && random.chance(0.3)) {
      taken.add(own);
      domains.push(own);
    }
    const first = partsOf(random.pick(language.firstNames));
    const last = partsOf(random.pick(language.lastNames));
    found.push({
      name,
      country,
      domains,
      contact: {
        firstName: first.native,
        lastName: last.native,
        email: `${first.latin}.${last.latin}@${label}.example`,
      },
      language: language === westNames.dutch ? "nl" : "en",
    });
  }
  return found;
}
