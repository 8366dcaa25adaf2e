import { translator } from "@/messages";
import { mayDo, mayDoAt, type OperatorAct } from "../access/policy";
import type { Locale, Operator, PartnerUser } from "../ctx";
import {
  programmeMore,
  programmePages,
  programmePath,
  type ProgrammePage,
} from "./programme/schema";
import { sectionsOf, settingsEntries } from "./shell";

/** A page that one can go to, or a thing that one can do, by its words. */
export type PageLabel = { label: string; href: string; act: boolean };

/** P5: what opens a page of the programme's console. */
const programmeActs: Readonly<Record<ProgrammePage, OperatorAct>> = {
  overview: "programme.read",
  claims: "claims.inspect",
  payments: "payments.run",
  contacts: "contacts.release",
  reports: "programme.read",
  partners: "programme.read",
  enrolments: "programme.read",
  catalogue: "programme.catalogue",
  insight: "programme.read",
  data: "programme.catalogue",
  tenants: "programme.tenants",
  imports: "programme.read",
  runs: "programme.read",
  mail: "programme.read",
  operators: "operators.manage",
  health: "programme.read",
  privacy: "data.people",
  settings: "programme.read",
};

/** K5: the pages and acts that the reader has, in their language. */
export function searchPages(actor: PartnerUser | Operator, locale: Locale): PageLabel[] {
  const nav = translator(locale, "shell");
  const account = translator(locale, "account");
  const acts = translator(locale, "search");
  const page = (label: string, href: string): PageLabel => ({ label, href, act: false });
  const act = (label: string, href: string): PageLabel => ({ label, href, act: true });
  const words = {
    people: translator(locale, "people")("people"),
    locations: translator(locale, "locations")("title"),
    profile: account("pages.profile"),
    notices: account("pages.notices"),
    sessions: account("pages.sessions"),
    security: account("pages.security"),
  };
  const own = settingsEntries(actor).map((entry) => page(words[entry], `/settings/${entry}`));
  if (actor.kind === "operator") {
    const t = translator(locale, "programme");
    return [
      ...[...programmePages, ...programmeMore]
        .filter((one) => mayDo(actor, programmeActs[one]))
        .map((one) => page(t(one === "overview" ? "title" : `pages.${one}`), programmePath(one))),
      ...(mayDo(actor, "data.manage")
        ? [
            act(acts("acts.tenant"), "/programme/tenants/new"),
            act(acts("acts.import"), "/programme/imports"),
          ]
        : []),
      ...(mayDo(actor, "partners.manage")
        ? [act(acts("acts.partner"), "/programme/partners/new")]
        : []),
      ...(mayDo(actor, "engagements.edit")
        ? [act(acts("acts.engagement"), "/programme/catalogue/new")]
        : []),
      ...own,
    ];
  }
  if (actor.grants.length === 0) return own;
  return [
    ...sectionsOf(actor).map((section) => page(nav(`nav.${section}`), `/${section}`)),
    act(acts("acts.customer"), "/engagements"),
    act(acts("acts.claims"), "/claims/export.csv"),
    ...(mayDoAt(actor, "people.manage")
      ? [act(acts("acts.invite"), "/settings/people/invite")]
      : []),
    ...own,
  ];
}
