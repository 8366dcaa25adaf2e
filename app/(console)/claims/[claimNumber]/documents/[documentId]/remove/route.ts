import { takeRemoval } from "@/lib/web/documents";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ claimNumber: string; documentId: string }> };

/** Takes the document out of the claim. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return takeRemoval(request, await params);
}
