import { takeCatalogue } from "@/lib/web/catalogue-file";

export const dynamic = "force-dynamic";

/** The catalogue that somebody sends as a file (P16). */
export async function POST(request: Request): Promise<Response> {
  return takeCatalogue(request);
}
