import { traced, type Trace } from "@/lib/trace";
import { fieldsOf, openPage, sendForm } from "@/testing/public-pages";

/** There is no database at the address that tests have without a fixture. */
const path = `/consent/${"x".repeat(43)}`;

test("a page without its database says so, and can be opened again", async () => {
  const response = await openPage(path);
  expect(response.status).toBe(503);
  expect(await response.text()).toContain(`href="${path}"`);
});

test("an answer that could not be stored can be sent again, with all that was typed", async () => {
  const typed = {
    decision: "decline",
    fullName: 'Zoë "de" Vries',
    reason: "No <time>",
    stamp: "s",
  };
  const response = await sendForm(`${path}?lang=nl`, typed);
  expect(response.status).toBe(503);
  const html = await response.text();
  expect(html).toContain('<html lang="nl">');
  expect(html).toContain(`action="${path}?lang=nl"`);
  expect(fieldsOf(html)).toEqual(typed);
});

test.each([
  ["a page", () => openPage(path)],
  ["an answer", () => sendForm(path, { decision: "accept" })],
])("%s waits for the database 2.25 seconds in all, sending aside", async (_, ask) => {
  const trace: Trace = { request: "0".repeat(32), came: performance.now() };
  await traced(trace, ask);
  expect(trace.until).toBe((trace.came ?? NaN) + 2_250);
});
