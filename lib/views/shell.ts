export type { Look } from "../installation";
import { mayDoAt, type PartnerAct } from "../access/policy";
import type { Operator, PartnerUser } from "../ctx";
import type { Pinned } from "./pinned";

/** A partner's parts of the console, in this order, with the act that opens each; each is an address. */
const partnerSections = {
  engagements: "engagements.read",
  attention: "claims.read",
  opportunities: "customers.read",
  claims: "claims.read",
  payments: "payments.read",
  insight: "insight.read",
  runs: "bulk.read",
} as const satisfies Record<string, PartnerAct>;
type PartnerSection = keyof typeof partnerSections;

/** The parts of the console that a person can go to, in this order; each is an address. */
export type Section = PartnerSection | "programme" | "settings" | "mailbox";

/** Where somebody can work: a company, or (id and name null) the programme. */
export type Place = { id: string | null; name: string | null };

export type ShellView = {
  person: { name: string; email: string };
  /** The company whose data is shown; absent for staff of the programme. */
  partner?: string | undefined;
  /** What the forms of the page name it by (U3). */
  company: string;
  /** Where else they can go on to work (U3). */
  elsewhere: Place[];
  sections: Section[];
  /** How much waits for the person at "Attention required"; 100 stands for that many or more. */
  attention: number;
  /** K3: the views that the person has in the navigation. */
  pinned: Pinned[];
  /** P25: the company is suspended, and whom to ask: the programme's address, empty while it has none. Null: it is not. */
  ask: string | null;
};

/**
 * What the frame around every console page shows of the person who is signed in.
 * It opens nothing: every page asks for itself. All of it comes with the session.
 * @param options `mailbox`: whether this installation keeps its mail in the local mailbox;
 * `ask`: whom to ask while the company is suspended; `attention` and `elsewhere` come with the session
 */
export function shellView(
  actor: PartnerUser | Operator,
  {
    mailbox,
    ...session
  }: {
    mailbox: boolean;
    attention: number;
    elsewhere: Place[];
    pinned: Pinned[];
    ask: string | null;
  },
): ShellView {
  const sections: Section[] = actor.kind === "operator" ? ["programme"] : sectionsOf(actor);
  // Of whoever has their own account's pages alone, the account's menu leads there.
  if (settingsEntries(actor).length > own.length) sections.push("settings");
  if (mailbox) sections.push("mailbox");
  return {
    person: { name: actor.name, email: actor.email },
    partner: actor.kind === "partner" ? actor.partnerName : undefined,
    company: companyOf(actor),
    sections,
    ...session,
  };
}

/** The parts of the console that somebody of a partner may open, in the order of the navigation. */
export function sectionsOf(actor: PartnerUser): PartnerSection[] {
  const all = Object.keys(partnerSections) as PartnerSection[];
  return all.filter((section) => mayDoAt(actor, partnerSections[section]));
}

/** The pages of the settings that somebody has, in this order; each is an address below `/settings`. */
export function settingsEntries(actor: PartnerUser | Operator | null): SettingsPage[] {
  if (actor?.kind !== "partner" || actor.grants.length === 0) return [...own];
  return [...(mayDoAt(actor, "people.manage") ? ["people" as const] : []), "locations", ...own];
}

type SettingsPage = "people" | "locations" | (typeof own)[number];
/** The pages of one's own account. */
const own = ["profile", "notices", "sessions", "security"] as const;

export type SwitchedView = { now: string | null; then: Place };

/** U3: where somebody works now, and for whom they filled in a form; null where they do not work (any more). */
export function switchedFrom(
  { actor, elsewhere }: { actor: PartnerUser | Operator; elsewhere: Place[] },
  company: string | undefined,
): SwitchedView | null {
  const then = elsewhere.find(({ id }) => (id ?? FOR_PROGRAMME) === company);
  return then ? { now: actor.kind === "partner" ? actor.partnerName : null, then } : null;
}

const FOR_PROGRAMME = "programme";

/** By what forms name where somebody works (U3). */
export function companyOf(actor: PartnerUser | Operator): string {
  return actor.kind === "partner" ? actor.partnerId : FOR_PROGRAMME;
}
