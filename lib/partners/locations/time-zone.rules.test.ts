import { proposedTimeZone } from "./time-zone.rules";

test.each([
  ["NL", "Utrecht", "Europe/Amsterdam"],
  ["US", "New York", "America/New_York"],
  ["BR", "São Paulo", "America/Sao_Paulo"],
  ["DE", "München", "Europe/Berlin"],
  ["ES", "Sevilla", "Europe/Madrid"],
  ["US", "Springfield", null],
  ["AQ", "Nowhere", null],
])("P26 the time zone of %s, %s is %s", (country, city, zone) => {
  expect(proposedTimeZone({ country, city })).toBe(zone);
});
