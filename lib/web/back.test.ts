import { backFrom } from "./page";

test.each([
  ["http://x.example/claims?status=done&q=bos", "/claims?status=done&q=bos#claim-7"],
  ["http://x.example/claims", "/claims#claim-7"],
  ["http://x.example/claims/1234567", "/claims"],
  ["http://x.example/claims/1234567/submit", "/claims"],
  ["http://x.example//evil.example/claims", "/claims"],
  ["javascript:alert(1)", "/claims"],
  ["no address", "/claims"],
  [null, "/claims"],
])("from %s the way up leads to %s", (referer, back) => {
  expect(backFrom(referer, "/claims", "claim-7")).toBe(back);
});
