import catalogueFile from "../catalogue.json";
import { writtenOf } from "../exchange/rules";
import { catalogueSchema } from "../exchange/schema";
import { countryLine, criteriaLines, poeLines, surveyLines } from "./lines.rules";
import { contentOf, fieldsOf } from "./rules";

const catalogue = catalogueSchema.parse(catalogueFile);
const known = {
  metrics: catalogue.metrics.map(({ key }) => key),
  qualifications: catalogue.qualifications.map(({ key }) => key),
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

test("P14 requirements and countries", () => {
  expect(poeLines.read("invoice\nfindings_and_recommendations /templates/a.docx 1.0")).toEqual({
    value: [
      { kind: "invoice", templateUrl: null, templateVersion: null },
      { kind: "findings_and_recommendations", templateUrl: "/templates/a.docx", templateVersion: "1.0" }, // prettier-ignore
    ],
  });
  for (const text of [
    "photo",
    "invoice //elsewhere.example 1",
    "invoice /a.docx",
    "invoice https://a.example 1",
  ])
    // prettier-ignore
    expect([text, poeLines.read(text)]).toMatchObject([text, { wrong: { line: 1 } }]);
  expect(countryLine.read("nl; be")).toEqual({ value: ["BE", "NL"] });
  expect(countryLine.read("")).toEqual({ value: null });
  expect(countryLine.read("NL, ZZ")).toMatchObject({ wrong: { text: "ZZ" } });
});
