import { sentDocuments } from "@/lib/web/claim-documents";

export const dynamic = "force-dynamic";

/** B1: the documents of the claims that were chosen on their list, as one archive. */
export function GET(request: Request): Promise<Response> {
  return sentDocuments(request);
}
