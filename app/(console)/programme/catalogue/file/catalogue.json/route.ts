import { exportCatalogue } from "@/lib/engagements/exchange/export-catalogue";
import { jsonFile } from "@/lib/web/json-file";

export const dynamic = "force-dynamic";

/** The whole catalogue as one file (P16). */
export async function GET(request: Request): Promise<Response> {
  return jsonFile(exportCatalogue, { request, name: "catalogue.json" });
}
