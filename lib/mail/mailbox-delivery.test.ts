import { transaction } from "@/lib/ctx";
import { fixture } from "@/testing/fixture";
import { deliver } from "./deliver";
import { post } from "./post";
import { samplesOf } from "./samples";

const f = fixture();
const sample = samplesOf("en").find(({ name }) => name === "sign-in")!;

function write(variables: Record<string, unknown> = sample.variables) {
  const mail = {
    template: "sign-in" as const,
    language: "en" as const,
    to: "robin@partner.example",
    partnerId: null,
    variables: variables as (typeof sample & { template: "sign-in" })["variables"],
  };
  return transaction(f.system(), (tx) => post(tx, mail));
}

const rowOf = async (id: string) => (await f.sql("select * from emails where id = $1", [id]))[0]!;

test("without a mail key an e-mail goes straight to the local mailbox, without its token", async () => {
  const id = await write();
  await deliver(f.system(), id);
  const row = await rowOf(id);
  expect(row).toMatchObject({
    state: "delivered",
    sent_at: f.now,
    attempts: 1,
    provider_id: null,
    sender: '"Test Programme" <engagements@mail.example>',
  });
  expect(row.html).toContain(`?token=${String(row.mark)}-link`);
  await deliver(f.system(), id);
  expect(await rowOf(id)).toEqual(row);
});

test("what cannot be rendered has failed, and says why", async () => {
  const id = await write({ tokenId: "no id" });
  await deliver(f.system(), id);
  const row = await rowOf(id);
  expect(row).toMatchObject({ state: "failed", html: null });
  expect(row.last_error).toMatch(/^cannot be rendered/);
});

test("nobody but the product delivers", async () => {
  const company = await f.partner();
  await expect(deliver(f.ctx(company.admin), await write())).rejects.toThrow("forbidden");
});

test("an e-mail that is not there is no work", async () => {
  await deliver(f.system(), "00000000-0000-4000-8000-000000000000");
});

test("the database lets no body change once it is rendered", async () => {
  const id = await write();
  await deliver(f.system(), id);
  for (const column of ["html", "text", "subject", "sender", "recipient"])
    await expect(
      f.sql(`update emails set ${column} = 'another' where id = $1`, [id]),
    ).rejects.toThrow("the body of an e-mail does not change");
});
