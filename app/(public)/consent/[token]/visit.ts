import type { LinkProps } from "@/components/public/parts";
import type { AskedView } from "@/lib/views/asked-request";
import type { AnswerResult } from "@/lib/consent/answer";
import type { Ctx, Visitor } from "@/lib/ctx";
import { seeOther } from "@/lib/web/public";
import { visitedRequest } from "@/lib/web/visitor";
import { behindLink, pageOf, type FormVisit, type Place, type Visit } from "../../behind-link";

export const { getPage, postForm } = behindLink("consent");

/** A page that shows the request: read in one go with whose link it is. */
export function requestPage(show: (place: Place, view: AskedView) => Promise<Response>) {
  return pageOf("consent", async (headers, place) => {
    const view = await visitedRequest(headers, place);
    return view && show(place, view);
  });
}

/** What all pages behind one link are given. */
export function linkOf(
  { base, language }: Pick<Visit, "base" | "language">,
  view: AskedView,
): LinkProps {
  return { base, chosen: language !== null, view };
}

type Act = (ctx: Ctx<Visitor>, form: { saysLanguages: boolean }) => Promise<AnswerResult>;
type Again = (visit: FormVisit, error: unknown) => Promise<Response>;

/** A form with which the customer acts: then back to its page, on to the code, or shown again with what is wrong. */
export function actForm(act: Act, again: Again) {
  return postForm(async (visit) => {
    const { ctx, base, url, form, saysLanguages, problem } = visit;
    if (problem) return again(visit, problem);
    try {
      const result = await act(ctx, { ...form, saysLanguages });
      return result.kind === "stored"
        ? seeOther(`${base}${url.search}`)
        : toCode(visit, result.codeId);
    } catch (error) {
      return again(visit, error);
    }
  });
}

/** On to the page where the answer waits for its code. */
function toCode({ base, url, form }: FormVisit, codeId: string): Response {
  const query = new URLSearchParams(url.search);
  query.set("c", codeId);
  query.set("s", form.stamp ?? "");
  return seeOther(`${base}/code?${query.toString()}`);
}
