import { templateName } from "./rules";

test.each([
  ["Findings 1.1.docx", "findings-1.1.docx"],
  ["C:\\Mijn documenten\\Bevindingen (définitief) .DOCX", "bevindingen-definitief.docx"],
  ["..docx", null],
  ["日本.docx", null],
  ["findings", null],
])("P14 %s is %s", (sent, name) => {
  expect(templateName(sent)).toBe(name);
});
