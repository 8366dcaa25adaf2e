import catalogueFile from "../catalogue.json";
import { writtenOf } from "../exchange/rules";
import { catalogueSchema } from "../exchange/schema";
import { countryLine, criteriaLines, surveyLines } from "./lines.rules";
import { poeLines } from "./proof.rules";
import { contentOf, fieldsOf } from "./rules";

const catalogue = catalogueSchema.parse(catalogueFile);
const known = {
  metrics: catalogue.metrics.map(({ key }) => key),
  qualifications: catalogue.qualifications.map(({ key }) => key),
  proof: catalogue.proof_kinds.map(({ key }) => key),
  templates: ["/templates/findings-and-recommendations.docx", "/templates/a.docx"],
};

test("P9 every workshop of the example comes out as it went in, field by field", () => {
  for (const one of catalogue.engagements) {
    const { version: content } = writtenOf(catalogue, one);
    expect(contentOf(fieldsOf(content), known)).toEqual({ content });
  }
});

test("P11 criteria are read as people type them, all of them or one of several", () => {
  const read = (text: string) => criteriaLines.read(text, ["teams_pau", "intune_pau"]);
  expect(read("teams_pau >= 300\n\n teams_pau<0,6 ")).toEqual({
    value: [
      { metric: "teams_pau", operator: ">=", value: 300 },
      { metric: "teams_pau", operator: "<", value: 0.6 },
    ],
  });
  expect(read("teams_pau ≥ 300 or intune_pau > 0")).toEqual({
    value: [
      {
        anyOf: [
          { metric: "teams_pau", operator: ">=", value: 300 },
          { metric: "intune_pau", operator: ">", value: 0 },
        ],
      },
    ],
  });
  for (const [text, line] of [
    ["teams_pau >= 300\nunknown > 1", 2],
    ["teams_pau", 1],
    ["teams_pau >= many", 1],
    ["teams_pau >= 1 or", 1],
  ] as const)
    expect(read(text)).toMatchObject({ wrong: { line } });
});

test("P15 a question that cannot be asked is told by its line", () => {
  const choice = "done | choice! | Done? | Klaar?\n- yes_all | Yes | Ja\n- no | No | Nee";
  expect(surveyLines.read(`${choice}\nwhy | text | Why? | Waarom?\n? done = no`)).toMatchObject({
    value: [
      { id: "done", required: true, options: [{ value: "yes_all" }, { value: "no" }] },
      { id: "why", required: false, onlyIf: { question: "done", values: ["no"] } },
    ],
  });
  for (const [text, line] of [
    [`${choice}\ndone | text | Again | Nogmaals`, 4],
    [`${choice}\nwhy | text | Why? | Waarom?\n? done = maybe`, 5],
    ["? done = no", 1],
    ["why | text | Why?", 1],
    ["why | essay | Why? | Waarom?", 1],
    ["why | text | Why? | Waarom?\n- a | A | A", 2],
    ["done | choice | Done? | Klaar?\n- a | A | A", 0],
  ] as const)
    expect([text, surveyLines.read(text)]).toMatchObject([text, { wrong: { line } }]);
});

test("P14 kinds of proof with what is asked of each, written as they were read", () => {
  const text = `invoice!
findings_and_recommendations
note: Blur names. | Maak namen onleesbaar.
files: pdf, docx
template: /templates/findings-and-recommendations.docx | 1.0 | 2026-01-01
template: /templates/a.docx | 1.1 | 2026-07-01`;
  const read = poeLines.read(text, known);
  expect(read).toEqual({
    value: [
      { kind: "invoice" },
      {
        kind: "findings_and_recommendations",
        optional: true,
        note: { en: "Blur names.", nl: "Maak namen onleesbaar." },
        fileTypes: ["pdf", "docx"],
        templates: [
          {
            url: "/templates/findings-and-recommendations.docx",
            version: "1.0",
            validFrom: "2026-01-01",
          },
          { url: "/templates/a.docx", version: "1.1", validFrom: "2026-07-01" },
        ],
      },
    ],
  });
  if ("value" in read) expect(poeLines.write(read.value)).toBe(text);
});

test.each([
  ["a kind that the programme has not", "photo!", 1],
  ["a kind twice", "invoice!\ninvoice", 2],
  ["an eleventh kind", "", 11],
  ["a note of nothing", "note: A | A", 1],
  ["a note in one language", "invoice\nnote: Blur names.", 2],
  ["a kind of file that is not taken", "invoice\nfiles: pdf, exe", 2],
  ["files of a survey", "customer_survey!\nfiles: pdf", 2],
  ["a template that is not there", "invoice\ntemplate: /templates/b.docx | 1 | 2026-01-01", 2],
  ["one elsewhere", "invoice\ntemplate: //elsewhere.example | 1 | 2026-01-01", 2],
  ["a template without its day", "invoice\ntemplate: /templates/a.docx | 1", 2],
  [
    "two of one day",
    "invoice\ntemplate: /templates/a.docx | 1 | 2026-01-01\ntemplate: /templates/a.docx | 2 | 2026-01-01",
    3,
  ],
])("P14 %s is told by its line", (_, text, line) => {
  const eleven = Array.from({ length: 11 }, (_none, at) => `kind-${String(at)}`);
  const all = { ...known, proof: [...known.proof, ...eleven] };
  const typed = text === "" ? eleven.join("\n") : text;
  expect(poeLines.read(typed, all)).toMatchObject({ wrong: { line } });
});

test("countries", () => {
  expect(countryLine.read("nl; be")).toEqual({ value: ["BE", "NL"] });
  expect(countryLine.read("")).toEqual({ value: null });
  expect(countryLine.read("NL, ZZ")).toMatchObject({ wrong: { text: "ZZ" } });
});
