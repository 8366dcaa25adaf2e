import fc from "fast-check";
import { fixture } from "@/testing/fixture";
import { formOf } from "./form";

const make = fixture();

async function formsOf(texts: string[]): Promise<string[]> {
  const rows = await make.sql<{ form: string }>(
    "select search_form(text) as form from unnest($1::text[]) with ordinality typed(text, n) order by n",
    [texts],
  );
  return rows.map(({ form }) => form);
}

const scripts = [
  [0x01, 0x24f], // Latin
  [0x2b0, 0x2ff], // letters that are signs
  [0x370, 0x52f], // Greek, Cyrillic
  [0x531, 0x6ff], // Armenian, Hebrew, Arabic
  [0x900, 0x97f], // Devanagari
  [0xe00, 0xe7f], // Thai
  [0x1780, 0x17ff], // Khmer
  [0x1e00, 0x20cf], // Latin and Greek with accents, signs
  [0x2100, 0x2bff], // signs
  [0x3000, 0x30ff], // kana
  [0x4e00, 0x9fff], // Han
  [0xac00, 0xd7a3], // Hangul
  [0xff00, 0xffef], // full and half width
  [0x20000, 0x200ff], // rare Han
] as const;

describe("what a search compares", () => {
  it.each([
    ["", ""],
    [" \t!? ", ""],
    ["  Müller  ÅKERS ", " muller akers"],
    ["Straße Łódź Œuvre Ørsted İzmir", " strasse lodz oeuvre orsted izmir"],
    ["ΟΔΟΣ", " οδοσ"],
    ["＠Ｆｕｌｌ　ｗｉｄｔｈ", " full width"],
    ['O\'Neill & O’Neill, "d`Or"', " oneill oneill dor"],
    ["mia.jansen@zuid-foods.example", " mia jansen zuid foods example"],
    ["Soft\u00adhy\u200bphen", " softhyphen"],
    ["東京電力Sony", " 東 京 電 力 sony"],
    ["ソニー・ｿﾆｰ", " ソ ニ ー ソ ニ ー"],
    ["บริษัท", " บ ร ิ ษ ั ท"],
    ["{9F8B7A60-0000-4000-8000-00000000002A}", " 9f8b7a6000004000800000000000002a"],
    ["9f8b7a60-00", " 9f8b7a6000"],
    ["100% of _ \\ INV/2026-0815", " 100 of inv 2026 0815"],
  ])("of %j is %j", async (text, form) => {
    expect(await formsOf([text])).toEqual([form]);
    expect(formOf(text)).toBe(form);
  });

  it("is what the rule says in plain words, in the scripts that companies have names in", async () => {
    const letter = fc.oneof(
      ...scripts.map(([min, max]) =>
        fc.integer({ min, max }).map((code) => String.fromCodePoint(code)),
      ),
    );
    const texts = fc.sample(fc.string({ unit: letter, maxLength: 30 }), 4_000);
    texts.push("ΟΔΟΣ ΟΔΟΣΑ", "İIıi", "ﬁ ﬃ ① ㍿", "한국어 がぎ ﾊﾞ", "Ǆ ǅ ẞ", "ŉ", "x".repeat(5_000));
    expect(await formsOf(texts)).toEqual(texts.map(formOf));
  });

  it("finds a name with a quotation mark written together and apart", async () => {
    const rows = await make.sql<{ q: string; found: boolean }>(
      `select q, search_text('Brian O''Neill') like all (search_patterns(q)) as found
       from unnest($1::text[]) q`,
      [["oneill", "O'Neill", "O’Neill", "neill", "o neill", "brian neil", "eill", "?!"]],
    );
    expect(Object.fromEntries(rows.map(({ q, found }) => [q, found]))).toEqual({
      oneill: true,
      "O'Neill": true,
      "O’Neill": true,
      neill: true,
      "o neill": true,
      "brian neil": true,
      eill: false,
      "?!": true,
    });
  });
});
