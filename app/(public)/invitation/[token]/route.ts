import {
  InvitationPage,
  UnknownInvitationPage,
  type InvitationProblem,
} from "@/components/public/invitation-page";
import { FailedPage, TooOftenPage } from "@/components/public/plain-pages";
import { reading, type Ctx, type Visitor } from "@/lib/ctx";
import { Refusal, type RefusalCode } from "@/lib/errors";
import { acceptInvitation } from "@/lib/people/members/accept-invitation";
import { acceptInput } from "@/lib/people/members/schema";
import { labelOf } from "@/lib/people/providers";
import { invitationView } from "@/lib/views/invitation";
import { forgetInvited, readInvited } from "@/lib/web/invited-identity";
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
    const came = await readInvited(token);
    const problem = sent ? await accept({ ctx, request, came }, sent) : cameBackWith(request);
    if (sent && problem === null) {
      await forgetInvited();
      return seeOther(wished ? `${here}?lang=${wished}` : here);
    }
    const found = await reading(ctx, (tx) => invitationView(tx));
    const view = { ...found, language: wished ?? found.language };
    const shown = came && {
      mark: came.mark,
      name: came.identity.name,
      label: labelOf(came.identity.provider),
    };
    const status = problem === "origin" ? 403 : sent ? 422 : 200;
    const props = { view, here, token, problem, fullName: sent?.fullName ?? "", came: shown };
    return await publicPage(InvitationPage, props, status);
  } catch (error) {
    if (error instanceof Refusal && error.code === "rate_limited") {
      const minutes = Number(error.errors[0].params?.minutes ?? 10);
      return publicPage(TooOftenPage, { language, here, sent: sent ?? {}, minutes }, 429);
    }
    if (!isUnavailable(error)) throw error;
    return publicPage(FailedPage, { language, here, sent }, 503);
  }
}

/** What the address says of the way back from a provider. */
function cameBackWith(request: Request): InvitationProblem | null {
  const failed = new URL(request.url).searchParams.get("failed") === "provider";
  return failed ? "providerFailed" : null;
}

const problemOf: Partial<Record<RefusalCode, InvitationProblem>> = {
  wrong_origin: "origin",
  account_closed: "closed",
  identity_taken: "taken",
  identity_elsewhere: "elsewhere",
  identity_required: "forbidden",
  identity_by_factor: "byFactor",
  identity_needed: "providerNeeded",
};

type Came = Awaited<ReturnType<typeof readInvited>>;
type Accepting = { ctx: Ctx<Visitor>; request: Request; came: Came };

/** What is wrong with the form; null: it was taken, or the page says what became of the invitation. */
async function accept(
  { ctx, request, came }: Accepting,
  sent: Record<string, string>,
): Promise<InvitationProblem | null> {
  try {
    assertSameOrigin(request.headers);
    await limitForms("invitation", ctx);
    const { state, account } = await reading(ctx, (tx) => invitationView(tx));
    const input = acceptInput.parse({ fullName: (sent.fullName ?? "").slice(0, 200) });
    if (state !== "open") return null;
    if (!account && input.fullName === "") return "nameNeeded";
    const plain = sent.identity === undefined || sent.without !== undefined;
    // What is linked is what the page showed: another tab may have come back as somebody else since.
    if (!plain && sent.identity !== came?.mark) return "changed";
    await acceptInvitation(ctx, input, plain ? null : (came?.identity ?? null));
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "invitation_over") return null;
    const problem = problemOf[error.code];
    if (problem === undefined) throw error;
    return problem;
  }
}
