import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { fromBufferPromise } from "yauzl";
import type { PartnerUser } from "@/lib/ctx";
import { addDocument } from "@/lib/claims/documents/add";
import { removeDocument } from "@/lib/claims/documents/remove";
import { zipOf } from "@/lib/csv/zip";
import { getFiles } from "@/lib/files/files";
import { receiveBytes } from "@/lib/files/receive";
import { documentsArchive } from "@/lib/views/claim/documents-archive";
import { consented, type Consented } from "@/testing/claims";
import { png } from "@/testing/documents";
import { fixture, type Company } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { newPaths, safePart } from "./archive.rules";
import { documentsOf } from "./claim-documents";

const f = fixture();
const at = new Date(f.now.getTime() + 3 * 86_400_000);
let company: Company;
let it: Consented;
let bare: Consented;
beforeAll(async () => {
  company = await f.partner();
  const poe = [{ kind: "invoice" }, { kind: "findings_and_recommendations" }];
  it = await consented(f, { company, engagement: await f.engagement({ poe }) });
  bare = await consented(f, { company });
});

async function drained(some: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const one of some) if (one) count += 1;
  return count;
}

let added = 0;
async function add(claim: Consented, name: string, requirement = "invoice") {
  const bytes = Buffer.concat([png(), Buffer.from(randomUUID())]);
  const file = await receiveBytes(bytes);
  const { id } = await addDocument(
    f.ctx(claim.company.admin, new Date(at.getTime() - 1_000 + added++)),
    { number: claim.claim.number, requirement, name, file },
  );
  return { id, bytes };
}

async function unpacked(pieces: AsyncIterable<Uint8Array>): Promise<Map<string, Buffer>> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  const zip = await fromBufferPromise(Buffer.concat(all), {
    strictFileNames: true,
    validateEntrySizes: true,
  });
  const found = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry))
      parts.push(Buffer.from(part as Uint8Array));
    found.set(entry.fileName, Buffer.concat(parts));
  }
  return found;
}

const archive = async (who: PartnerUser, asked: { row?: string[]; all?: "yes"; query?: string }) =>
  unpacked(
    (
      await documentsArchive(f.ctx(who, at), {
        ...{ row: [], all: "", query: "", locale: "en", form: "comma", proof: (one) => one },
        ...asked,
      })
    ).pieces,
  );

test("B1: the documents of chosen claims as one archive; what is missing, and nobody else's, with the reason", async () => {
  const [one, same, other] = [
    await add(it, "Factuur é.png"),
    await add(it, "factuur É.PNG"),
    await add(it, "Factuur é.png", "findings_and_recommendations"),
  ];
  const sick = await add(it, "sick.png");
  await f.sql(
    "update claim_documents set quarantined_at = $2, scanned_at = $2, infection = 'X' where id = $1",
    [sick.id, at],
  );
  const theirs = await consented(f);
  await add(theirs, "theirs.png");
  const numbers = [it, bare, theirs].map(({ claim }) => String(claim.number));
  const found = await archive(company.admin, { row: [...numbers, numbers[0]!] });
  const name = (
    await f.sql<{ name: string }>("select name from tenants where id = $1", [it.tenant.id])
  )[0]!.name;
  const folder = safePart(`${numbers[0]} ${name}`);
  const [list] = [...found.keys()].slice(-1);
  expect([...found.keys()]).toEqual([
    `${folder}/invoice/Factuur é.png`,
    `${folder}/invoice/factuur É (2).PNG`,
    `${folder}/findings_and_recommendations/Factuur é.png`,
    "not in this archive.csv",
  ]);
  for (const [n, { bytes }] of [one, same, other].entries())
    expect([...found.values()][n]).toEqual(bytes);
  const lines = found.get(list!)!.toString().split("\r\n");
  expect(lines[1]).toContain("sick.png,The virus scanner found something harmful in it.");
  expect(lines[2]).toMatch(new RegExp(`^${numbers[1]},.*This claim has no files`));
  // Nothing of another company's claim is told but that it was asked for.
  expect(lines[3]).toBe(`${numbers[2]},,,,No claim that you may see has this ID.`);
  // By the filter the same, of one's own.
  expect([...(await archive(company.admin, { all: "yes" })).keys()]).toEqual([...found.keys()]);
  // At another location, nothing.
  const place = await f.location(company);
  const local = await f.user(company, {
    grants: [{ role: "incentives_user", locationId: place.id }],
  });
  expect([...(await archive(local, { row: numbers })).keys()]).toEqual(["not in this archive.csv"]);
  expect([...(await archive(local, { all: "yes" })).keys()]).toEqual([]);
  expect(await refusedWith(archive(await f.user(company), { row: numbers }))).toBe("no_role");
  expect(await refusedWith(archive(company.admin, {}))).toBe("bulk_choose_rows");
  expect(await refusedWith(archive(company.admin, { row: ["x"] }))).toBe("not_found");
});

test("what goes while it is read is told; where the reader's rights change it breaks off", async () => {
  const mine = await consented(f, { company });
  const gone = [await add(mine, "a.png"), await add(mine, "b.png")];
  const user = await f.user(company, { grants: [{ role: "incentives_admin", locationId: null }] });
  const files = await getFiles(f.system());
  const rest = Array.from({ length: 100 }, () => 1);
  const reading = documentsOf(f.ctx(user, at), files, [
    mine.claim.number,
    ...rest,
    bare.claim.number,
  ]);
  const first = (await reading.next()).value;
  expect(first && "bytes" in first).toBe(true);
  if (first && "bytes" in first) first.bytes.destroy();
  await removeDocument(f.ctx(company.admin, at), {
    number: mine.claim.number,
    documentId: gone[1]!.id,
  });
  expect((await reading.next()).value).toMatchObject({ why: "gone" });
  await f.sql("delete from role_grants where user_id = $1", [user.userId]);
  expect(await refusedWith(drained(reading))).toBe("no_role");
});

test("an archive holds nothing but what is on its way, and closes what it reads", async () => {
  let [made, closed] = [0, 0];
  async function* pieces() {
    try {
      for (;;) {
        await Promise.resolve();
        made += 1;
        yield Buffer.from(Array.from({ length: 65_536 }, () => Math.random() * 256));
      }
    } finally {
      closed += 1;
    }
  }
  async function* entries() {
    try {
      await Promise.resolve();
      for (let n = 0; ; n++) yield { name: `${n}.bin`, pieces: pieces() };
    } finally {
      closed += 1;
    }
  }
  const reading = zipOf(entries());
  for (let n = 0; n < 5; n++) await reading.next();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(made).toBeLessThan(20);
  await reading.return(undefined);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(closed).toBe(2);
  // Whoever leaves while the next file is being opened leaves that one closed too.
  const soon = () => new Promise((resolve) => setTimeout(resolve, 20));
  const late = Readable.from([Buffer.from("x")]);
  const left = zipOf(
    (async function* () {
      yield { name: "a", pieces: Readable.from([Buffer.from("y")]) };
      await soon();
      yield { name: "b", pieces: late };
    })(),
  );
  await left.next();
  await left.return(undefined);
  await soon();
  await soon();
  expect(late.destroyed).toBe(true);
  const broken = zipOf(
    (async function* () {
      await Promise.resolve();
      yield { name: "../up", pieces: pieces() };
    })(),
  );
  await expect(drained(broken)).rejects.toThrow("relative path");
});

test("names lead nowhere, are taken everywhere, and are each one's own", () => {
  const names = [
    "../../etc/passwd",
    "a\\b:c?.pdf",
    "CON.png",
    "..",
    "",
    "x\u202efdp.exe",
    "請求書.pdf",
    "é.pdf",
    "e\u0301.PDF",
    `${"🎉".repeat(99)}.docx`,
    "trailing. . ",
  ];
  const parts = names.map(safePart);
  expect(parts).toEqual([
    "_.._etc_passwd",
    "a_b_c_.pdf",
    "_CON.png",
    "_",
    "_",
    "x_fdp.exe",
    "請求書.pdf",
    "é.pdf",
    "é.PDF",
    `${"🎉".repeat(28)}.docx`,
    "trailing",
  ]);
  const pathOf = newPaths();
  const paths = [...names, ...names].map((name) => pathOf(["1 a/..", ".."], name));
  expect(new Set(paths.map((one) => one.toLowerCase())).size).toBe(paths.length);
  expect(paths.every((one) => /^1 a_\.?\/_\/[^/]+$/.test(one))).toBe(true);
});
