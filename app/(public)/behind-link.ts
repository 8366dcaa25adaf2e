import { FailedPage, TooOftenPage, UnknownPage } from "@/components/public/plain-pages";
import type { Problem } from "@/components/public/document";
import type { Ctx, Visitor } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { answerSoon } from "@/lib/web/database";
import { chooseLocale, wishedLocale } from "@/lib/web/locale";
import { currentLook } from "@/lib/web/programme";
import { assertSameOrigin } from "@/lib/web/origin";
import { readForm } from "@/lib/web/public";
import { isUnavailable } from "@/lib/web/unavailable";
import { limitForms, visitorContext } from "@/lib/web/visitor";
import type { ErrorCode, Locale } from "@/messages";
import { publicPage } from "./public-page";

export type Visit = {
  ctx: Ctx<Visitor>;
  url: URL;
  /** The link itself: `/consent/{token}` */
  base: string;
  /** The language chosen in the address; null: the contact's. */
  language: Locale | null;
};
export type FormVisit = Visit & {
  form: Record<string, string>;
  /** The browser tells which languages its user reads, as browsers do. */
  saysLanguages: boolean;
  /** The form came from another site, or from nowhere. */
  problem: Problem | null;
};

type Context = { params: Promise<{ token: string }> };

/** The first part of the addresses, by which attempts are counted too. */
type Kind = "consent" | "survey";

/** The pages and forms behind one kind of link. */
export function behindLink(kind: Kind) {
  const getPage = (show: (visit: Visit) => Promise<Response>) =>
    pageOf(kind, async (headers, place) => {
      const ctx = await visitorContext(headers, kind, place.token);
      return ctx && show({ ctx, ...place });
    });
  return { getPage, postForm: postForm(kind) };
}

/** A page behind a link: looking changes nothing. `show` gives null for an unknown link. */
export function pageOf(
  kind: Kind,
  show: (headers: Headers, place: Place) => Promise<Response | null>,
) {
  return async (request: Request, context: Context): Promise<Response> => {
    answerSoon();
    const place = await placeOf(kind, request, context);
    try {
      return (await show(request.headers, place)) ?? (await unknown(place));
    } catch (error) {
      return failed(error, place, null);
    }
  };
}

/** A form behind a link. Attempts are counted for each network and each link; counting fails closed. */
function postForm(kind: Kind) {
  return (take: (visit: FormVisit) => Promise<Response>) =>
    async (request: Request, context: Context): Promise<Response> => {
      answerSoon();
      const place = await placeOf(kind, request, context);
      let form: Record<string, string> = {};
      try {
        form = await readForm(request);
        answerSoon();
        const ctx = await visitorContext(request.headers, kind, place.token);
        if (!ctx) return await unknown(place);
        await limitForms(kind, ctx);
        const saysLanguages = request.headers.has("accept-language");
        const problem = originProblem(request);
        return await take({ ctx, ...place, form, saysLanguages, problem });
      } catch (error) {
        if (error instanceof Refusal && error.code === "rate_limited") {
          const minutes = Number(error.errors[0].params?.minutes ?? 10);
          const props = { language: place.spoken, here: place.here, sent: form, minutes };
          return publicPage(TooOftenPage, props, 429);
        }
        return failed(error, place, form);
      }
    };
}

/** What a page tells of a refusal. Anything else is no news for the person: it is thrown on. */
export function problemsOf(error: unknown): Problem[] {
  if (isProblem(error)) return [error];
  if (!(error instanceof Refusal)) throw error;
  return error.errors.map(({ field, code, params }) => ({
    field: field === "" ? null : field,
    code,
    params,
  }));
}

/** The status of a page that tells problems. */
export function statusOf(problems: Problem[]): number {
  return problems.some(({ code }) => code === "wrong_origin") ? 403 : 422;
}

const needNewStamp = new Set<ErrorCode>([
  "form_forged",
  "form_stale",
  "form_changed",
  "wrong_origin",
]);

/**
 * What was typed, for the form that comes back; its stamp too, unless the stamp was the problem.
 * What another site sent chooses nothing.
 */
export function valuesAfter(
  form: Record<string, string>,
  problems: Problem[],
): Record<string, string> {
  const { stamp, decision, ...texts } = form;
  const foreign = statusOf(problems) === 403;
  const values = decision === undefined || foreign ? texts : { ...texts, decision };
  const renew = stamp === undefined || problems.some(({ code }) => needNewStamp.has(code));
  return renew ? values : { ...values, stamp };
}

function isProblem(value: unknown): value is Problem {
  return (
    !(value instanceof Error) && typeof value === "object" && value !== null && "code" in value
  );
}

function originProblem(request: Request): Problem | null {
  try {
    assertSameOrigin(request.headers);
    return null;
  } catch (error) {
    return problemsOf(error)[0] ?? null;
  }
}

async function placeOf(kind: Kind, request: Request, { params }: Context) {
  const { token } = await params;
  const url = new URL(request.url);
  const language = wishedLocale(request) ?? null;
  const acceptLanguage = request.headers.get("accept-language");
  const spoken =
    language ?? chooseLocale({ acceptLanguage, standard: (await currentLook()).language });
  const base = `/${kind}/${encodeURIComponent(token)}`;
  return { token, url, base, language, spoken, here: url.pathname };
}

export type Place = Awaited<ReturnType<typeof placeOf>>;

function unknown({ spoken, here }: Place): Promise<Response> {
  return publicPage(UnknownPage, { language: spoken, here }, 404);
}

function failed(error: unknown, place: Place, sent: Record<string, string> | null) {
  const away = isUnavailable(error) || (error instanceof Refusal && error.code === "unavailable");
  if (!away) throw error;
  const props = { language: place.spoken, here: `${place.here}${place.url.search}`, sent };
  return publicPage(FailedPage, props, 503);
}
