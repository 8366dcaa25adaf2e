import { brandFile } from "@/lib/web/brand";

export const dynamic = "force-dynamic";

/** The programme's logo and colours (P3). */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ file: string }> },
): Promise<Response> {
  return brandFile((await params).file);
}
