import { expect, test, type Page } from "@playwright/test";
import { builtActionIds, keptActionIds } from "../scripts/run/action-ids";
import { engagement, signIn } from "./steps";
import { newKnownCustomer } from "./world";

test("every page of the release before can still send its forms", () => {
  const built = builtActionIds();
  for (const [action, id] of Object.entries(keptActionIds()))
    expect([action, built[action]]).toEqual([action, id]);
});

test("the ids of new actions are written down: npm run action-ids", () => {
  expect(Object.keys(keptActionIds())).toEqual(
    expect.arrayContaining(Object.keys(builtActionIds())),
  );
});

/** The form's page, with the draft that keeps its place. */
const sent = /\/customers\/add(\?|$)/;
const email = "somebody@rolled-out.example";

async function typeIn(page: Page): Promise<void> {
  await signIn(page, "Noor van Dijk");
  await page.goto(`${engagement}/add`);
  await page.getByRole("radio", { name: /MPN/ }).first().check();
  await page.getByLabel("Customer e-mail").fill(email);
}

async function expectKept(page: Page, words: string): Promise<void> {
  await expect(page.getByRole("group", { name: "There is a problem" })).toBeFocused();
  await expect(page.getByText(words)).toBeVisible();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByLabel("Customer e-mail")).toHaveValue(email);
  await expect(page.getByRole("radio", { name: /MPN/ }).first()).toBeChecked();
}

test("a form whose action is gone stays with what was typed, and says what to do", async ({
  page,
}) => {
  await typeIn(page);
  await page.route(sent, async (route) => {
    const headers = route.request().headers();
    const id = `7f${"0".repeat(40)}`;
    await route.continue({
      headers: headers["next-action"] ? { ...headers, "next-action": id } : headers,
    });
  });
  await page.getByRole("button", { name: "Next" }).click();
  await expectKept(page, "A new version of this page is out");
  await page.unroute(sent);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText("A new version of this page is out")).toHaveCount(0);
});

test("a form that gets no answer, or a fault with its number, stays too", async ({ page }) => {
  await typeIn(page);
  await page.route(sent, (route) => route.abort());
  await page.getByRole("button", { name: "Next" }).click();
  await expectKept(page, "No answer came back");
});

test("what a newer version took is shown, also where it stands on the page that is open", async ({
  page,
}) => {
  const { tenantId } = await newKnownCustomer("Newer");
  await signIn(page, "Noor van Dijk");
  await page.goto(`/customers/${tenantId}`);
  let alone = false;
  await page.route(`**/customers/${tenantId}*`, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const response = await route.fetch({ maxRedirects: 0 });
    const body = await response.text();
    const { "content-type": _, ...headers } = response.headers();
    // The page could not be sent along: an address alone, also in one version.
    if (alone || body === "") return route.fulfill({ status: response.status(), headers });
    const other = body.replace(/"b":"[^"]+"/, '"b":"another-build"');
    expect(other).not.toBe(body);
    await route.fulfill({ response, body: other });
  });
  // The second time the address is the very one that is open.
  for (const note of ["Told by a newer version", "And told again", "By its address alone"]) {
    alone = note === "By its address alone";
    await page.getByLabel("New note").fill(note);
    await page.getByRole("button", { name: "Add note" }).click();
    await expect(page.locator("#notes")).toContainText(note);
    await expect(page.getByLabel("New note")).toHaveValue("");
  }
});
