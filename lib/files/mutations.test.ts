import { readFileSync } from "node:fs";
import fc from "fast-check";
import { Refusal } from "@/lib/errors";
import { jpeg, office, png, webp } from "@/testing/documents";
import { pdfOf } from "@/testing/pdfs";
import { tries } from "@/testing/tries";
import { mediaTypeOf } from "./content";
import { letGo, receiveBytes } from "./receive";

/** More with `MUTATIONS=2000`; a PDF takes a process of its own, so that fewer of them are tried. */
const RUNS = tries("MUTATIONS", { ci: 30, whole: 1_000 });

const real: Record<string, Buffer> = {
  "a.docx": readFileSync("public/templates/findings-and-recommendations.docx"),
  "a.xlsx": office("xlsx", [{ name: "xl/sheet.xml", bytes: Buffer.from("<a><f>SUM(A1)</f></a>") }]),
  "a.png": png(),
  "a.jpg": jpeg(),
  "a.webp": webp(),
};
const pdfs = [
  pdfOf({ catalog: "/OpenAction [3 0 R /Fit]", objects: ["<< /A (b) >>"] }),
  pdfOf({ packed: true, objects: ["<< /A (b) >>", "<< /B [1 2 3] >>"] }),
];

/** Some bytes changed, a piece taken out, doubled or moved. */
const mutation = (length: number) => {
  const place = fc.nat({ max: length - 1 });
  return fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("byte" as const), at: place, value: fc.nat({ max: 255 }) }),
      fc.record({ kind: fc.constant("cut" as const), at: place, value: fc.nat({ max: 400 }) }),
      fc.record({ kind: fc.constant("twice" as const), at: place, value: fc.nat({ max: 4_000 }) }),
    ),
    { minLength: 1, maxLength: 8 },
  );
};
type Change = { kind: "byte" | "cut" | "twice"; at: number; value: number };

function changed(bytes: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce((now, { kind, at, value }) => {
    if (kind === "cut") return Buffer.concat([now.subarray(0, at), now.subarray(at + value)]);
    if (kind === "twice") return Buffer.concat([now.subarray(0, at + value), now.subarray(at)]);
    const next = Buffer.from(now);
    if (at < next.length) next[at] = value;
    return next;
  }, bytes);
}

/** A verdict, whatever it is: anything but a Refusal is thrown on and fails the test. */
async function judge(name: string, bytes: Buffer): Promise<void> {
  const file = await receiveBytes(bytes);
  try {
    await mediaTypeOf(file, name);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  } finally {
    await letGo(file);
  }
}

describe("files changed at random get a verdict and hurt nothing (D28)", () => {
  test.each(Object.entries(real))(
    "%s",
    async (name, bytes) => {
      await fc.assert(
        fc.asyncProperty(mutation(bytes.length), (changes) => judge(name, changed(bytes, changes))),
        { numRuns: RUNS },
      );
    },
    600_000,
  );

  test("PDF", async () => {
    const one = fc
      .constantFrom(...pdfs)
      .chain((bytes) => mutation(bytes.length).map((changes) => changed(bytes, changes)));
    await fc.assert(
      fc.asyncProperty(one, (bytes) => judge("a.pdf", bytes)),
      { numRuns: Math.ceil(RUNS / 10) },
    );
  }, 600_000);
});
