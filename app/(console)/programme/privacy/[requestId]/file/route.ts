import { sendPersonFile } from "@/lib/web/person-file";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ requestId: string }> };

/** Hands out what is held of a person (O24): it leaves a row in the log, so that it is asked for by a form. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return sendPersonFile(request, await params);
}
