import { ask, formOf } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { answerConsent } from "../consent/answer";
import { reportRequest } from "../consent/report";
import { sayWrongContact } from "../consent/wrong-contact";
import { Refusal } from "../errors";
import { CODES_A_DAY, MESSAGES_OF_REQUEST } from "./rules";

const f = fixture();
const at = new Date(f.now.getTime() + 3_600_000);
type Form = Awaited<ReturnType<typeof formOf>>;
type Ctx = ReturnType<typeof f.ctx>;

test.each<[string, string, number, (ctx: Ctx, form: Form, n: number) => Promise<unknown>]>([
  [
    "reports",
    "consent_reports",
    MESSAGES_OF_REQUEST,
    (ctx, form) => reportRequest(ctx, { ...form, message: "Wie zijn jullie?" }),
  ],
  [
    "hints of another contact",
    "wrong_contacts",
    MESSAGES_OF_REQUEST,
    (ctx, form) => sayWrongContact(ctx, { ...form, why: "elsewhere" }),
  ],
  [
    "codes",
    "answer_codes",
    CODES_A_DAY,
    (ctx, form, n) =>
      answerConsent(ctx, {
        ...form,
        decision: "accept",
        fullName: `Nobody ${"abcdefghijkl".charAt(n)}`,
      }),
  ],
])("12 at once: of %s no more than allowed stay", async (_, table, most, act) => {
  const it = await ask(f);
  const form = await formOf(f, it.visitor, at);
  const done = await Promise.allSettled(
    Array.from({ length: 12 }, (_one, n) => act(f.ctx(it.visitor, at), form, n)),
  );
  const refused = done.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  expect(refused).toHaveLength(12 - most);
  for (const why of refused) expect(why instanceof Refusal && why.code).toBe("rate_limited_link");
  const [kept] = await f.sql(`select count(*)::int as n from ${table} where request_id = $1`, [
    it.request.id,
  ]);
  expect(kept).toEqual({ n: most });
});
