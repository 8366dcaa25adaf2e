import { takeDocuments } from "@/lib/web/documents";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ claimNumber: string }> };

/** Files for a claim's proof: `?for=invoice`. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const kind = new URL(request.url).searchParams.get("for");
  return takeDocuments(request, { ...(await params), kind });
}
