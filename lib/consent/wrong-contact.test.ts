import { getAskedRequest } from "./queries";
import { askConsentView } from "../views/ask-consent";
import { reading } from "../ctx";
import { answerConsent } from "./answer";
import { sayWrongContact } from "./wrong-contact";
import { ask, formOf, stampSeen, type Asked } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { MESSAGES_OF_REQUEST } from "../visitors/rules";

const f = fixture();
const at = (minutes = 60) => new Date(f.now.getTime() + minutes * 60_000);

async function form(it: Asked, more: object = {}) {
  const stamp = await stampSeen(f, it.visitor, at(50));
  return { stamp, more: "", why: "colleague" as const, saysLanguages: true, ...more };
}
const say = async (it: Asked, more: object = {}) =>
  sayWrongContact(f.ctx(it.visitor, at()), await form(it, more));
const mailsOf = (it: Asked) =>
  f.sql<{ recipient: string; variables: { colleague: string | null; kind: string } }>(
    "select recipient, variables from emails where partner_id = $1 and template = 'partner-wrong-contact'",
    [it.company.id],
  );
const saidOf = (it: Asked) =>
  f.sql<{ why: string; colleague: string | null }>(
    "select why, colleague from wrong_contacts where request_id = $1",
    [it.request.id],
  );

test("the partner is told, it is recorded, and nothing ends (D30)", async () => {
  const it = await ask(f);
  const before = await reading(f.ctx(it.visitor, at()), getAskedRequest);
  await say(it, { colleague: " Anna Bakker <anna@elsewhere.example> " });
  expect(await saidOf(it)).toEqual([
    { why: "colleague", colleague: "Anna Bakker <anna@elsewhere.example>" },
  ]);
  const mails = await mailsOf(it);
  expect(mails.length).toBeGreaterThan(0);
  expect(mails.map(({ variables }) => variables.kind)).toContain("colleague");
  // Nothing goes to who was named, whatever was typed.
  expect(await f.sql("select id from emails where recipient ilike '%elsewhere.example%'")).toEqual(
    [],
  );
  expect(await reading(f.ctx(it.visitor, at()), getAskedRequest)).toEqual(before);
  const [audit] = await f.sql<{ event: string }>(
    "select event from audit_log where subject_id = $1 and event = 'consent.wrong_contact'",
    [it.association.id],
  );
  expect(audit).toBeDefined();
  const answered = await formOf(f, it.visitor, at(70));
  const answer = { ...answered, decision: "accept" as const, saysLanguages: true };
  expect((await answerConsent(f.ctx(it.visitor, at(70)), answer)).kind).toBe("stored");
});

test("the partner sees it where the request waits, and another partner does not", async () => {
  const it = await ask(f);
  await say(it, { why: "elsewhere" });
  const input = {
    slug: it.engagement.slug,
    associationId: it.association.id,
    draft: null,
    step: "start" as const,
  };
  const view = await reading(f.ctx(it.company.admin, at(65)), (tx) => askConsentView(tx, input));
  expect(view.screen).toMatchObject({
    kind: "asked",
    wrongContact: { why: "elsewhere", colleague: null },
  });
  const other = await f.partner();
  const seen = reading(f.ctx(other.admin, at(65)), (tx) => askConsentView(tx, input));
  await expect(seen).rejects.toMatchObject({ code: "not_found" });
});

test.each<[string, object, string]>([
  ["nothing chosen", { why: undefined }, "choose_why"],
  ["something else chosen", { why: "x" }, "choose_why"],
  ["no stamp of a page of ours", { stamp: "forged" }, "form_forged"],
  ["the trap filled", { more: "x" }, "trap_filled"],
  ["a machine that says no languages", { saysLanguages: false }, "form_forged"],
])("%s tells nobody", async (_, more, code) => {
  const it = await ask(f);
  await expect(say(it, more)).rejects.toMatchObject({ code });
  expect([await saidOf(it), await mailsOf(it)]).toEqual([[], []]);
});

test("faster than a person, and by a robot, nobody is told either", async () => {
  const it = await ask(f);
  const stamp = await stampSeen(f, it.visitor, at(60));
  const fast = sayWrongContact(f.ctx(it.visitor, at(60)), { ...(await form(it)), stamp });
  await expect(fast).rejects.toMatchObject({ code: "form_too_fast" });
  const robot = { ...it.visitor, userAgent: "Mozilla/5.0 (compatible; Proofpoint)" };
  const by = sayWrongContact(f.ctx(robot, at(60)), await form(it));
  await expect(by).rejects.toMatchObject({ code: "form_forged" });
  expect(await saidOf(it)).toEqual([]);
});

test("it is limited for each request", async () => {
  const it = await ask(f);
  for (let n = 0; n < MESSAGES_OF_REQUEST; n++) await say(it);
  await expect(say(it)).rejects.toMatchObject({ code: "rate_limited_link" });
  expect(await saidOf(it)).toHaveLength(MESSAGES_OF_REQUEST);
});

test("of a request that has ended there is nothing to tell", async () => {
  const it = await ask(f);
  await f.sql("update consent_requests set replaced_at = $2 where id = $1", [it.request.id, f.now]);
  await expect(say(it)).rejects.toMatchObject({ code: "replaced" });
  expect(await mailsOf(it)).toEqual([]);
});

test("only a visitor says it", async () => {
  const it = await ask(f);
  const by = sayWrongContact(f.ctx(it.company.admin, at()), await form(it));
  await expect(by).rejects.toMatchObject({ code: "forbidden" });
});
