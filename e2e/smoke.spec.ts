import { get } from "node:http";
import { expect, test } from "@playwright/test";
import { anotherServer } from "./later";

test("the product says that it lives and is ready", async ({ page }) => {
  for (const address of ["/livez", "/readyz", "/startupz"]) {
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(200);
    await expect(page.locator("body")).toHaveText("ok");
  }
});

test("every answer says how browsers treat it", async ({ request }) => {
  for (const address of [
    "/sign-in",
    "/check",
    "/livez",
    "/.well-known/security.txt",
    "/nowhere",
    "/claims/export.csv",
  ]) {
    const headers = (await request.get(address, { maxRedirects: 0 })).headers();
    expect([address, headers["strict-transport-security"]]).toEqual([
      address,
      "max-age=63072000; includeSubDomains",
    ]);
    expect([
      address,
      headers["x-content-type-options"],
      headers["access-control-allow-origin"],
    ]).toEqual([address, "nosniff", undefined]);
    expect([address, headers["referrer-policy"]]).toEqual([
      address,
      expect.stringMatching(/^(same-origin|no-referrer)$/),
    ]);
    if (!/livez|security/.test(address))
      expect([address, headers["cache-control"]]).toEqual([
        address,
        expect.stringMatching(/no-store/),
      ]);
    if (/html/.test(headers["content-type"] ?? ""))
      expect([address, headers["content-security-policy"]]).toEqual([
        address,
        expect.stringMatching(/base-uri 'none'.*frame-ancestors 'none'/),
      ]);
  }
});

test("whoever finds a weakness is told whom to tell", async ({ request }) => {
  const answer = await request.get("/.well-known/security.txt");
  expect(answer.headers()["content-type"]).toBe("text/plain; charset=utf-8");
  expect(await answer.text()).toMatch(
    /^Contact: mailto:\S+@\S+\nExpires: 20\d\d-.+Z\nPreferred-Languages: en, nl\nCanonical: http.+\/security\.txt\n$/,
  );
});

/** Its status once all of an answer came; why there was none. Each on a connection of its own. */
const answerOf = (url: string) =>
  new Promise<number | string>((resolve) => {
    get(url, { agent: false }, (answer) => {
      answer.resume().once("end", () => resolve(answer.statusCode ?? 0));
      answer.once("error", (error) => resolve(error.message));
    }).once("error", (error) => resolve("code" in error ? String(error.code) : error.message));
  });

test("O5 a second web server at a later time serves the same data, and stops amid requests without failing one", async ({
  page,
}) => {
  const later = await anotherServer(() => ({
    CLOCK_OFFSET_MS: String(31 * 86_400_000),
    STOP_GRACE_SECONDS: "2",
  }));
  const answers: (number | string)[] = [];
  // As balancers do, which ask whether it is ready; who waits longer than eight seconds is cut off by `stop`.
  const ask = async () => {
    while ((await answerOf(`${later.url}/readyz`)) === 200)
      answers.push(await answerOf(`${later.url}/check`));
  };
  let asking: Promise<unknown> = Promise.resolve();
  try {
    expect((await page.goto(`${later.url}/readyz`))?.status()).toBe(200);
    asking = Promise.all(Array.from({ length: 8 }, ask));
    await expect.poll(() => answers.length).toBeGreaterThan(40);
  } finally {
    await later.stop();
    await asking;
  }
  expect(answers.filter((answer) => answer !== 200)).toEqual([]);
});
