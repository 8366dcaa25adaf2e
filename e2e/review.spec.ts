import { expect, test, type Page } from "@playwright/test";
import { consented, submitted } from "./acts";
import { expectAllAccessible, newestMail, signIn, signedInAs } from "./steps";
import { newCustomer, sql } from "./world";

/** A claim that its partner has just sent in, with a partner contact of its own. */
async function sentIn(): Promise<{ number: number; contact: string }> {
  const number = await submitted(await consented(await newCustomer("Reviewed")));
  const [claim] = await sql<{ contact: string }>(
    "select partner_contact_email as contact from workshop_claims where number = $1",
    [number],
  );
  return { number, contact: claim?.contact ?? "" };
}

const main = (page: Page) => page.locator("main");

for (const javaScript of [true, false]) {
  test(`W12 a claim is taken in hand, taken over, approved and paid; words go both ways (JavaScript ${javaScript ? "on" : "off"})`, async ({
    browser,
  }) => {
    const { number, contact } = await sentIn();
    const here = `/programme/claims/${number}`;
    const amara = await signedInAs(browser, "Amara Okafor", { javaScriptEnabled: javaScript });
    const jonas = await signedInAs(browser, "Jonas Weber", { javaScriptEnabled: javaScript });

    await amara.goto(`/programme/claims?q=${number}`);
    await amara.getByRole("link", { name: String(number), exact: true }).click();
    await expect(main(amara)).toContainText(/Nobody has this claim in review|You have had this/);
    await jonas.goto(here);
    const start = amara.getByRole("button", { name: "Start review" });
    if (await start.isVisible()) {
      await start.click();
      await expect(main(amara)).toContainText("You have the claim in review now.");
      // The second reviewer, who saw it free, is told who has it.
      await jonas.getByRole("button", { name: "Start review" }).click();
      await expect(main(jonas)).toContainText("Amara Okafor has had this claim in review since");
    }
    await jonas.goto(here);
    await expect(main(jonas)).toContainText("Amara Okafor has had this claim in review since");
    await expect(jonas.getByRole("link", { name: "Approve" })).toHaveCount(0);

    // What somebody changed meanwhile is told; what was typed stays, and can be sent again.
    await amara.goto(here);
    await amara.getByRole("link", { name: "Reject", exact: true }).click();
    await amara.getByRole("button", { name: "Reject" }).click();
    await expect(amara).toHaveTitle(/^Error:/);
    await expect(main(amara)).toContainText("Choose at least one reason.");
    await amara.getByLabel("The name of the customer is missing").check();
    await amara.getByLabel("Comment for the partner").fill("No name on page 1.");
    await sql("update workshop_claims set friendly_name = 'Changed meanwhile' where number = $1", [
      number,
    ]);
    await amara.getByRole("button", { name: "Reject" }).click();
    await expect(main(amara)).toContainText("Somebody changed this claim in the meantime.");
    await expect(amara.getByLabel("Comment for the partner")).toHaveValue("No name on page 1.");
    await expect(amara.getByLabel("The name of the customer is missing")).toBeChecked();

    // Jonas takes over; Amara's decision comes too late, and says so.
    await jonas.goto(here);
    await jonas.getByRole("button", { name: "Take over" }).click();
    await expect(main(jonas)).toContainText("You have had this claim in review since");
    await amara.getByRole("button", { name: "Reject" }).click();
    await expect(main(amara)).toContainText("Jonas Weber has had this claim in review since");
    await expect(amara.getByLabel("Comment for the partner")).toHaveValue("No name on page 1.");

    await jonas.getByLabel("New comment").fill(`Looks good so far ${String(javaScript)}.`);
    await jonas.getByRole("button", { name: "Send comment" }).click();
    await expect(main(jonas)).toContainText(
      "Your comment was added. The partner gets it by e-mail.",
    );
    const noor = await signedInAs(browser, "Noor van Dijk", { javaScriptEnabled: javaScript });
    await noor.goto(`/claims/${number}`);
    await noor.getByRole("link", { name: "Answer Jonas Weber" }).click();
    await noor.getByLabel("Answer to Jonas Weber").fill("Glad to hear it.");
    await noor.getByRole("button", { name: "Send answer" }).click();
    await expect(main(noor)).toContainText("Glad to hear it.");
    await expect
      .poll(() => newestMail(noor, "jonas.weber@programme.example"))
      .toContain("Glad to hear it.");

    await jonas.goto(here);
    await expect(main(jonas)).toContainText("Glad to hear it.");
    await jonas.getByRole("link", { name: "Approve" }).click();
    await jonas.getByRole("button", { name: "Approve" }).click();
    await expect(main(jonas)).toContainText("The claim is approved.");
    await expect
      .poll(() => newestMail(noor, contact))
      .toMatch(new RegExp(`(is approved|is goedgekeurd)[^]*${number}`));
    const csv = await jonas.request.get("/programme/claims/payments.csv");
    expect(csv.headers()["content-type"]).toContain("text/csv");
    expect(await csv.text()).toContain(`\r\n${number},Noordzee Cloud,`);

    await jonas.getByRole("link", { name: "Mark as paid" }).click();
    const [used] = await sql<{ reference: string }>(
      "select payment_reference as reference from workshop_claims where status = 'paid' limit 1",
    );
    await jonas.getByLabel("Payment reference").fill(used?.reference ?? "");
    await jonas.getByRole("button", { name: "Mark as paid" }).click();
    await expect(main(jonas)).toContainText("Another payment has this reference already");
    await jonas.getByLabel("Payment reference").fill(`E2E-${number}`);
    await jonas.getByRole("button", { name: "Mark as paid" }).click();
    await expect(main(jonas)).toContainText("The claim is marked as paid.");
    expect(await (await jonas.request.get("/programme/claims/payments.csv")).text()).not.toContain(
      String(number),
    );
  });
}

test("W12 the partner is asked to act, with reasons that they can read", async ({ browser }) => {
  const { number } = await sentIn();
  const amara = await signedInAs(browser, "Amara Okafor");
  await amara.goto(`/programme/claims/${number}`);
  const start = amara.getByRole("button", { name: "Start review" });
  if (await start.isVisible()) await start.click();
  await amara.getByRole("link", { name: "Ask for action" }).click();
  await amara.getByLabel("It is about another workshop").check();
  await amara.getByLabel("Another reason, see the comment").check();
  await amara.getByLabel("Comment for the partner").fill("Please send the right one.");
  await amara.getByRole("button", { name: "Ask for action" }).click();
  await expect(main(amara)).toContainText("The claim went back to the partner.");
  const noor = await signedInAs(browser, "Noor van Dijk");
  await noor.goto(`/claims/${number}`);
  await expect(main(noor)).toContainText(
    "Findings and recommendations document – It is about another workshop",
  );
  await expect(main(noor)).toContainText("Please send the right one.");
});

test("W12 nobody reviews a claim of their own company: the page says so and offers nothing", async ({
  browser,
}) => {
  const [own] = await sql<{ number: number }>(
    "select c.number from workshop_claims c join partners p on p.id = c.partner_id where p.name = 'Fjordline IT' and c.status = 'approved' limit 1",
  );
  const jonas = await signedInAs(browser, "Jonas Weber");
  await jonas.goto(`/programme/claims/${String(own?.number)}?do=pay`);
  await expect(main(jonas)).toContainText("You belong to Fjordline IT yourself.");
  await expect(jonas.getByRole("button", { name: "Mark as paid" })).toHaveCount(0);
  await expect(jonas.getByRole("button", { name: "Send comment" })).toHaveCount(0);
});

for (const language of ["en", "nl"] as const) {
  test(`the programme's pages of claims pass axe, narrow and wide, light and dark (${language})`, async ({
    page,
  }) => {
    await signIn(page, "Amara Okafor", language);
    const claims = await sql<{ number: number; status: string }>(
      `select distinct on (status) number, status from workshop_claims
       where status in ('under_review', 'disputed', 'approved') order by status, number`,
    );
    const addresses = [
      "/programme/claims",
      "/programme/claims?q=nothing-is-called-this",
      ...claims.map(({ number }) => `/programme/claims/${number}`),
      ...claims.map(
        ({ number, status }) =>
          `/programme/claims/${number}?do=${status === "approved" ? "pay" : "reject"}`,
      ),
    ];
    await expectAllAccessible(page, language, addresses);
  });
}
