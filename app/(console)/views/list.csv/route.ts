import { sentList } from "@/lib/web/list-file";

export const dynamic = "force-dynamic";

/** A list as it is looked at, as a file (K4). */
export function GET(request: Request): Promise<Response> {
  return sentList(request, "csv");
}
