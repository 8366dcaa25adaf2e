export type DemoDocument = { name: string; mediaType: string; bytes: Buffer };

const titles = {
  invoice: "Invoice",
  findings_and_recommendations: "Findings and recommendations",
} as const;

/** A small PDF that says what it is: proof of execution of the demonstration. */
export function demoDocument(kind: keyof typeof titles, customer: string, at: Date): DemoDocument {
  const day = at.toISOString().slice(0, 10);
  const lines = [titles[kind], `Customer: ${customer}`, `Date: ${day}`, "Demonstration document"];
  return {
    name: `${titles[kind]} ${customer} ${day}.pdf`.replaceAll(/[/\\]/g, "-"),
    mediaType: "application/pdf",
    bytes: pdf(lines),
  };
}

/** One page of text in Helvetica; what the font cannot show becomes a question mark. */
function pdf(lines: string[]): Buffer {
  const shown = lines.map((line) =>
    line.replaceAll(/[^\x20-\xff]/g, "?").replaceAll(/[\\()]/g, "\\$&"),
  );
  const text = `BT /F1 14 Tf 60 760 Td 22 TL ${shown.map((line) => `(${line}) Tj T*`).join(" ")} ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
    `<< /Length ${String(text.length)} >>\nstream\n${text}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${String(at + 1)} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = String(objects.length + 1);
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(body.length)}\n%%EOF\n`;
  return Buffer.from(body + end, "latin1");
}
