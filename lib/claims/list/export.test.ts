import { transaction, type PartnerUser } from "@/lib/ctx";
import { openDatabase } from "@/db/client";
import { cancelClaim } from "@/lib/claims/cancel-claim";
import { walkTo } from "@/testing/claim-walk";
import { consented, paying, submitted } from "@/testing/claims";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import type { CsvForm } from "@/lib/csv/write";
import { csvColumns } from "./csv-columns";
import { exportClaims } from "./export";
import { claimsQuery } from "./schema";

const make = fixture();
let partner: Company;
let engagement: Engagement;

beforeEach(async () => {
  partner = await make.partner({ locations: [{ name: 'Café "Zuid", Gent' }, { name: "Lille" }] });
  engagement = await make.engagement();
});

/** A reader of RFC 4180 of its own: rows of fields. */
function read(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < csv.length;) {
    let field = "";
    if (csv[at] === '"') {
      for (at++; csv[at] !== '"' || csv[at + 1] === '"'; at++) {
        if (csv[at] === '"') at++;
        field += csv[at] ?? "";
      }
      at++;
    } else {
      while (at < csv.length && csv[at] !== "," && csv[at] !== "\r") field += csv[at++] ?? "";
    }
    row.push(field);
    if (csv[at] === "\r") {
      expect(csv[at + 1]).toBe("\n");
      rows.push(row);
      row = [];
      at += 2;
    } else at++;
  }
  return rows;
}

async function csv(
  search: Record<string, string> = {},
  actor: PartnerUser = partner.admin,
  at = make.now,
  form: CsvForm = "comma",
): Promise<string> {
  let text = "";
  for await (const part of exportClaims(make.ctx(actor, at), claimsQuery.parse(search), "en", form))
    text += part;
  return text;
}

async function lines(...args: Parameters<typeof csv>): Promise<Record<string, string>[]> {
  const [head = [], ...rows] = read((await csv(...args)).slice(1));
  return rows.map((row) => Object.fromEntries(row.map((field, at) => [head[at] ?? "", field])));
}

const claim = (name: string, place = 0) =>
  make.tenant({ name, eligibleFor: [engagement] }).then((tenant) =>
    consented(make, {
      company: partner,
      engagement,
      tenant,
      association: { locationId: partner.locations[place]!.id },
      at: make.now,
    }),
  );

describe("the claims as CSV", () => {
  it("begins with a byte order mark, has every column in both languages, and ends each line with CRLF", async () => {
    await claim("Bos");
    const text = await csv();
    expect(text.codePointAt(0)).toBe(0xfeff);
    expect(text.endsWith("\r\n")).toBe(true);
    const rows = read(text.slice(1));
    expect(rows.map((row) => row.length)).toEqual([csvColumns.length, csvColumns.length]);
    const dutch = exportClaims(make.ctx(partner.admin), claimsQuery.parse({}), "nl");
    expect((await dutch.next()).value).toMatch(/^\u{FEFF}"Claim-id";"Status";"Status sinds"/u);
  });

  it("is as the reader's spreadsheet opens it, with decimal commas, or as was asked", async () => {
    const { claim: made } = await claim("Bos; Duin");
    await make.sql(
      "update workshop_claims set invoice_number = 'A-1', invoice_amount = 1250.50, invoice_currency = 'EUR' where id = $1",
      [made.id],
    );
    const dutch = await csv({}, partner.admin, make.now, "semicolon");
    expect(dutch).toContain('"Bos; Duin"');
    expect(dutch).toMatch(/;1250,50;/);
    expect(dutch.split("\r\n").map((line) => line.split(";").length)[0]).toBe(csvColumns.length);
    expect(await csv()).toMatch(/,1250\.50,/);
  });

  it("D27 counts what can no longer be paid as nothing, also when nobody recorded its end yet", async () => {
    await paying(make, engagement.id);
    const late = await claim("Late");
    await claim("Running");
    const gone = await claim("Gone");
    await cancelClaim(make.ctx(partner.admin), { number: gone.claim.number });
    const at = new Date(late.claim.deliveryDueAt.getTime() - 1);
    const amounts = async (now: Date) =>
      new Map(
        (await lines({}, partner.admin, now)).map((row) => [
          row.Customer,
          `${row.Payout} ${row.Currency}`,
        ]),
      );
    const full = "4000.00 USD";
    expect(await amounts(at)).toEqual(
      new Map([
        ["Late", full],
        ["Running", full],
        ["Gone", "0.00 USD"],
      ]),
    );
    expect(await amounts(late.claim.deliveryDueAt)).toEqual(
      new Map([
        ["Late", "0.00 USD"],
        ["Running", "0.00 USD"],
        ["Gone", "0.00 USD"],
      ]),
    );
  });

  it("keeps quotes, commas, line ends and every script, and disarms formulas", async () => {
    const names = [
      'Zuid & "Noord", bv',
      "two\nlines\r\nand more",
      '=HYPERLINK("http://x")',
      "+31",
      "-1",
      "@SUM(A1)",
      "\tTab",
      "Łódź 北京 🚀 שלום",
    ];
    for (const name of names) await claim(name);
    const found = (await lines()).map((line) => line.Customer);
    const expected = names.map((name) => (/^[=+\-@\t\r\n]/.test(name) ? `'${name}` : name));
    expect(found.sort()).toEqual(expected.sort());
    expect((await lines())[0]).toMatchObject({
      Location: 'Café "Zuid", Gent',
      Partner: partner.name,
    });
  });

  it("tells everything of a claim, days and hours in the location's own zone", async () => {
    const sent = await submitted(make, { company: partner, engagement });
    const operator = await make.operator();
    const at = new Date("2026-03-25T23:30:00Z");
    await walkTo(make, sent, "rejected", operator, at);
    await transaction(make.ctx(partner.admin), (tx) =>
      tx.db.execute(
        `update workshop_claims set friendly_name = '=Eigen' where id = '${sent.claim.id}'`,
      ),
    );
    const [line] = await lines({}, partner.admin, new Date("2026-03-26T09:00:00Z"));
    expect(line).toMatchObject({
      "Claim ID": String(sent.claim.number),
      Status: "Rejected",
      "Friendly name": "'=Eigen",
      "Customer tenant ID": sent.tenant.id,
      "Customer domains": sent.tenant.domain,
      "Customer contact": "Zoë de Vries",
      "MPN location ID": partner.locations[0]!.mpnId,
      "Customer consent date": "2026-03-11",
      Rejected: "2026-03-26 00:30",
      Documents: "invoice.pdf",
      "Submitted by": partner.admin.name,
      "Dispute until": "2026-04-25",
      Deadline: "2026-04-25",
    });
  });

  it("tells codes in words, and domains in their own script", async () => {
    const reasons = ["group_company", "other: They merged", "Something else: of old"];
    for (const [n, mismatchReason] of reasons.entries()) {
      const tenant = await make.tenant({
        domains: [`xn--bcher-kva.d${n}.example`],
        eligibleFor: [engagement],
      });
      await consented(make, {
        company: partner,
        engagement,
        tenant,
        association: { mismatchReason },
      });
    }
    const told = (await lines()).map((line) => [
      line["Customer domains"],
      line["Domain mismatch reason"],
    ]);
    expect(told.sort()).toEqual([
      ["bücher.d0.example", "The contact works for another company of the group"],
      ["bücher.d1.example", "Another reason: They merged"],
      ["bücher.d2.example", "Something else: of old"],
    ]);
  });

  it("W11 has what the list has: the same filters, and the status as it is now", async () => {
    const { claim: first } = await claim("Wijnhandel Zuid");
    const { claim: second } = await claim("Bakkerij", 1);
    const late = new Date(make.now.getTime() + 91 * 86_400_000);
    const numbers = async (search: Record<string, string>, at = make.now) =>
      (await lines(search, partner.admin, at)).map((line) => Number(line["Claim ID"])).sort();
    expect(await numbers({})).toEqual([first.number, second.number].sort());
    expect(await numbers({ q: "wijn" })).toEqual([first.number]);
    expect(await numbers({ q: String(second.number) })).toEqual([second.number]);
    expect(await numbers({ q: partner.locations[1]!.mpnId })).toEqual([second.number]);
    expect(await numbers({ location: partner.locations[0]!.mpnId })).toEqual([first.number]);
    expect(await numbers({ engagement: "another" })).toEqual([]);
    expect(await numbers({ status: "to_do" })).toHaveLength(2);
    expect(await numbers({ status: "to_do" }, late)).toEqual([]);
    expect(await numbers({ status: "not_submitted_expired" }, late)).toHaveLength(2);
    expect((await lines({}, partner.admin, late))[0]).toMatchObject({
      Status: "Not submitted, expired",
      Deadline: "",
    });
    expect(
      await numbers({ due: "7" }, new Date(make.now.getTime() + 85 * 86_400_000)),
    ).toHaveLength(2);
  });

  it("S4 is of the actor's locations, for a role, and nobody else's", async () => {
    await claim("Secret");
    const { claim: mine } = await claim("Mine", 1);
    const user = await make.user(partner, {
      grants: [{ role: "incentives_user", locationId: partner.locations[1]!.id }],
    });
    expect((await lines({}, user)).map((line) => line["Claim ID"])).toEqual([String(mine.number)]);
    expect(await lines({ q: "secret" }, user)).toEqual([]);
    expect(await lines({}, (await make.partner()).admin)).toEqual([]);
    const colleague = make.ctx(await make.user(partner));
    expect(() => exportClaims(colleague, claimsQuery.parse({}), "en")).toThrow("no_role");
    const operator = make.ctx(await make.operator());
    expect(() => exportClaims(operator, claimsQuery.parse({}), "en")).toThrow("forbidden");
  });

  it("holds no connection between two portions, so that a slow or absent reader costs nothing", async () => {
    await claim("One");
    const db = openDatabase(make.urls().webUrl, { max: 1, timeoutMs: 20_000 });
    try {
      const slow = exportClaims({ ...make.ctx(partner.admin), db }, claimsQuery.parse({}), "en");
      await slow.next();
      await slow.next();
      // The one connection is free while the reader has not asked for more.
      expect(await db.query("select 1 as free", [])).toEqual([{ free: 1 }]);
      await slow.return();
      expect(await db.query("select 1 as free", [])).toEqual([{ free: 1 }]);
      expect((await slow.next()).done).toBe(true);
    } finally {
      await db.close();
    }
  });
});
