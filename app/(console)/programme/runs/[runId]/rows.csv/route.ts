import { sentRun } from "@/lib/web/runs";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ runId: string }> };

/** B5: what became of each row of a run, for the programme. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  return sentRun(request, { id: (await params).runId }, "csv");
}
