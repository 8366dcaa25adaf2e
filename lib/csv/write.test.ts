import { csvLine } from "./write";

test("cells are quoted as RFC 4180 says", () => {
  expect(csvLine([1, "a", 'say "x"', "b,c", "two\nlines", "cr\r"])).toBe(
    '1,a,"say ""x""","b,c","two\nlines","cr\r"\r\n',
  );
});

test("what a spreadsheet would take for a formula is defused; numbers stay numbers", () => {
  expect(csvLine(["=1+1", "+31", "-x", "@sum", "\t=1", "a=b", -5])).toBe(
    "'=1+1,'+31,'-x,'@sum,'\t=1,a=b,-5\r\n",
  );
  expect(csvLine(['=HYPERLINK("http://x","y")'])).toBe('"\'=HYPERLINK(""http://x"",""y"")"\r\n');
});

test("with semicolons, numbers have decimal commas, and what holds a semicolon is quoted either way", () => {
  expect(csvLine([1250.5, "1250.5", "a;b", "c,d"], "semicolon")).toBe(
    '1250,5;1250.5;"a;b";"c,d"\r\n',
  );
  expect(csvLine([1250.5, "a;b"])).toBe('1250.5,"a;b"\r\n');
});
