import { sendDocument } from "@/lib/web/send-document";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ claimNumber: string; documentId: string }> };

/** The document as a download. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return sendDocument(request, await params, "download");
}
