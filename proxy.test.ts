/** @jest-environment node */
import { NextRequest } from "next/server";
import { proxy } from "./proxy";

const base = "http://x.example";
const ask = (address: string, places?: string) =>
  proxy(
    new NextRequest(`${base}${address}`, {
      headers: places === undefined ? {} : { cookie: `places=${encodeURIComponent(places)}` },
    }),
  );

test("a list that is looked at is kept, and the way back leads to it, at the row", () => {
  const kept = ask("/claims?status=done&q=bos").cookies.get("places")?.value;
  expect(ask("/claims/1234567", kept).cookies.get("places")).toBeUndefined();
  const back = ask("/claims?again=claim-7", kept);
  expect(back.status).toBe(303);
  expect(back.headers.get("location")).toBe(`${base}/claims?status=done&q=bos#claim-7`);
});

test("who signs in begins anew, and pages have their policy", () => {
  const page = ask("/sign-in", "/claims=q%3Dbos");
  expect(page.cookies.get("places")?.value).toBe("");
  expect(page.headers.get("content-security-policy")).toContain("'strict-dynamic'");
});
