import { sentRun } from "@/lib/web/runs";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ runNumber: string }> };

/** B5: what became of each row of a run. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  return sentRun(request, { number: (await params).runNumber }, "xlsx");
}
