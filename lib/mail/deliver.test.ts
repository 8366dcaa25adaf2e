import { randomUUID } from "node:crypto";
import { fixture } from "@/testing/fixture";
import { writeMail } from "@/testing/mails";
import { startEmulatedResend } from "@/testing/provider";
import { suiteProvider } from "@/testing/suite-provider";
import { transaction } from "@/lib/ctx";
import { deliver } from "./deliver";
import { post } from "./post";
import { samplesOf } from "./samples";
import { tokenOf } from "./tokens";

const f = fixture();
const resend = suiteProvider(startEmulatedResend);

const rowOf = async (id: string) => (await f.sql("select * from emails where id = $1", [id]))[0]!;
const inboxOf = async (to: string) =>
  (await resend().list()).filter((mail) => mail.to.includes(to));

test("an e-mail goes out once, with its token, and is stored without", async () => {
  const sample = samplesOf("nl").find(({ name }) => name === "consent-request")!;
  if (sample.template !== "consent-request") throw new Error("another sample");
  const company = await f.partner();
  const id = await transaction(f.system(), (tx) =>
    post(tx, {
      template: "consent-request",
      language: "nl",
      to: "joost@vanrijn.example",
      partnerId: company.id,
      fromName: "Contoso",
      replyTo: "fatima@contoso.example",
      round: { id: randomUUID(), tenantId: randomUUID(), engagementId: randomUUID() },
      remindersOffId: sample.variables.linkId,
      variables: sample.variables,
    }),
  );
  await deliver(f.system(), id);

  const [mail, ...more] = await inboxOf("joost@vanrijn.example");
  expect(more).toEqual([]);
  const token = tokenOf("consent", sample.variables.linkId);
  expect(mail).toMatchObject({
    from: '"Contoso via Test Programme" <engagements@mail.example>',
    reply_to: ["fatima@contoso.example"],
    subject: "Contoso Consulting vraagt Van Rijn & Zonen Logistiek om mee te doen aan een workshop",
    headers: {
      "List-Unsubscribe": `<http://localhost:3000/reminders-off/${tokenOf("reminders-off", sample.variables.linkId)}>`,
    },
    tags: [{ name: "email_id", value: id }],
  });
  expect(mail!.html).toContain(`http://localhost:3000/consent/${token}`);
  expect(mail!.text).toContain(`http://localhost:3000/consent/${token}`);
  const row = await rowOf(id);
  expect(row).toMatchObject({
    state: "sent",
    provider_id: mail!.id,
    attempts: 1,
    last_error: null,
  });
  expect(JSON.stringify(row)).not.toContain(token);
});

test("delivering again, or both workers at once, sends nothing more", async () => {
  const id = await writeMail(f.system(), "twice@partner.example");
  await Promise.allSettled([deliver(f.system(), id), deliver(f.system(), id)]);
  await deliver(f.system(), id);
  expect(await inboxOf("twice@partner.example")).toHaveLength(1);
  expect(await rowOf(id)).toMatchObject({ state: "sent" });
});

test("a worker that died after handing over: the next one gets the same answer, and sends nothing", async () => {
  const id = await writeMail(f.system(), "crash@partner.example");
  await deliver(f.system(), id);
  const before = await rowOf(id);
  await f.sql(
    "update emails set state = 'sending', provider_id = null, sent_at = null where id = $1",
    [id],
  );
  await expect(deliver(f.system(), id)).rejects.toThrow("another worker has this e-mail");
  await deliver(f.system(new Date(f.now.getTime() + 30_000)), id);
  expect(await rowOf(id)).toMatchObject({
    state: "sent",
    provider_id: before.provider_id,
    attempts: 2,
  });
  expect(await inboxOf("crash@partner.example")).toHaveLength(1);
});
