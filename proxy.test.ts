/** @jest-environment node */
import { globSync, readFileSync } from "node:fs";
import { NextRequest } from "next/server";
import { config, proxy } from "./proxy";

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
  const policy = page.headers.get("content-security-policy");
  expect(policy).toContain("'strict-dynamic'");
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
});

test("where people come by https the place is kept under a name that is bound to the host", () => {
  process.env.NEXTAUTH_URL = "https://x.example";
  try {
    const [cookie] = ask("/claims?q=bos").headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-places=.*; Path=\/; Secure; HttpOnly; SameSite=lax$/);
    expect(ask("/sign-in").headers.getSetCookie()[0]).toMatch(/^__Host-places=;.*Secure/);
  } finally {
    delete process.env.NEXTAUTH_URL;
  }
});

test("public pages keep the stricter policy that they have themselves", () => {
  const passes = new RegExp(`^${config.matcher[0]!.source}$`);
  const pages = globSync("app/(public)/**/route.ts").map((file) =>
    file.replace(/^app\/\(public\)|\/route\.ts$/g, "").replace(/\[\w+\]/g, "token"),
  );
  expect(pages.length).toBeGreaterThan(4);
  const passing = pages.filter((path) => passes.test(path));
  expect(passing).toEqual([]);
  expect(passes.test("/claims")).toBe(true);
});

test("no form that is sent to a route passes here, where a large body would be cut", () => {
  const passes = new RegExp(`^${config.matcher[0]!.source}$`);
  const posted = globSync("app/**/route.ts")
    .filter((file) =>
      /export (async )?function POST|export const POST/.test(readFileSync(file, "utf8")),
    )
    .map(
      (file) =>
        `/${file.replace(/^app\/|\/route\.ts$|\([a-z]+\)\//g, "").replace(/\[\w+\]/g, "one")}`,
    );
  expect(posted.length).toBeGreaterThan(8);
  // A few fields, never a file.
  const small = ["/switch", "/sign-in/factor/challenge"];
  expect(posted.filter((address) => passes.test(address)).sort()).toEqual(small.sort());
});
