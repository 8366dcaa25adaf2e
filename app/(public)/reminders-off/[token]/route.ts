import { FailedPage } from "@/components/public/plain-pages";
import { RemindersOffPage, UnknownSwitchPage } from "@/components/public/reminders-off-page";
import { stopReminders } from "@/lib/consent/stop-reminders";
import { reading, type Ctx, type Visitor } from "@/lib/ctx";
import { remindersOff } from "@/lib/views/reminders-off";
import { wishedLocale } from "@/lib/web/locale";
import { isUnavailable } from "@/lib/web/unavailable";
import { visitorContext } from "@/lib/web/visitor";
import { languageOf, publicPage } from "../../public-page";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ token: string }> };

/** A page with a button: opening it changes nothing. */
export function GET(request: Request, context: Context): Promise<Response> {
  return answer(request, context, () => Promise.resolve(false));
}

/**
 * The button, and the one click of a mail program (RFC 8058), which comes from anywhere and without
 * a cookie. It takes nothing but the address, and is never an answer to the request.
 */
export function POST(request: Request, context: Context): Promise<Response> {
  return answer(request, context, async (ctx) => {
    await stopReminders(ctx);
    return true;
  });
}

async function answer(
  request: Request,
  { params }: Context,
  act: (ctx: Ctx<Visitor>) => Promise<boolean>,
): Promise<Response> {
  const { token } = await params;
  const wished = wishedLocale(request);
  const language = await languageOf(request);
  const here = `/reminders-off/${encodeURIComponent(token)}`;
  try {
    const ctx = await visitorContext(request.headers, "reminders-off", token);
    if (!ctx) return await publicPage(UnknownSwitchPage, { language, here }, 404);
    const done = await act(ctx);
    const found = await reading(ctx, (tx) => remindersOff(tx));
    const view = { ...found, language: wished ?? found.language };
    return await publicPage(RemindersOffPage, { view, here, done });
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    const sent = request.method === "POST" ? { "List-Unsubscribe": "One-Click" } : null;
    return publicPage(FailedPage, { language, here, sent }, 503);
  }
}
