import { readProxies } from "./proxies";

test.each([
  // Nobody is trusted.
  [undefined, "203.0.113.7", "198.51.100.1", "203.0.113.7"],
  ["0", "203.0.113.7", "198.51.100.1", "203.0.113.7"],
  ["", "203.0.113.7", undefined, "203.0.113.7"],
  // So many proxies.
  ["1", "10.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7"],
  ["1", "10.0.0.1", undefined, "10.0.0.1"],
  ["2", "10.0.0.1", "198.51.100.1, 203.0.113.7, 10.0.0.2", "203.0.113.7"],
  ["2", "10.0.0.1", "203.0.113.7", "203.0.113.7"],
  ["1", "10.0.0.1", "198.51.100.1, nonsense", "10.0.0.1"],
  ["1", "10.0.0.1", "198.51.100.1,", "10.0.0.1"],
  ["2", "10.0.0.1", "198.51.100.1, , 10.0.0.2", "10.0.0.2"],
  // Their addresses.
  ["10.0.0.0/8", "10.0.0.1", "198.51.100.1, 203.0.113.7, 10.1.2.3", "203.0.113.7"],
  ["10.0.0.0/8", "203.0.113.7", "198.51.100.1", "203.0.113.7"],
  ["10.0.0.0/8", "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"],
  ["10.0.0.1", "10.0.0.2", "198.51.100.1", "10.0.0.2"],
  ["127.0.0.1, fd00::/8", "fd00::1", "2001:DB8::1%eth0", "2001:db8::1"],
  ["127.0.0.1,::1", "127.0.0.1", "::ffff:203.0.113.7", "203.0.113.7"],
  ["0.0.0.0/0", "10.0.0.1", `${"198.51.100.1, ".repeat(5_000)}2001:db8::1`, "2001:db8::1"],
])("with TRUSTED_PROXIES=%s, %s saying %s, the client is %s", (setting, peer, said, client) => {
  expect(readProxies(setting).clientOf(peer, said)).toBe(client);
});

test("a connection without an address is nobody's, and trusted by nobody", () => {
  for (const setting of [undefined, "1", "0.0.0.0/0, ::/0"]) {
    expect(readProxies(setting).clientOf(null, "203.0.113.7")).toBeNull();
    expect(readProxies(setting).trusts(null)).toBe(false);
  }
});

test.each(["yes", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::/129", "10.0.0.1/8/8", "-1", "100"])(
  "%s is refused with a sentence",
  (setting) => {
    expect(() => readProxies(setting)).toThrow(/^TRUSTED_PROXIES: "/);
  },
);
