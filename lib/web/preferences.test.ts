import { chosen } from "./preferences";

async function choose(values: Record<string, string>, headers: Record<string, string> = {}) {
  const { answer } = await chosen(
    new Request("http://localhost:3000/preferences", {
      method: "POST",
      body: new URLSearchParams(values),
      headers,
    }),
    true,
  );
  return answer;
}

test("a language is kept and the page stays", async () => {
  const answer = await choose(
    { locale: "nl" },
    { referer: "http://localhost:3000/engagements?area=x" },
  );
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe("/engagements?area=x");
  expect(answer.headers.getSetCookie()).toEqual([
    "__Host-locale=nl; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly; Secure",
  ]);
});

test("colours as the device says are no cookie", async () => {
  const answer = await choose({ theme: "system" });
  expect(answer.headers.getSetCookie()[0]).toContain("__Host-theme=; Path=/; Max-Age=0");
});

test("anything unknown changes nothing", async () => {
  const answer = await choose({ locale: "fr", theme: "pink; Domain=x" });
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test.each([["https://evil.example/x"], ["http://localhost:3000//evil.example"], ["nonsense://x"]])(
  "coming from %s leads to the start",
  async (referer) => {
    expect((await choose({ locale: "nl" }, { referer })).headers.get("location")).toBe("/");
  },
);
