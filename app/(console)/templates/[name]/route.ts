import { sendTemplate } from "@/lib/web/send-document";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ name: string }> };

/** A template of the programme as a download (P14). */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return sendTemplate(request, (await params).name);
}
