import { isSameAmount } from "./read-results.rules";

test.each([
  ["1.234", "BHD", 1_234, true],
  ["1,234", "BHD", 1_234, true],
  ["BHD 1.234,5", "BHD", 1_234_500, true],
  ["12.34", "BHD", 1_234, false],
  ["12.34", "BHD", 12_340, true],
  ["1234", "BHD", 1_234, false],
  ["1234", "BHD", 1_234_000, true],
  ["-1.234", "BHD", 1_234, false],
  ["1.2345", "BHD", 12_345, false],
  ["1,234", "JPY", 1_234, true],
  ["1234.50", "JPY", 1_234, false],
  ["-400.00", "USD", 40_000, false],
  ["EUR 400", "USD", 40_000, false],
])("P30 %s is in %s as much as %i: %s", (text, currency, minor, same) => {
  expect(isSameAmount(text, { minor, currency })).toBe(same);
});
