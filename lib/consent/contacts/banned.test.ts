import { reportRequest } from "../report";
import { stopRequest } from "../reports/stop-request";
import { sendReleasedSurveys } from "../../claims/surveys/send-released";
import { ask, formOf } from "@/testing/asked";
import { contactCases, outside } from "@/testing/contacts";
import { fixture, type Company } from "@/testing/fixture";
import { sent, surveyed } from "@/testing/surveys";
import { resendConsent } from "../resend";
import { sendReleased } from "./send-released";

const f = fixture();
const { day, start, send, codesOf, mails, decide, edit } = contactCases(f);

/** The programme forbids the partner a mailbox of the customer, after a report of another request. */
async function ban(
  { company, tenant }: { company: Company; tenant: Awaited<ReturnType<typeof f.tenant>> },
  contactEmail: string,
) {
  const engagement = await f.engagement();
  await f.eligible(tenant, engagement);
  const known = await f.sql("select from known_customers where partner_id = $1", [company.id]);
  const association = known.length > 0 ? ({ origin: "claimed", customerEmail: null } as const) : {};
  const request = { contactEmail };
  const it = await ask(f, { company, tenant, engagement, association, request });
  const form = await formOf(f, it.visitor, day(1));
  await reportRequest(f.ctx(it.visitor, day(1)), { ...form, message: "Who?", saysLanguages: true });
  const [report] = await f.sql<{ id: string }>(
    "select id from consent_reports where request_id = $1",
    [it.request.id],
  );
  const stop = { report: report!.id, reason: "Nobody knows them." };
  await stopRequest(f.ctx(await f.operator(), day(1.5)), stop);
}
const asking = async (id: string, to: string) =>
  (await mails(id)).filter(
    ({ template, recipient }) => recipient === to && template.endsWith("-request"),
  );

describe("D19 once the programme forbade a mailbox", () => {
  test("what waited for a release is not sent", async () => {
    const it = await start();
    await send(it);
    const releaseId = await decide(it, "released");
    await ban(it, outside);
    await sendReleased(f.system(day(2)), { partnerId: it.company.id, releaseId });
    // The request of the report was written by hand: none went out by an act.
    expect(await asking(it.company.id, outside)).toEqual([]);
  });

  test("the survey that waited for a release is closed instead", async () => {
    const it = await sent(f, await surveyed(f));
    await edit(it, outside, "She did the workshop");
    const releaseId = await decide(it, "released");
    await ban(it, outside);
    await sendReleasedSurveys(f.system(day(6)), { partnerId: it.company.id, releaseId });
    expect(await asking(it.company.id, outside)).toEqual([]);
    const [survey] = await f.sql(
      "select closed_at from claim_surveys where claim_id = $1 and recipient_email = $2",
      [it.claim.id, outside],
    );
    expect(survey).toEqual({ closed_at: day(6) });
  });

  test("nothing is sent again", async () => {
    const it = await start();
    const to = `noor@${it.tenant.domain}`;
    await send(it, to);
    await ban(it, to);
    const before = (await asking(it.company.id, to)).length;
    const act = resendConsent(f.ctx(it.company.admin, day(2)), { associationId: it.round.id });
    expect(await codesOf(act)).toEqual([":not_found"]);
    expect(await asking(it.company.id, to)).toHaveLength(before);
  });
});
