import { documentName, freePlace } from "./rules";

test.each([
  ["Invoice 2026.pdf", "Invoice 2026.pdf"],
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\robin\\factuur.pdf", "factuur.pdf"],
  ["/invoice.pdf", "invoice.pdf"],
  ["..\\..\\invoice.pdf", "invoice.pdf"],
  ["invoice.pdf\u0000.exe", "invoice.pdf.exe"],
  ["a\r\nb\t.pdf", "ab.pdf"],
  ["\u202efdp.exe", "fdp.exe"],
  ["in\u2066voice\u2069.pdf", "invoice.pdf"],
  ["\ud800invoice.pdf", "invoice.pdf"],
  ["Überprüfung — 請求書 🎉.pdf", "Überprüfung — 請求書 🎉.pdf"],
  ["e\u0301tude.pdf", "étude.pdf"],
  ["  ...hidden.pdf. ", "hidden.pdf"],
  ["a   b.pdf", "a b.pdf"],
  ["..", ""],
  ["", ""],
  ["folder/", ""],
])("a browser's name %j is called %j", (sent, name) => {
  expect(documentName(sent)).toBe(name);
});

test.each([
  [[], 1],
  [[1, 2], 3],
  [[2, 3], 1],
  [[1, 3], 2],
  [[1, 2, 3], null],
])("of three places, with %j taken, the free one is %j", (taken, place) => {
  expect(freePlace(taken, 3)).toBe(place);
});
