import { clientAddress } from "./client-address";

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["198.51.100.1, 203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["", "unknown"],
])("%s counts as %s", (header, address) => {
  expect(clientAddress(new Headers({ "x-forwarded-for": header }))).toBe(address);
});

test("without the header it is unknown", () => {
  expect(clientAddress(new Headers())).toBe("unknown");
});
