import { GET as getCheck, POST as postCheck } from "@/app/(public)/check/route";
import { GET as getNotMe, POST as postNotMe } from "@/app/(public)/consent/[token]/not-me/route";
import { GET as getCode, POST as postCode } from "@/app/(public)/consent/[token]/code/route";
import { GET as getReceipt } from "@/app/(public)/consent/[token]/receipt/route";
import { GET as getReport, POST as postReport } from "@/app/(public)/consent/[token]/report/route";
import { GET as getAsked, POST as postAsked } from "@/app/(public)/consent/[token]/route";
import {
  GET as getWithdraw,
  POST as postWithdraw,
} from "@/app/(public)/consent/[token]/withdraw/route";
import { GET as getPrivacy } from "@/app/(public)/privacy/route";
import { GET as getSurvey, POST as postSurvey } from "@/app/(public)/survey/[token]/route";
import { addressHeader } from "@/lib/web/client-address";
import { BROWSER } from "./asked";

type Handler = (
  request: Request,
  context: { params: Promise<{ token: string }> },
) => Promise<Response>;

const gets: Record<string, Handler> = {
  privacy: getPrivacy,
  consent: getAsked,
  survey: getSurvey,
  check: getCheck,
  "/receipt": getReceipt,
  "/withdraw": getWithdraw,
  "/report": getReport,
  "/not-me": getNotMe,
  "/code": getCode,
};
const posts: Record<string, Handler> = {
  consent: postAsked,
  survey: postSurvey,
  check: postCheck,
  "/withdraw": postWithdraw,
  "/report": postReport,
  "/not-me": postNotMe,
  "/code": postCode,
};

const site = "http://localhost:3000";

/** Opens a public page as a browser does, without a server in between. */
export function openPage(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return call(gets, path, new Request(`${site}${path}`, { headers: { ...browser(), ...headers } }));
}

/** Sends a form of a public page as a browser does without JavaScript. */
export function sendForm(
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const request = new Request(`${site}${path}`, {
    method: "POST",
    headers: {
      ...browser(),
      origin: site,
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  });
  return call(posts, path, request);
}

/** The fields of the form on a page, as they stand there. */
export function fieldsOf(html: string): Record<string, string> {
  const form = /<form[\s\S]*?<\/form>/.exec(html)?.[0] ?? "";
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1] ?? "";
    if (tag.includes('type="radio"') && !tag.includes("checked")) continue;
    fields[name] = unescape(/ value="([^"]*)"/.exec(tag)?.[1] ?? "");
  }
  for (const [, name, text] of form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)/g)) {
    fields[name ?? ""] = unescape(text ?? "");
  }
  return fields;
}

function unescape(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

function browser(): Record<string, string> {
  return {
    "user-agent": BROWSER,
    "accept-language": "en",
    ...addressHeader("192.0.2.7"),
  };
}

function call(
  handlers: Record<string, Handler>,
  path: string,
  request: Request,
): Promise<Response> {
  const [, root = "", token = "", rest] =
    /^\/(consent|survey|check|privacy)(?:\/([^/?]+)(\/[a-z-]+)?)?/.exec(path) ?? [];
  const handler = handlers[rest ?? root];
  if (!handler) throw new Error(`no such page: ${path}`);
  return handler(request, { params: Promise.resolve({ token }) });
}
