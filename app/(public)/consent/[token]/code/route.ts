import { CodePage } from "@/components/public/code-page";
import { confirmCode } from "@/lib/consent/confirm-code";
import { reading } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { waitingCode, type WaitingCode } from "@/lib/views/waiting-code";
import { codeInput } from "@/lib/visitors/schema";
import { seeOther } from "@/lib/web/public";
import type { Problem } from "@/components/public/document";
import { problemsOf, statusOf, type Visit } from "../../../behind-link";
import { getPage, linkOf, postForm } from "../visit";
import { publicPage } from "../../../public-page";

export const dynamic = "force-dynamic";

/** Where a suspicious answer waits for the code from the mailbox. */
export const GET = getPage(async (visit) => {
  const { searchParams } = visit.url;
  const view = await find(visit, searchParams.get("c") ?? "");
  if (!view) return seeOther(homeOf(visit));
  return show(visit, view, searchParams.get("s") ?? "", []);
});

/** The code from the e-mail. */
export const POST = postForm(async (visit) => {
  const { ctx, form, problem } = visit;
  try {
    if (problem) throw new Refusal(problem.code);
    await confirmCode(ctx, form);
    return seeOther(homeOf(visit));
  } catch (error) {
    const problems = problemsOf(error);
    const view = await find(visit, form.codeId ?? "");
    if (!view) return seeOther(homeOf(visit));
    return show(visit, view, form.stamp ?? "", problems);
  }
});

async function find(visit: Visit, id: string): Promise<WaitingCode | null> {
  const codeId = codeInput.shape.codeId.safeParse(id);
  if (!codeId.success) return null;
  try {
    const input = { language: visit.language, codeId: codeId.data };
    return await reading(visit.ctx, (tx) => waitingCode(tx, input));
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_found") return null;
    throw error;
  }
}

/** The code's form, or the page of what came first. */
async function show(visit: Visit, view: WaitingCode, stamp: string, problems: Problem[]) {
  const stillAsked = view.code.decision === "withdraw" ? view.canWithdraw : view.status === "open";
  if (!stillAsked) return seeOther(homeOf(visit));
  const told: Problem[] =
    problems.length > 0 || view.code.live ? problems : [{ field: null, code: "code_gone" }];
  const { base, chosen } = linkOf(visit, view);
  const props = { base, chosen, view, stamp, problems: told };
  return publicPage(CodePage, props, told.length > 0 ? statusOf(told) : 200);
}

function homeOf({ base, language }: Visit): string {
  return language ? `${base}?lang=${language}` : base;
}
