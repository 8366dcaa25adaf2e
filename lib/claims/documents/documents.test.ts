import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, utimesSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { reading, type PartnerUser } from "@/lib/ctx";
import { getConfig } from "@/lib/config";
import { getFiles } from "@/lib/files/files";
import { receiveBytes } from "@/lib/files/receive";
import { keyOf } from "@/lib/files/store";
import { decided } from "@/testing/claim-moves";
import { claimOf, consented, giveProof, submitted, type Consented } from "@/testing/claims";
import { jpeg, pdf, png } from "@/testing/documents";
import { fixture } from "@/testing/fixture";
import { refusal, refusedWith } from "@/testing/refusal";
import { installation, realNow } from "@/testing/stores";
import { addDocument } from "./add";
import { checkTakesDocuments, getDocument, listDocuments } from "./queries";
import { removeDocument } from "./remove";
import { sweepFiles } from "./sweep";

const f = fixture();
const DAY = 86_400_000;
const after = (days: number) => new Date(f.now.getTime() + days * DAY);

type Extra = {
  by?: PartnerUser;
  at?: Date;
  name?: string;
  bytes?: Buffer;
  requirement?: string;
};

async function add(
  it: Consented,
  { by, at = after(3), name = "a.png", bytes = mine(), requirement = "invoice" }: Extra = {},
) {
  return addDocument(f.ctx(by ?? it.company.admin, at), {
    number: it.claim.number,
    requirement,
    name,
    file: await receiveBytes(bytes),
  });
}
const remove = (it: Consented, documentId: string, by = it.company.admin, at = after(4)) =>
  removeDocument(f.ctx(by, at), { number: it.claim.number, documentId });
const list = (it: Consented) =>
  reading(f.ctx(it.company.admin), (tx) => listDocuments(tx, it.claim.id));
const events = (it: Consented) =>
  f.sql<{ event: string; data: Record<string, unknown> }>(
    "select event, data from audit_log where subject_id = $1 and event like 'document.%' order by seq",
    [it.claim.id],
  );
const stored = async () => {
  const found: string[] = [];
  for await (const { sha256 } of (await getFiles(f.system())).list()) found.push(sha256);
  return found;
};
const received = () => {
  const folder = path.join(getConfig().FILES_DIR, "incoming");
  return existsSync(folder) ? readdirSync(folder) : [];
};
/** A picture that no other test has; unlike a PDF, it is looked into within this process. */
const mine = () => Buffer.concat([png(), Buffer.from(randomUUID())]);

/** A colleague who works at another location of the same company. */
async function elsewhere(it: Consented): Promise<PartnerUser> {
  const place = await f.location(it.company);
  return f.user(it.company, { grants: [{ role: "incentives_user", locationId: place.id }] });
}

describe("adding a document (W3)", () => {
  test("keeps its bytes under their hash, its row, and who did it", async () => {
    const it = await consented(f);
    const bytes = pdf(randomUUID());
    const { id } = await add(it, { name: "C:\\proof\\Factuur é.pdf", bytes });
    const { documents, removed } = await list(it);
    expect(documents).toMatchObject([
      {
        id,
        requirement: "invoice",
        name: "Factuur é.pdf",
        mediaType: "application/pdf",
        size: bytes.length,
        uploadedAt: after(3),
        uploadedBy: it.company.admin.name,
      },
    ]);
    expect(removed).toEqual([]);
    expect(await events(it)).toMatchObject([
      { event: "document.added", data: { number: it.claim.number, name: "Factuur é.pdf" } },
    ]);
    const { sha256 } = await reading(f.ctx(it.company.admin), (tx) =>
      getDocument(tx, { number: it.claim.number, documentId: id }),
    );
    expect(await text((await (await getFiles(f.system())).read(sha256))!)).toBe(bytes.toString());
    expect(received()).toEqual([]);
  });

  test("a file that comes twice is kept once, in one row of a claim and one store of all", async () => {
    const [it, other] = [await consented(f), await consented(f)];
    const bytes = mine();
    const before = (await stored()).length;
    const first = await add(it, { bytes });
    await expect(add(it, { bytes, name: "again.png" })).rejects.toMatchObject({
      errors: [{ code: "same_file", params: { name: first.name } }],
    });
    await add(other, { bytes });
    expect((await list(it)).documents).toHaveLength(1);
    expect((await list(other)).documents).toHaveLength(1);
    expect((await stored()).length).toBe(before + 1);
    expect(await events(it)).toHaveLength(1);
  });

  test("the same file under another requirement is taken, and told as such", async () => {
    const engagement = await f.engagement({
      poe: [{ kind: "invoice" }, { kind: "findings_and_recommendations" }],
    });
    const it = await consented(f, { engagement });
    const bytes = mine();
    await add(it, { bytes });
    expect((await list(it)).documents).toMatchObject([{ sameAs: null }]);
    await add(it, { bytes, at: after(4), requirement: "findings_and_recommendations" });
    expect((await list(it)).documents).toMatchObject([
      { sameAs: "findings_and_recommendations" },
      { sameAs: "invoice" },
    ]);
  });

  test("takes ten, also when twelve come at once, and again after a removal", async () => {
    const it = await consented(f);
    const twelve = await Promise.allSettled(Array.from({ length: 12 }, () => add(it)));
    expect(twelve.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    await expect(add(it)).rejects.toMatchObject({ code: "too_many_documents" });
    const [one] = (await list(it)).documents;
    await remove(it, one!.id);
    await add(it);
    expect((await list(it)).documents).toHaveLength(10);
  });

  test.each([
    ["HTML in a PDF's name", "a.pdf", Buffer.from("<html>"), "file_mismatch"],
    ["no name", "..", pdf(), "file_name"],
    ["a long name", `${"n".repeat(252)}.pdf`, pdf(), "file_name_long"],
    ["a picture too large", "a.png", png(12_000, 10_000), "file_pixels"],
  ])("%s leaves nothing behind", async (_what, name, bytes, code) => {
    const it = await consented(f);
    const before = await stored();
    await expect(add(it, { name, bytes })).rejects.toMatchObject({ code });
    expect(await list(it)).toEqual({ documents: [], removed: [] });
    expect([await stored(), received()]).toEqual([before, []]);
  });

  test("a name of 255 characters of any script is taken", async () => {
    const it = await consented(f);
    const name = `${"請".repeat(250)}🎉.png`;
    await add(it, { name });
    expect((await list(it)).documents[0]?.name).toBe(name);
  });
});

describe("who and when (W1, W11)", () => {
  test("without a role: refused", async () => {
    const it = await consented(f);
    const { id } = await add(it);
    const colleague = await f.user(it.company);
    await expect(add(it, { by: colleague })).rejects.toMatchObject({ code: "no_role" });
    await expect(remove(it, id, colleague)).rejects.toMatchObject({ code: "no_role" });
    const operator = await f.operator();
    await expect(
      removeDocument(f.ctx(operator), { number: it.claim.number, documentId: id }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  test("another partner's and another location's are not found", async () => {
    const it = await consented(f);
    const { id } = await add(it);
    for (const stranger of [(await f.partner()).admin, await elsewhere(it)]) {
      await expect(add(it, { by: stranger })).rejects.toMatchObject({ code: "not_found" });
      await expect(remove(it, id, stranger)).rejects.toMatchObject({ code: "not_found" });
      await expect(
        reading(f.ctx(stranger), (tx) =>
          getDocument(tx, { number: it.claim.number, documentId: id }),
        ),
      ).rejects.toMatchObject({ code: "not_found" });
      expect(await reading(f.ctx(stranger), (tx) => listDocuments(tx, it.claim.id))).toEqual({
        documents: [],
        removed: [],
      });
    }
    expect((await list(it)).documents).toHaveLength(1);
  });

  test("a document answers under its own claim alone", async () => {
    const it = await consented(f);
    const { id } = await add(it);
    const other = await consented(f, { company: it.company });
    await expect(remove(other, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(
      reading(f.ctx(it.company.admin), (tx) =>
        getDocument(tx, { number: other.claim.number, documentId: id }),
      ),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test("staff of the programme read it, those of the claim's own company do not (W12)", async () => {
    const it = await decided(f, "action_required");
    const { id } = await add(it, { at: after(13) });
    const asked = { number: it.claim.number, documentId: id };
    const operator = await f.operator();
    expect(await reading(f.ctx(operator), (tx) => getDocument(tx, asked))).toMatchObject({
      name: "a.png",
    });
    const own = await f.operator({ companies: [it.company.id] });
    await expect(reading(f.ctx(own), (tx) => getDocument(tx, asked))).rejects.toMatchObject({
      code: "own_company",
    });
  });

  test("a claim that was sent in takes nothing and gives nothing away", async () => {
    const it = await submitted(f);
    const [one] = (await list(it)).documents;
    const late = { at: after(12) };
    await expect(add(it, late)).rejects.toMatchObject({ code: "claim_closed" });
    await expect(remove(it, one!.id, it.company.admin, late.at)).rejects.toMatchObject({
      code: "claim_closed",
    });
    await expect(
      reading(f.ctx(it.company.admin, late.at), (tx) =>
        checkTakesDocuments(tx, { number: it.claim.number, requirement: "invoice" }),
      ),
    ).rejects.toMatchObject({ code: "claim_closed" });
  });

  test("to the last instant of the delivery window, and not a millisecond longer (D9)", async () => {
    const it = await consented(f);
    const due = it.claim.deliveryDueAt.getTime();
    await add(it, { at: new Date(due - 1) });
    await expect(add(it, { at: new Date(due) })).rejects.toMatchObject({ code: "claim_expired" });
    await expect(
      reading(f.ctx(it.company.admin, new Date(due)), (tx) =>
        checkTakesDocuments(tx, { number: it.claim.number, requirement: "invoice" }),
      ),
    ).rejects.toMatchObject({ code: "claim_expired" });
  });
});

describe("removing a document (W3)", () => {
  test("keeps its row for the history, and is told once", async () => {
    const it = await consented(f);
    const { id } = await add(it);
    expect(await remove(it, id)).toEqual({ name: "a.png" });
    expect(await list(it)).toMatchObject({
      documents: [],
      removed: [{ id, removedAt: after(4), removedBy: it.company.admin.name, wasSentIn: false }],
    });
    await expect(remove(it, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(
      reading(f.ctx(it.company.admin), (tx) =>
        getDocument(tx, { number: it.claim.number, documentId: id }),
      ),
    ).rejects.toMatchObject({ code: "not_found" });
    expect((await events(it)).map(({ event }) => event)).toEqual([
      "document.added",
      "document.removed",
    ]);
  });

  test("what the programme has had stays to be read (W12)", async () => {
    const it = await consented(f);
    const bytes = mine();
    const { id } = await add(it, { bytes });
    await giveProof(f, { ...it.claim, requires: [] });
    await sendBack(it);
    await remove(it, id, it.company.admin, after(14));
    const removed = (await list(it)).removed;
    expect(removed).toMatchObject([{ id, wasSentIn: true }]);
    const asked = { number: it.claim.number, documentId: id };
    const { sha256 } = await reading(f.ctx(it.company.admin), (tx) => getDocument(tx, asked));
    const kept = path.join(getConfig().FILES_DIR, await installation(f), keyOf(sha256));
    utimesSync(kept, after(-60), after(-60));
    await sweepFiles(f.system(realNow()), { whole: true });
    expect(await (await getFiles(f.system())).find(sha256)).not.toBeNull();
  });

  /** Sent in on day 10, action required on day 12. */
  async function sendBack(it: Consented): Promise<void> {
    const { submitClaim } = await import("../submit-claim");
    await submitClaim(f.ctx(it.company.admin, after(10)), { number: it.claim.number });
    const operator = await f.operator();
    const claim = await claimOf(f, it.association.id);
    await f.db.transaction(f.scope(operator), async (db) => {
      await db.execute(
        `update workshop_claims set status = 'under_review', status_at = '${after(11).toISOString()}',
           reviewer_id = '${operator.userId}', reviewer_since = '${after(11).toISOString()}' where id = '${claim.id}'`,
      );
      await db.execute(
        `insert into claim_reviews (partner_id, claim_id, submitted_at, decision, reasons, comment, reviewer_id, reviewer_name, decided_at)
         values ('${claim.partnerId}', '${claim.id}', '${claim.submittedAt!.toISOString()}', 'action_required',
           '[{"requirement":"invoice","code":"x"}]', 'Please', '${operator.userId}', '${operator.name}', '${after(12).toISOString()}')`,
      );
      await db.execute(
        `update workshop_claims set status = 'action_required', status_at = '${after(12).toISOString()}' where id = '${claim.id}'`,
      );
    });
  }
});

describe("P14 what a version asks and takes as proof", () => {
  let it: Consented;
  beforeAll(async () => {
    it = await consented(f, {
      engagement: await f.engagement({
        poe: [
          { kind: "invoice", fileTypes: ["pdf", "jpg"] },
          { kind: "photos", optional: true },
          { kind: "customer_survey", optional: true },
        ],
      }),
    });
  });

  test("only what is required is fixed with the consent", () => {
    expect(it.claim.requires).toEqual(["invoice"]);
  });

  test("a file of another kind is told which are taken, and nothing is kept", async () => {
    const refused = await refusal(add(it, { name: "a.png", bytes: mine() }));
    expect(refused?.errors).toEqual([
      { field: "", code: "file_type_here", params: { types: "PDF, JPG" } },
    ]);
    await add(it, { name: "a.jpeg", bytes: jpeg() });
    await add(it, { name: "a.pdf", bytes: pdf("one") });
    expect((await list(it)).documents.map(({ name }) => name).sort()).toEqual(["a.jpeg", "a.pdf"]);
    expect(received()).toEqual([]);
  });

  test("what may be left out takes files too; what no version names takes none", async () => {
    await add(it, { requirement: "photos", bytes: mine() });
    for (const requirement of ["partner_survey", "customer_survey", "other"]) {
      expect([requirement, await refusedWith(add(it, { requirement }))]).toEqual([
        requirement,
        "not_found",
      ]);
      const look = reading(f.ctx(it.company.admin, after(3)), (tx) =>
        checkTakesDocuments(tx, { number: it.claim.number, requirement }),
      );
      expect([requirement, await refusedWith(look)]).toEqual([requirement, "not_found"]);
    }
  });
});
