import { zip } from "./zip";

export type WordDocument = {
  title: string;
  /** Stands in the text and in the document's properties. */
  version: string;
  /** Headings, each with what to write under it. */
  sections: { heading: string; hints: string[] }[];
  /** A table to fill in, before the sections. */
  facts: string[];
  note: string[];
};

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const schemas = "http://schemas.openxmlformats.org";
const office = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** A Word document of headings, paragraphs and one table; the same bytes every time. */
export function word(document: WordDocument): Buffer {
  const parts: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="${schemas}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${office}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${office}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${schemas}/package/2006/relationships"><Relationship Id="rId1" Type="${schemas}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${schemas}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `<Relationships xmlns="${schemas}/package/2006/relationships"><Relationship Id="rId1" Type="${schemas}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    "docProps/core.xml": `<cp:coreProperties xmlns:cp="${schemas}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(document.title)}</dc:title><cp:version>${escaped(document.version)}</cp:version><dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created></cp:coreProperties>`,
    "word/styles.xml": styles(),
    "word/document.xml": body(document),
  };
  return zip(
    Object.entries(parts).map(([name, xml]) => ({ name, bytes: Buffer.from(declaration + xml) })),
  );
}

function body({ title, version, facts, sections, note }: WordDocument): string {
  const blocks = [
    paragraph(title, "Title"),
    paragraph(`Template version / Sjabloonversie: ${version}`),
    ...note.map((line) => paragraph(line)),
    table(facts),
    ...sections.flatMap(({ heading, hints }) => [
      paragraph(heading, "Heading1"),
      ...hints.map((hint) => paragraph(hint, "Hint")),
      paragraph(""),
    ]),
  ];
  return `<w:document xmlns:w="${schemas}/wordprocessingml/2006/main"><w:body>${blocks.join("")}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`;
}

function paragraph(text: string, style?: string): string {
  const look = style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : "";
  const run = text ? `<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>` : "";
  return `<w:p>${look}${run}</w:p>`;
}

function table(labels: string[]): string {
  const cell = (text: string, width: number) =>
    `<w:tc><w:tcPr><w:tcW w:w="${String(width)}" w:type="dxa"/></w:tcPr>${paragraph(text)}</w:tc>`;
  const sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
  const borders = sides.map((side) => `<w:${side} w:val="single" w:sz="4" w:color="A0A0A0"/>`);
  const rows = labels.map((label) => `<w:tr>${cell(label, 3600)}${cell("", 6000)}</w:tr>`);
  return `<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/><w:tblBorders>${borders.join("")}</w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="3600"/><w:gridCol w:w="6000"/></w:tblGrid>${rows.join("")}</w:tbl>`;
}

function styles(): string {
  const style = (id: string, name: string, look: string, spacing: number) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:pPr><w:spacing w:before="${String(spacing)}" w:after="80"/></w:pPr><w:rPr>${look}</w:rPr></w:style>`;
  return `<w:styles xmlns:w="${schemas}/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Segoe UI" w:hAnsi="Segoe UI" w:cs="Segoe UI"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>${style("Title", "Title", '<w:b/><w:sz w:val="36"/>', 0)}${style("Heading1", "heading 1", '<w:b/><w:sz w:val="26"/>', 320)}${style("Hint", "Hint", '<w:i/><w:color w:val="616161"/>', 0)}</w:styles>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
