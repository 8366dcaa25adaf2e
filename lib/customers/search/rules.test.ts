import fc from "fast-check";
import { fixture } from "@/lib/testing/fixture";
import { searchForm, searchWords } from "./rules";

describe("what somebody types", () => {
  it.each([
    ["", []],
    ["  \t ", []],
    ["Bakkerij de Bos", ["bakkerij", "de", "bos"]],
    ["  Müller  ÅKERS ", ["muller", "akers"]],
    ["Straße Łódź Œuvre Ørsted İzmir", ["strasse", "lodz", "oeuvre", "orsted", "izmir"]],
    ["ΟΔΟΣ", ["οδοσ"]],
    ["＠Ｆｕｌｌ　ｗｉｄｔｈ", ["full", "width"]],
    ["東京電力", ["東京電力"]],
    ["@Elders.example,", ["elders.example"]],
    ["<mia@elders.example>;", ["mia@elders.example"]],
    ["{9F8B7A60-0000-4000-8000-00000000002A}", ["9f8b7a60-0000-4000-8000-00000000002a"]],
    ["9f8b7a6000004000800000000000002a", ["9f8b7a60-0000-4000-8000-00000000002a"]],
    ["100%", ["100%"]],
    ["% _ \\", ["%", "_", "\\"]],
    ["bos b bo bos", ["bos"]],
  ])("%j is searched as %j", (q, words) => {
    expect(searchWords(q)).toEqual(words);
  });
});

const scripts = [
  [0x01, 0x24f], // Latin
  [0x370, 0x52f], // Greek, Cyrillic
  [0x531, 0x6ff], // Armenian, Hebrew, Arabic
  [0x900, 0x97f], // Devanagari
  [0xe00, 0xe7f], // Thai
  [0x1e00, 0x20cf], // Latin and Greek with accents, signs
  [0x3000, 0x30ff], // kana
  [0x4e00, 0x9fff], // Han
  [0xac00, 0xd7a3], // Hangul
  [0xff00, 0xffef], // full and half width
] as const;

describe("the form of what is searched", () => {
  const make = fixture();

  it("is the same in the database, in the scripts that companies have names in", async () => {
    const letter = fc.oneof(
      ...scripts.map(([min, max]) =>
        fc.integer({ min, max }).map((code) => String.fromCodePoint(code)),
      ),
    );
    const typed = fc.sample(fc.string({ unit: letter, maxLength: 30 }), 2_000);
    typed.push("ΟΔΟΣ ΟΔΟΣΑ", "İIıi", "ﬁ ﬃ ① ㍿", "한국어 がぎ ﾊﾞ", "Ǆ ǅ ẞ");
    const rows = await make.sql<{ form: string }>(
      "select search_form(text) as form from unnest($1::text[]) with ordinality typed(text, n) order by n",
      [typed],
    );
    expect(rows.map(({ form }) => form)).toEqual(typed.map(searchForm));
  });
});
