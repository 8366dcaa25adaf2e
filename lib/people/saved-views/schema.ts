import { z } from "zod";
import { namedLine } from "../../input";
import { several } from "../../lists/schema";

/** The lists of which views are kept (K3), as addresses; `*`: of which workshop or company the list is. */
export const lists = [
  "/claims",
  "/attention",
  "/opportunities",
  "/payments",
  "/runs",
  "/engagements/*/customers",
  "/engagements/*/history",
  "/settings/people",
  "/programme/claims",
  "/programme/contacts",
  "/programme/enrolments",
  "/programme/imports",
  "/programme/mail",
  "/programme/operators",
  "/programme/partners",
  "/programme/partners/*/people",
  "/programme/partners/*/rounds",
  "/programme/payments",
  "/programme/reports",
  "/programme/runs",
  "/programme/tenants",
] as const;

const isList = new RegExp(`^(?:${lists.join("|").replaceAll("*", "[a-z0-9-]{1,100}")})$`);

/** Where one is in a list, and what an address tells once, is no part of a view. */
const passing = ["after", "again", "choose", "done", "view"];

export type ViewOf = { path: string; query: string };

/** An address of a list as a view keeps it; null: no list of which views are kept. */
export function viewOf(address: unknown): ViewOf | null {
  if (typeof address !== "string" || address.length > 2_000) return null;
  const [path = "", ...rest] = address.split("?");
  if (!isList.test(path)) return null;
  const query = new URLSearchParams(rest.join("?"));
  for (const name of passing) query.delete(name);
  return { path, query: query.toString() };
}

/** Which list it is, and of which workshop or company. */
export function listOf(path: string): { list: (typeof lists)[number]; of: string } | null {
  const [, of = ""] = /^\/(?:engagements|programme\/partners)\/([^/]+)\//.exec(path) ?? [];
  const name = of === "" ? path : path.replace(`/${of}/`, "/*/");
  const list = lists.find((one) => one === name);
  return list === undefined ? null : { list, of };
}

/** The address of a view, which carries it whole; one without anything says that it is the whole list. */
export function hrefOf({ path, query }: ViewOf): string {
  return `${path}?${query === "" ? "view=all" : query}`;
}

const list = z.string().transform((address, context) => {
  const view = viewOf(address);
  if (view) return view;
  context.addIssue({ code: "custom", message: "not_found" });
  return z.NEVER;
});
const uses = ["isDefault", "pinned", "everybody", "replace"] as const;
const kept = { of: list, name: namedLine(60), uses: several(uses) };
type Use = (typeof uses)[number];
const ticked = <V extends { uses: Use[] }>({ uses: chosen, ...view }: V) => ({
  ...view,
  isDefault: chosen.includes("isDefault"),
  pinned: chosen.includes("pinned"),
  everybody: chosen.includes("everybody"),
  replace: chosen.includes("replace"),
});

/** "Keep this view": the list as it is looked at, its name and what it is used for. */
export const keepInput = z.object(kept).transform(ticked);
export type KeepInput = z.output<typeof keepInput>;

/** "Change": its name and use; what it finds only where that is asked for. */
export const changeInput = z.object({ ...kept, id: z.guid("not_found") }).transform(ticked);
export type ChangeInput = z.output<typeof changeInput>;

export const removeInput = z.object({ of: list, id: z.guid("not_found") });
