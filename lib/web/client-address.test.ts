import { addressHeader, clientAddress, clientNetwork } from "./client-address";

test("what the front found is the address, and its network is counted", () => {
  const headers = new Headers(addressHeader("2001:db8:1:2:3::4"));
  expect(clientAddress(headers)).toBe("2001:db8:1:2:3::4");
  expect(clientNetwork(headers)).toBe("2001:db8:1:2");
});

test.each([
  ["nothing", {}],
  ["an address that the front could not find", addressHeader(null)],
  ["what a client says", { "x-client-address": "word 203.0.113.7" }],
  ["a bare address", { "x-client-address": "203.0.113.7" }],
  ["hearsay", { "x-forwarded-for": "203.0.113.7", "x-real-ip": "203.0.113.7" }],
])("of %s it is unknown", (_, headers) => {
  expect(clientAddress(new Headers(headers))).toBe("unknown");
});
