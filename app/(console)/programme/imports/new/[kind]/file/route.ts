import { takeImport } from "@/lib/web/imports";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ kind: string }> };

/** The file that somebody chose to import (P19). */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return takeImport(request, (await params).kind);
}
