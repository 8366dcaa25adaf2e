import { getDocument } from "unpdf/pdfjs";
import type { RefusalCode } from "../../errors.ts";

/** Each of them is looked at: one that is missing means that the rest of the file is. */
const MOST_PAGES = 2_000;

/**
 * Opens a PDF as a browser does, without a password, and turns its pages.
 * @returns why nobody can read it, or what the reader itself knows to act; null when it is fine
 */
export async function openAsReader(bytes: Uint8Array): Promise<RefusalCode | null> {
  // It takes the bytes for its own.
  const task = getDocument({
    data: bytes.slice(),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
  });
  try {
    const pdf = await task.promise;
    const { info } = await pdf.getMetadata();
    if ("IsXFAPresent" in info && info.IsXFAPresent === true) return "file_form";
    if ("IsCollectionPresent" in info && info.IsCollectionPresent === true) return "file_portfolio";
    if (await pdf.hasJSActions()) return "file_scripts";
    if (pdf.numPages > MOST_PAGES) return "file_bomb";
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      page.cleanup();
    }
    return pdf.numPages > 0 ? null : "file_damaged";
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: "", message: "" };
    return name === "PasswordException" || /encrypt/i.test(message)
      ? "file_password"
      : "file_damaged";
  }
}
