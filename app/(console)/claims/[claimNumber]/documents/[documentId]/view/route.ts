import { sendDocument } from "@/lib/web/send-document";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ claimNumber: string; documentId: string }> };

/** The document for a frame of our own pages. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return sendDocument(request, await params, "view");
}
