import { documentName } from "@/lib/claims/documents/rules";
import { contentDisposition } from "./content-disposition";
import { readFiles } from "./multipart";

/** The names that come out of a form as a browser sends it. */
async function namesOf(...names: string[]): Promise<string[]> {
  const form = new FormData();
  for (const name of names) form.append("files", new File(["x"], name));
  const request = new Request("http://localhost/", { method: "POST", body: form });
  const found: string[] = [];
  await readFiles(request, { files: 20, bytes: 100_000 }, async ({ name, stream }) => {
    stream.resume();
    await new Promise((resolve) => stream.once("end", resolve));
    found.push(documentName(name));
  });
  return found;
}

/** The name that a browser saves: the second one, decoded. */
function savedAs(header: string): string {
  return decodeURIComponent(/filename\*=UTF-8''([^;]*)$/.exec(header)?.[1] ?? "");
}

const kept = [
  'He said "yes".pdf',
  "It's (the) *last* one.pdf",
  "100% = 50%25; 20%.pdf",
  "a;b,c=d&e#f?g.pdf",
  "發票 請求.pdf",
  "فاتورة ١٢.pdf",
  "חשבונית.pdf",
  "می‌خواهم.pdf",
  "Überweisung – Müller & Söhne.pdf",
  "🧾 receipt 👩‍💻.pdf",
  "'quoted'.pdf",
  "`$(touch x)`|<b>.pdf",
];

describe("names of files are kept (D28)", () => {
  test.each(kept)("%s, from the form to the download", async (name) => {
    const [found] = await namesOf(name);
    expect(found).toBe(name.normalize("NFC"));
    const header = contentDisposition("attachment", found ?? "");
    expect(savedAs(header)).toBe(name.normalize("NFC"));
    // Headers carry these signs alone; the first name cannot break out of its quotes.
    expect(header).toMatch(
      /^attachment; filename="[^"\\%\x00-\x1f\x7f-\uffff]*"; filename\*=UTF-8''[\w.!#$&+^`|~%-]*$/,
    );
    expect(() => new Headers({ "Content-Disposition": header })).not.toThrow();
  });

  test("a name that would hide its ending, or begin a header, does not", async () => {
    expect(await namesOf("invoice\u202efdp.exe", "a\r\nX-Evil: 1.pdf", "../../etc/a.pdf")).toEqual([
      "invoicefdp.exe",
      "aX-Evil: 1.pdf",
      "a.pdf",
    ]);
  });

  test("half of a sign does not stop a download", () => {
    expect(savedAs(contentDisposition("inline", "a\ud800.pdf"))).toBe("a\ufffd.pdf");
  });
});
