import { zip, type ZipEntry } from "@/scripts/templates/zip";

type Options = {
  shared?: string[];
  /** Another sheet stands before it that nobody sees. */
  hiddenFirst?: boolean;
  from1904?: boolean;
  /** What its sheet says to hold, in bytes. */
  claims?: number;
  /** What stands before the sheet. */
  prolog?: string;
  /** More formats of cells, and how style 3 shows numbers. */
  formats?: string;
  zeros?: string;
};

/** A workbook with these rows in its first visible sheet; style 1 shows days, 2 months, 3 six digits. */
export function book(
  rows: string,
  {
    shared = [],
    hiddenFirst,
    from1904,
    claims,
    prolog = "",
    formats = "",
    zeros = "000000",
  }: Options = {},
): Buffer {
  const part = (name: string, text: string): ZipEntry => ({ name, bytes: Buffer.from(text) });
  const hidden = hiddenFirst ? '<sheet name="H" sheetId="2" state="hidden" r:id="rId2"/>' : "";
  const styles = [
    `<numFmts><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/><numFmt numFmtId="165" formatCode="mmm\\ yy;@"/><numFmt numFmtId="166" formatCode="${zeros}"/></numFmts>`,
    `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>${formats}</cellXfs>`,
  ];
  return zip([
    part("[Content_Types].xml", "<Types/>"),
    part(
      "xl/workbook.xml",
      `<workbook xmlns:r="r"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${hidden}<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      "xl/_rels/workbook.xml.rels",
      '<Relationships><Relationship Id="rId2" Target="worksheets/sheet2.xml"/><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    part("xl/styles.xml", `<styleSheet>${styles.join("")}</styleSheet>`),
    part(
      "xl/sharedStrings.xml",
      `<sst>${shared.map((text) => `<si><t>${text}</t></si>`).join("")}</sst>`,
    ),
    {
      ...part(
        "xl/worksheets/sheet1.xml",
        `${prolog}<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      ),
      ...(claims !== undefined && { says: { size: claims } }),
    },
  ]);
}

/** A workbook of texts: each in a cell of its own. */
export function bookOf(rows: readonly (readonly string[])[]): Buffer {
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return book(
    rows
      .map(
        (cells, at) =>
          `<row r="${at + 1}">${cells.map((text) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`).join("")}</row>`,
      )
      .join(""),
  );
}
