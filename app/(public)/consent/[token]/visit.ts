import type { LinkProps } from "@/components/public/parts";
import type { AskedView } from "@/lib/views/asked-request";
import { seeOther } from "@/lib/web/public";
import { behindLink, type FormVisit, type Visit } from "../../behind-link";

export const { getPage, postForm } = behindLink("consent");

/** What all pages behind one link are given. */
export function linkOf({ base, language }: Visit, view: AskedView): LinkProps {
  return { base, chosen: language !== null, view };
}

/** On to the page where the answer waits for its code. */
export function toCode({ base, url, form }: FormVisit, codeId: string): Response {
  const query = new URLSearchParams(url.search);
  query.set("c", codeId);
  query.set("s", form.stamp ?? "");
  return seeOther(`${base}/code?${query.toString()}`);
}
