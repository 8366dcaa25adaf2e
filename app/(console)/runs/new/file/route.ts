import { takeRun } from "@/lib/web/runs";

export const dynamic = "force-dynamic";

/** The file with rows that somebody chose (B2). */
export function POST(request: Request): Promise<Response> {
  return takeRun(request);
}
