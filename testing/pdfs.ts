import { deflateSync } from "node:zlib";

/** Parts of a PDF that a test wants to be other than those of a plain page. */
export type Pdf = {
  /** More keys of the catalog. */
  catalog?: string;
  /** More keys of the only page. */
  page?: string;
  /** Further objects, numbered from 5 on: their text, or a stream with its dictionary. */
  objects?: (string | { dict: string; bytes: Buffer })[];
  /** Packs the further objects, as far as they are text, into a stream. */
  packed?: boolean;
  /** What stands on the page. */
  text?: string;
};

/** A PDF of one page that every reader opens. */
export function pdfOf({
  catalog = "",
  page = "",
  objects = [],
  packed = false,
  text = "hello",
}: Pdf = {}): Buffer {
  const content = Buffer.from(`BT /F1 12 Tf 20 20 Td (${text}) Tj ET`);
  const plain: (string | { dict: string; bytes: Buffer })[] = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> ${page} >>`,
    { dict: "", bytes: content },
    ...(packed ? [] : objects),
  ];
  if (!packed) return write(plain.map((body, at) => [at + 1, body]));
  const inner = objects.filter((one) => typeof one === "string");
  const starts = inner
    .map((_one, at) => `${at + 5} ${inner.slice(0, at).join("\n").length + (at && 1)}`)
    .join(" ");
  const bytes = deflateSync(Buffer.from(`${starts}\n${inner.join("\n")}`));
  const dict = `/Type /ObjStm /N ${inner.length} /First ${starts.length + 1} /Filter /FlateDecode`;
  const own = 5 + inner.length;
  return write([...plain.map((body, at): Numbered => [at + 1, body]), [own, { dict, bytes }]], {
    from: 5,
    to: own,
  });
}

type Numbered = [number: number, body: string | { dict: string; bytes: Buffer }];

function write(objects: Numbered[], inside?: { from: number; to: number }): Buffer {
  const pieces: Buffer[] = [Buffer.from("%PDF-1.7\n%\u00e2\u00e3\n", "latin1")];
  const places = new Map<number, number>();
  let at = pieces[0]?.length ?? 0;
  const put = (piece: Buffer) => {
    pieces.push(piece);
    at += piece.length;
  };
  for (const [number, body] of objects) {
    places.set(number, at);
    if (typeof body === "string") put(Buffer.from(`${number} 0 obj\n${body}\nendobj\n`, "latin1"));
    else {
      put(
        Buffer.from(
          `${number} 0 obj\n<< ${body.dict} /Length ${body.bytes.length} >>\nstream\n`,
          "latin1",
        ),
      );
      put(body.bytes);
      put(Buffer.from("\nendstream\nendobj\n"));
    }
  }
  const start = at;
  const last = Math.max(...places.keys());
  if (!inside) {
    const rows = Array.from(
      { length: last },
      (_, index) => `${String(places.get(index + 1) ?? 0).padStart(10, "0")} 00000 n \n`,
    );
    put(
      Buffer.from(
        `xref\n0 ${last + 1}\n0000000000 65535 f \n${rows.join("")}trailer\n<< /Size ${last + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
      ),
    );
    return Buffer.concat(pieces);
  }
  places.set(last + 1, start);
  const rows = Buffer.alloc((last + 2) * 6);
  for (let number = 1; number <= last + 1; number++) {
    const within = number >= inside.from && number < inside.to;
    rows.writeUInt8(within ? 2 : 1, number * 6);
    rows.writeUInt32BE(within ? inside.to : (places.get(number) ?? 0), number * 6 + 1);
    rows.writeUInt8(within ? number - inside.from : 0, number * 6 + 5);
  }
  put(
    Buffer.from(
      `${last + 1} 0 obj\n<< /Type /XRef /Size ${last + 2} /W [1 4 1] /Root 1 0 R /Length ${rows.length} >>\nstream\n`,
    ),
  );
  put(rows);
  put(Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(pieces);
}
