import { getConfig } from "@/lib/config";
import { assertSameOrigin } from "./origin";
import { ownPath } from "./own-path";

const own = new URL(getConfig().APP_URL).origin;
const headers = (values: Record<string, string>) => new Headers(values);

test("a form of our own pages may come in", () => {
  expect(() => assertSameOrigin(headers({ origin: own }))).not.toThrow();
  expect(() =>
    assertSameOrigin(headers({ origin: own, "sec-fetch-site": "same-origin" })),
  ).not.toThrow();
});

test.each([
  ["no Origin", {}],
  ["the Origin of a sandbox", { origin: "null" }],
  ["another site", { origin: "https://evil.example" }],
  ["another port", { origin: "http://localhost:1" }],
  ["our address as a prefix", { origin: `${own}.evil.example` }],
  [
    "another site that forges the host",
    { origin: "https://evil.example", host: "evil.example", "x-forwarded-host": "evil.example" },
  ],
  ["a cross-site request", { origin: own, "sec-fetch-site": "cross-site" }],
])("%s is refused", (_, values) => {
  expect(() => assertSameOrigin(headers(values))).toThrow("wrong_origin");
});

test.each([
  [
    "/engagements/x/customers?tab=eligible&q=a%20b",
    "/engagements/x/customers?tab=eligible&q=a%20b",
  ],
  [`${own}/engagements?area=1#part`, "/engagements?area=1"],
  ["/", "/"],
  ["//evil.example", null],
  ["/\\evil.example", null],
  ["\\\\evil.example", null],
  ["https://evil.example/engagements", null],
  [`${own}@evil.example/`, null],
  [own.replace("//", "//user:pw@"), null],
  ["javascript:alert(1)", null],
  ["/a\nb", null],
  ["/..//evil.example", null],
  ["/sign-in?callbackUrl=/x", null],
  ["/api/auth/signout", null],
  [`/${"a".repeat(1_001)}`, null],
  ["", null],
  [undefined, null],
])("the way back for %j is %j", (given, path) => {
  expect(ownPath(given)).toBe(path);
});
