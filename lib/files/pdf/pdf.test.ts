import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { constants, deflateRawSync, deflateSync } from "node:zlib";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { pdfOf, type Pdf } from "@/testing/pdfs";
import { letGo, receiveBytes } from "../receive";
import { checkPdf } from "./check";

/** What the program says of many files, each as if it were the only one. */
function verdicts(files: Buffer[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "pdfs-"));
  const paths = files.map((bytes, at) => {
    const file = path.join(folder, String(at));
    writeFileSync(file, bytes);
    return file;
  });
  const args = ["--no-warnings", path.join(__dirname, "look.ts"), ...paths];
  const said = execFileSync(process.execPath, args, { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  const line = z.object({ code: z.string().nullable() });
  return said
    .trim()
    .split("\n")
    .map((one) => line.parse(JSON.parse(one)).code ?? "taken");
}

/** As the product asks, by a process of its own, with limits. */
async function verdict(bytes: Buffer): Promise<string> {
  const file = await receiveBytes(bytes);
  try {
    await checkPdf(file);
    return "taken";
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code;
  } finally {
    await letGo(file);
  }
}

const opens = (action: string): Pdf => ({ catalog: `/OpenAction ${action}` });
const click = (action: string): Pdf => ({
  page: `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A ${action} >>]`,
});
const script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
const attached = (name: string, bytes: string | Buffer, more = ""): Pdf => ({
  catalog: `/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >> ${more}`,
  objects: [
    `<< /Type /Filespec /F (${name}) /UF (${name}) /EF << /F 6 0 R /UF 6 0 R >> >>`,
    { dict: "/Type /EmbeddedFile /Filter /FlateDecode", bytes: deflateSync(Buffer.from(bytes)) },
  ],
});

/** A later object of the same number, which the index does not lead to, hides one that it does. */
function hidden(): Buffer {
  const bytes = pdfOf({
    packed: true,
    catalog: "/OpenAction 5 0 R",
    objects: ["<< /S /Launch /F (cmd.exe) >>"],
  });
  return Buffer.concat([bytes, Buffer.from("5 0 obj\n<< /S /GoTo /D [3 0 R /Fit] >>\nendobj\n")]);
}

/** An object within the bytes of another one, to which the index leads. */
function inside(): Buffer {
  const plain = pdfOf({
    objects: [
      { dict: "", bytes: Buffer.from("6 0 obj << /S /L#61unch /F (cmd.exe) >> endobj") },
      "<< /A 1 >>",
    ],
    catalog: "/OpenAction 6 0 R",
  }).toString("latin1");
  const at = plain.indexOf("6 0 obj << /S");
  const real = plain.indexOf("6 0 obj\n");
  return Buffer.from(
    plain.replace(String(real).padStart(10, "0"), String(at).padStart(10, "0")),
    "latin1",
  );
}

/** Spaces packed: so many megabytes, of which no more than one is ever held here. */
function endless(megabytes: number): Buffer {
  const one = deflateRawSync(Buffer.alloc(1 << 20, " "), { finishFlush: constants.Z_FULL_FLUSH });
  const end = Buffer.from([3, 0, 0, 0, 0, 0]);
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array<Buffer>(megabytes).fill(one), end]);
}

describe("PDFs in which something acts by itself (D28)", () => {
  const cases: [what: string, file: Pdf | Buffer, code: string][] = [
    ["a script on opening", opens(script), "file_scripts"],
    [
      "a script behind a reference",
      { catalog: "/OpenAction 5 0 R", objects: [script] },
      "file_scripts",
    ],
    [
      "a script in a packed object",
      { catalog: "/OpenAction 5 0 R", objects: [script], packed: true },
      "file_scripts",
    ],
    [
      "a script by an escaped name",
      opens("<< /S /#4aavaScript /#4aS <6170702e616c657274283129> >>"),
      "file_scripts",
    ],
    [
      "a script whose kind is a reference",
      { catalog: "/OpenAction << /S 5 0 R /JS (1) >>", objects: ["/JavaScript"] },
      "file_scripts",
    ],
    [
      "a script by name",
      { catalog: `/Names << /JavaScript << /Names [(a) ${script}] >> >>` },
      "file_scripts",
    ],
    ["a script on a click", click(script), "file_scripts"],
    ["a script when a page is left", { page: `/AA << /C ${script} >>` }, "file_scripts"],
    [
      "a script after a step",
      opens(`<< /S /GoTo /D [3 0 R /Fit] /Next [${script}] >>`),
      "file_scripts",
    ],
    [
      "a script in a stream",
      {
        catalog: "/OpenAction << /S /JavaScript /JS 5 0 R >>",
        objects: [
          {
            dict: "/Filter [/ASCIIHexDecode /FlateDecode]",
            bytes: Buffer.from(deflateSync(Buffer.from("app.alert(1)")).toString("hex")),
          },
        ],
      },
      "file_scripts",
    ],
    ["a script of a rendition", click("<< /S /Rendition /JS (1) >>"), "file_scripts"],
    [
      "a script of a field",
      { catalog: `/AcroForm << /Fields [<< /FT /Tx /T (a) /AA << /K ${script} >> >>] >>` },
      "file_scripts",
    ],
    ["a program that is started", opens("<< /S /Launch /F (cmd.exe) >>"), "file_acts"],
    [
      "a program that is started by a click",
      click("<< /S /Launch /Win << /F (cmd.exe) >> >>"),
      "file_acts",
    ],
    ["such a one behind a newer object", hidden(), "file_acts"],
    ["such a one in the middle of other bytes", inside(), "file_acts"],
    [
      "an address that is opened on opening",
      opens("<< /S /URI /URI (https://evil.example) >>"),
      "file_acts",
    ],
    [
      "an address after a step",
      opens("<< /S /GoTo /D [3 0 R /Fit] /Next << /S /URI /URI (https://evil.example) >> >>"),
      "file_acts",
    ],
    [
      "an address when a page is shown",
      { page: "/AA << /O << /S /URI /URI (https://evil.example) >> >>" },
      "file_acts",
    ],
    [
      "another file that is opened on opening",
      opens("<< /S /GoToR /F (\\\\\\\\evil\\\\a.pdf) /D [0 /Fit] >>"),
      "file_acts",
    ],
    ["printing on opening", opens("<< /S /Named /N /Print >>"), "file_acts"],
    ["a form that is sent", click("<< /S /SubmitForm /F (https://evil.example) >>"), "file_acts"],
    ["a form that takes data in", click("<< /S /ImportData /F (a.fdf) >>"), "file_acts"],
    ["a way into an attached file", click("<< /S /GoToE /T << /R /C /N (a) >> >>"), "file_acts"],
    [
      "film",
      { page: "/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>]" },
      "file_media",
    ],
    ["3D", { page: "/Annots [<< /Type /Annot /Subtype /3D /Rect [0 0 9 9] >>]" }, "file_media"],
    ["sound on a click", click("<< /S /Sound /Sound 5 0 R >>"), "file_media"],
    [
      "a form of Adobe's",
      {
        catalog: "/AcroForm << /XFA 5 0 R /Fields [] >>",
        objects: [{ dict: "", bytes: Buffer.from("<xdp/>") }],
      },
      "file_form",
    ],
    ["a portfolio", { catalog: "/Collection << /View /D >>" }, "file_portfolio"],
    [
      "a picture from elsewhere",
      {
        objects: [
          {
            dict: "/Type /XObject /Subtype /Image /F << /FS /URL /F (https://evil.example) >>",
            bytes: Buffer.from(""),
          },
        ],
      },
      "file_links",
    ],
    [
      "a page of another file",
      {
        objects: [{ dict: "/Subtype /Form /Ref << /F (a.pdf) /Page 1 >>", bytes: Buffer.from("") }],
      },
      "file_links",
    ],
    ["an attached program", attached("run.exe", "MZ"), "file_attachment"],
    ["an attached program by another name", attached("invoice.xml", "MZ\u0090"), "file_attachment"],
    ["an attached page", attached("invoice.xml", "<html><script>"), "file_attachment"],
    ["an attached document", attached("a.docm", "PK"), "file_attachment"],
    ["an attached file with a second ending", attached("invoice.pdf.js", "x"), "file_attachment"],
    [
      "no page",
      Buffer.from(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF",
      ),
      "file_damaged",
    ],
    ["half of a file", pdfOf().subarray(0, 300), "file_damaged"],
    [
      "packed objects whose kind is told later",
      {
        objects: [
          {
            dict: "/Type 6 0 R /N 1 /First 4 /Filter /FlateDecode",
            bytes: deflateSync(Buffer.from("9 0 << /S /Launch >>")),
          },
          "/ObjStm",
        ],
      },
      "file_damaged",
    ],
    [
      "packed objects without a kind",
      {
        objects: [
          {
            dict: "/N 1 /First 4 /Filter /FlateDecode",
            bytes: deflateSync(Buffer.from("9 0 << /S /Launch >>")),
          },
        ],
      },
      "file_damaged",
    ],
    [
      "packed objects of which one is broken",
      {
        objects: [
          {
            dict: "/Type /ObjStm /N 2 /First 8 /Filter /FlateDecode",
            bytes: deflateSync(Buffer.from("8 0 9 3 >> << /S /Launch >>")),
          },
        ],
      },
      "file_damaged",
    ],
    ["a plain page", {}, "taken"],
    ["a link that waits for a click", click("<< /S /URI /URI (https://fine.example) >>"), "taken"],
    ["a place to begin at", opens("[3 0 R /Fit]"), "taken"],
    ["a step to begin with", opens("<< /S /GoTo /D [3 0 R /Fit] >>"), "taken"],
    [
      "the XML of an e-invoice",
      attached("factur-x.xml", "<?xml version='1.0'?><rsm:CrossIndustryInvoice/>", "/AF [5 0 R]"),
      "taken",
    ],
    ["an attached picture", attached("scan.png", "\u0089PNG"), "taken"],
    ["an attached table", attached("lines.csv", "a;b"), "taken"],
    [
      "a form without scripts",
      { catalog: "/AcroForm << /Fields [<< /FT /Tx /T (a) /V (b) >>] >>" },
      "taken",
    ],
    [
      "a border whose style is S",
      { page: "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /BS << /S /S >> >>]" },
      "taken",
    ],
    [
      "a colour of the name JS",
      { page: "/Group << /S /Transparency >>", objects: ["<< /JS << /Type /ExtGState >> >>"] },
      "taken",
    ],
  ];
  let found: string[];
  beforeAll(() => {
    found = verdicts(cases.map(([, file]) => (Buffer.isBuffer(file) ? file : pdfOf(file))));
  }, 60_000);

  test.each(cases.map(([what, , code], at): [string, string, number] => [what, code, at]))(
    "%s: %s",
    (_what, code, at) => {
      expect(found[at]).toBe(code);
    },
  );

  test.each<[what: string, file: Buffer, code: string]>([
    ["a script on opening", pdfOf(opens(script)), "file_scripts"],
    ["half of a file", pdfOf().subarray(0, 300), "file_damaged"],
    [
      "a file that grows without end",
      pdfOf({
        objects: [
          {
            dict: "/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]",
            bytes: deflateSync(endless(1_500)),
          },
        ],
      }),
      "file_damaged",
    ],
  ])(
    "%s is refused by the process",
    async (_what, file, code) => {
      expect(await verdict(file)).toBe(code);
    },
    60_000,
  );

  test("six at once wait for each other and all get an answer", async () => {
    const six = Array.from({ length: 6 }, () => verdict(pdfOf()));
    expect(await Promise.all(six)).toEqual(six.map(() => "taken"));
  });
});
