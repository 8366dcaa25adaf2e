import { type Readable } from "node:stream";
import { reading, type Tx } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { getFiles } from "@/lib/files/files";
import { log } from "@/lib/log";
import { claimDocument, type ClaimDocument } from "@/lib/views/claim/document";
import { templateFile } from "@/lib/views/template-file";
import { contentDisposition } from "./content-disposition";
import { noAccessPath, refusalOf, seeOther, signedIn, signInPath, spokenLocale } from "./door";
import { errorWords } from "./form-words";

type Address = { claimNumber: string; documentId: string };

const inert = "default-src 'none'; base-uri 'none'; form-action 'none'";

/**
 * Sends a document to who may have it: as a download that runs nowhere; or, in the page, what a
 * browser shows by itself (PDF and images), within our own pages alone.
 * Not signed in, or without the role: as pages do. What is not theirs is 404.
 */
export function sendDocument(
  request: Request,
  address: Address,
  how: "download" | "view",
): Promise<Response> {
  const page = `/claims/${encodeURIComponent(address.claimNumber)}`;
  return sendStored(request, { page, how, find: (tx) => claimDocument(tx, address) });
}

/** Sends a template of the programme as a download (P14), to everybody signed in. */
export function sendTemplate(request: Request, name: string): Promise<Response> {
  return sendStored(request, {
    page: `/templates/${encodeURIComponent(name)}`,
    how: "download",
    find: async (tx) => ({ ...(await templateFile(tx, { name })), shown: false }),
  });
}

type Stored = {
  /** Where somebody comes back to who has to sign in. */
  page: string;
  how: "download" | "view";
  find: (tx: Tx) => Promise<ClaimDocument>;
};

async function sendStored(request: Request, { page, how, find }: Stored): Promise<Response> {
  try {
    const ctx = await signedIn();
    if (!ctx) return seeOther(signInPath(page));
    const document = await reading(ctx, find);
    const bytes = await (await getFiles(ctx)).read(document.sha256);
    if (!bytes) {
      log.error({ sha256: document.sha256 }, "the bytes of a document are not in the store");
      throw new Refusal("unavailable");
    }
    if (request.method === "HEAD") bytes.destroy();
    const body = request.method === "HEAD" ? null : streamOf(bytes);
    return new Response(body, { headers: headersOf(document, how) });
  } catch (error) {
    const refusal = refusalOf(error);
    const elsewhere = noAccessPath(refusal, page);
    return elsewhere === null ? refused(refusal) : seeOther(elsewhere);
  }
}

function headersOf(document: ClaimDocument, how: "download" | "view"): Record<string, string> {
  const { name, mediaType, size, shown } = document;
  const common = {
    "Content-Type": mediaType,
    "Content-Length": String(size),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
  };
  if (how === "view" && shown) {
    // In a sandbox, browsers refuse to show a PDF at all; what runs in one cannot leave its viewer.
    const sandbox = mediaType === "application/pdf" ? "" : "; sandbox";
    return {
      ...common,
      "Content-Disposition": contentDisposition("inline", name),
      "Content-Security-Policy": `${inert}; style-src 'unsafe-inline'; frame-ancestors 'self'${sandbox}`,
      "X-Frame-Options": "SAMEORIGIN",
    };
  }
  return {
    ...common,
    "Content-Disposition": contentDisposition("attachment", name),
    "Content-Security-Policy": `${inert}; frame-ancestors 'none'; sandbox`,
    "X-Frame-Options": "DENY",
  };
}

/** A reader who goes away closes the file. */
function streamOf(bytes: Readable): ReadableStream<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = (await pieces.next()) as IteratorResult<Uint8Array, undefined>;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel() {
      bytes.destroy();
    },
  });
}

/** What is told as it is, and its status; anything else is not there. */
const told: Record<string, number> = { unavailable: 503, file_waits: 409, file_infected: 410 };

async function refused(error: Refusal): Promise<Response> {
  const { message } = errorWords(await spokenLocale(), {
    field: null,
    code: Object.hasOwn(told, error.code) ? error.code : "not_found",
  });
  return new Response(message, {
    status: told[error.code] ?? 404,
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy": `${inert}; frame-ancestors 'self'`,
      "X-Frame-Options": "SAMEORIGIN",
    },
  });
}
