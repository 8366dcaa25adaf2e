import {
  InvitationPage,
  UnknownInvitationPage,
  type InvitationProblem,
} from "@/components/public/invitation-page";
import { FailedPage, TooOftenPage } from "@/components/public/plain-pages";
import { reading, type Ctx, type Visitor } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { acceptInvitation } from "@/lib/people/members/accept-invitation";
import { acceptInput } from "@/lib/people/members/schema";
import { invitationView } from "@/lib/views/invitation";
import { assertSameOrigin } from "@/lib/web/origin";
import { readForm, seeOther } from "@/lib/web/public";
import { wishedLocale } from "@/lib/web/locale";
import { isUnavailable } from "@/lib/web/unavailable";
import { limitForms, visitorContext } from "@/lib/web/visitor";
import { languageOf, publicPage } from "../../public-page";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ token: string }> };
type Sent = Record<string, string> | null;

/** A page with a button: opening it changes nothing. */
export function GET(request: Request, context: Context): Promise<Response> {
  return answer(request, context, null);
}

/** The button: whoever has the link joins, once (U2). */
export async function POST(request: Request, context: Context): Promise<Response> {
  return answer(request, context, await readForm(request));
}

async function answer(request: Request, { params }: Context, sent: Sent): Promise<Response> {
  const { token } = await params;
  const wished = wishedLocale(request);
  const language = await languageOf(request);
  const here = `/invitation/${encodeURIComponent(token)}`;
  try {
    const ctx = await visitorContext(request.headers, "invitation", token);
    if (!ctx) return await publicPage(UnknownInvitationPage, { language, here }, 404);
    const problem = sent && (await accept(ctx, request, sent));
    if (sent && problem === null) return seeOther(wished ? `${here}?lang=${wished}` : here);
    const found = await reading(ctx, (tx) => invitationView(tx));
    const view = { ...found, language: wished ?? found.language };
    const fullName = sent?.fullName ?? "";
    const status = problem === "origin" ? 403 : problem ? 422 : 200;
    return await publicPage(InvitationPage, { view, here, problem, fullName }, status);
  } catch (error) {
    if (error instanceof Refusal && error.code === "rate_limited") {
      const minutes = Number(error.errors[0].params?.minutes ?? 10);
      return publicPage(TooOftenPage, { language, here, sent: sent ?? {}, minutes }, 429);
    }
    if (!isUnavailable(error)) throw error;
    return publicPage(FailedPage, { language, here, sent }, 503);
  }
}

/** What is wrong with the form; null: it was taken, or the page says what became of the invitation. */
async function accept(
  ctx: Ctx<Visitor>,
  request: Request,
  sent: Record<string, string>,
): Promise<InvitationProblem | null> {
  try {
    assertSameOrigin(request.headers);
    await limitForms("invitation", ctx);
    const { state, account } = await reading(ctx, (tx) => invitationView(tx));
    const input = acceptInput.parse({ fullName: (sent.fullName ?? "").slice(0, 200) });
    if (state === "open" && !account && input.fullName === "") return "nameNeeded";
    if (state === "open") await acceptInvitation(ctx, input);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "wrong_origin") return "origin";
    if (error.code === "account_closed") return "closed";
    if (error.code === "invitation_over") return null;
    throw error;
  }
}
