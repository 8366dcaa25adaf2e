import { DigestPage } from "@/components/public/digest-page";
import { FailedPage } from "@/components/public/plain-pages";
import { UnknownSwitchPage } from "@/components/public/reminders-off-page";
import { reading } from "@/lib/ctx";
import { changeCadence } from "@/lib/digests/change-cadence";
import { cadence, type Cadence } from "@/lib/people/notices/schema";
import { digestLink } from "@/lib/views/digest-link";
import { systemContext } from "@/lib/web/door";
import { wishedLocale } from "@/lib/web/locale";
import { isUnavailable } from "@/lib/web/unavailable";
import { languageOf, publicPage } from "../../public-page";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ token: string }> };

/** A page with buttons: opening it changes nothing (K7). */
export function GET(request: Request, context: Context): Promise<Response> {
  return answer(request, context, null);
}

/**
 * One of the buttons, and the one click of a mail program (RFC 8058), which comes from anywhere and without a cookie and
 * turns digests off.
 */
export async function POST(request: Request, context: Context): Promise<Response> {
  const form = await request.formData().catch(() => new FormData());
  const wanted = cadence.safeParse(form.get("digest"));
  const off = form.get("List-Unsubscribe") === "One-Click" ? "off" : null;
  return answer(request, context, wanted.data ?? off);
}

async function answer(
  request: Request,
  { params }: Context,
  wanted: Cadence | null,
): Promise<Response> {
  const { token } = await params;
  const wished = wishedLocale(request);
  const language = await languageOf(request);
  const here = `/digest/${encodeURIComponent(token)}`;
  try {
    const ctx = systemContext("digest");
    const found = await reading(ctx, (tx) => digestLink(tx, { token }));
    if (!found) return await publicPage(UnknownSwitchPage, { language, here }, 404);
    if (wanted !== null) await changeCadence(ctx, { token, digest: wanted });
    const view = { digest: wanted ?? found.digest, language: wished ?? found.language };
    return await publicPage(DigestPage, { view, here, done: wanted !== null });
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    const sent = wanted === null ? null : { digest: wanted };
    return publicPage(FailedPage, { language, here, sent }, 503);
  }
}
