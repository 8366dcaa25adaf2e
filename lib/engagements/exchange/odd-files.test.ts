import catalogueFile from "../catalogue.json";
import { readCatalogue } from "./read-file";

type File = typeof catalogueFile;

const wrongIn = (text: string) => {
  const read = readCatalogue(text);
  return "wrong" in read ? read.wrong.map(({ path, code }) => `${path}: ${code}`) : [];
};
const changed = (change: (file: File) => void) => {
  const copy = structuredClone(catalogueFile);
  change(copy);
  return wrongIn(JSON.stringify(copy));
};
const put = (at: object, name: string, value: unknown) => Object.assign(at, { [name]: value });

test("P16 the catalogue that comes with the product is read as it is, with a mark at its begin too", () => {
  expect(wrongIn(JSON.stringify(catalogueFile, null, 2))).toEqual([]);
  expect(wrongIn(`\u{FEFF}${JSON.stringify(catalogueFile)}`)).toEqual([]);
});

test.each([
  ["", ": json_broken"],
  ["{", ": json_broken"],
  ["[1, 2", ": json_broken"],
  ["PK\u0003\u0004", ": json_broken"],
  ["null", ": catalogue_value"],
  ["[]", ": catalogue_value"],
  ['"catalogue"', ": catalogue_value"],
  [`${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`, expect.stringMatching(/json_deep$/)],
  [`${"[".repeat(200_000)}${"]".repeat(200_000)}`, expect.stringMatching(/json_deep$/)],
  ['{"engagements": [], "engagements": [{"slug": "x"}]}', "engagements: json_twice"],
  ['{"engagements": [{"name": "A", "n\\u0061me": "B"}]}', "engagements[0].name: json_twice"],
  ['{"engagements": [{"__proto__": {"polluted": true}}]}', "engagements[0].__proto__: json_name"],
  ['{"note": "a\\u0000b"}', "note: json_text"],
  ['{"note": "\\ud800"}', "note: json_text"],
  ['{"note": "x", "format": 2, "market_bands": {}, "engagements": []}', "format: catalogue_value"],
])("an odd file is told with its place: %.40s", (text, told) => {
  expect(wrongIn(text)).toContainEqual(told);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

test("what no catalogue has is told with its place, and so is what does not belong there", () => {
  expect(changed((file) => put(file, "metrix", []))).toEqual(["metrix: catalogue_unknown"]);
  const [first, , third] = [0, 1, 2];
  const told = changed((file) => {
    put(file.engagements[first]!, "windows", {});
    put(file.engagements[first]!, "customer_criteria_all_of", [
      { metric: "a b", operator: ">=", value: 1 },
    ]);
    put(file.engagements[1]!, "customer_criteria_all_of", [
      {
        any_of: [
          { metric: "teams_pau", operator: "~", value: 1 },
          { metric: "teams_pau", operator: ">", value: 1 },
        ],
      },
    ]);
    put(file.engagements[third]!, "resources", [
      { title: { en: "a", nl: "b" }, url: "javascript:alert(1)" },
    ]);
    put(file.engagements[3]!, "available_from", "2026-02-30");
    put(file.engagements[4]!, "rate_usd", { A: 12.5 });
    put(file.engagements[5]!, "name", "");
    put(file.engagements[6]!, "slug", file.engagements[7]!.slug);
    put(file.engagements[8]!, "proof_of_execution", [
      { kind: "invoice", templates: [{ url: "//evil.example/x", version: "1" }] },
    ]);
    put(file.metrics[0]!, "key", "__proto__");
  });
  expect(told.sort()).toEqual([
    "engagements[0].customer_criteria_all_of[0].metric: catalogue_value",
    "engagements[0].windows: catalogue_unknown",
    "engagements[1].customer_criteria_all_of[0].any_of[0].operator: catalogue_value",
    "engagements[2].resources[0].url: catalogue_value",
    "engagements[3].available_from: catalogue_value",
    "engagements[4].rate_usd.A: catalogue_value",
    "engagements[5].name: catalogue_value",
    "engagements[8].proof_of_execution[0].templates[0].url: catalogue_value",
    "metrics[0].key: catalogue_value",
  ]);
  expect(changed((file) => put(file.engagements[6]!, "slug", file.engagements[7]!.slug))).toEqual([
    "engagements[7].slug: json_twice",
  ]);
  expect(changed((file) => Reflect.deleteProperty(file, "windows_days"))[0]).toBe(
    "engagements[0].windows_days: required",
  );
});

test("lists that are longer than any programme's are told", () => {
  const label = { en: "a", nl: "b" };
  const areas = Array.from({ length: 5_001 }, (_, n) => ({ key: `k${n}`, label }));
  expect(changed((file) => put(file, "solution_areas", areas))).toEqual([
    "solution_areas: catalogue_value",
  ]);
  expect(
    changed((file) => put(file, "solution_areas", [...areas.slice(0, 4_000), areas[0]])),
  ).toContain("solution_areas[4000].key: json_twice");
  const bar = { metric: "teams_pau", operator: ">", value: 1 };
  const bars = Array<typeof bar>(501).fill(bar);
  expect(changed((file) => put(file.engagements[0]!, "customer_criteria_all_of", bars))).toEqual([
    "engagements[0].customer_criteria_all_of: catalogue_value",
  ]);
  const bands = Object.fromEntries(areas.map(({ key }) => [key, "others"]));
  expect(changed((file) => put(file, "market_bands", bands))).toContain(
    "market_bands: catalogue_value",
  );
});

test("ten megabytes are looked through in one go", () => {
  const note = JSON.stringify({ note: "x".repeat(10 << 20), market_bands: {}, engagements: [] });
  expect(wrongIn(note)).toEqual(["note: catalogue_value"]);
  const many = `{"market_bands": {}, "engagements": [${"{},".repeat(1_000_000)}{}]}`;
  expect(wrongIn(many)).toEqual(["engagements: catalogue_value"]);
});
