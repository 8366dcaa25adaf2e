import { claimsQuery } from "@/lib/claims/list/schema";
import { exportClaims } from "@/lib/claims/list/export";
import { payClaim } from "@/lib/claims/review/pay-claim";
import { transaction } from "@/lib/ctx";
import { loadCatalogue } from "@/lib/engagements/load-catalogue";
import { initProgramme } from "@/lib/programme/init-programme";
import { initInput } from "@/lib/programme/schema";
import { claimFacts } from "../claim/facts";
import { walkTo } from "@/testing/claim-walk";
import { inReview, paying } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { paymentsCsv } from "./payments";

const f = fixture();
const textOf = async (pieces: AsyncIterable<string>) => {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
};

test.each([
  ["EUR", "4000.00", "4000,00"],
  ["JPY", "400000", "400000"],
  ["KWD", "400.000", "400,000"],
])(
  "P13, P30 a programme in %s pays in it, from its beginning to its files",
  async (currency, amount, dutch) => {
    await f.sql("delete from programme");
    const given = { name: "Workshops", operator: "ida@programme.example", currency, add: true };
    await initProgramme(f.owner(), initInput.parse(given), { mails: false });
    await expect(loadCatalogue(f.owner())).rejects.toMatchObject({
      errors: [{ code: "catalogue_currency", params: { catalogue: "USD", programme: currency } }],
    });

    const engagement = await f.engagement();
    await paying(f, engagement.id);
    const it = await inReview(f, { engagement });
    const { claim, company, at } = it;
    expect([claim.payoutMinor, claim.currency]).toEqual([400_000, currency]);
    const facts = await transaction(f.ctx(company.admin), (tx) =>
      claimFacts(tx, String(claim.number)),
    );
    expect(facts.payout).toEqual({ minor: 400_000, currency });

    const ctx = f.ctx(company.admin, at);
    expect(await textOf(exportClaims(ctx, claimsQuery.parse({}), "en"))).toContain(
      `,${amount},${currency},${claim.band},`,
    );
    expect(await textOf(exportClaims(ctx, claimsQuery.parse({}), "nl"))).toContain(
      `;${dutch};${currency};${claim.band};`,
    );

    await walkTo(f, it, "approved", it.reviewer, at);
    const payer = await f.operator();
    const last = `,${amount},${currency},${claim.band},\r\n`;
    expect(await textOf(paymentsCsv(f.ctx(payer, at), "en"))).toContain(last);
    await payClaim(justIn(f.ctx(payer, at)), {
      number: claim.number,
      paymentReference: `PAY-${currency}`,
    });
    const mails = await f.sql<{ amount: unknown }>(
      "select variables -> 'amount' as amount from emails where template = 'claim-paid' and variables ->> 'paymentReference' = $1",
      [`PAY-${currency}`],
    );
    expect(mails[0]).toEqual({ amount: { minor: 400_000, currency } });
  },
);
