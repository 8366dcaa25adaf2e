import type { Operator, PartnerUser } from "../ctx";

/** The parts of the console that a person can go to, in this order; each is an address. */
export type Section = "engagements" | "claims" | "attention" | "programme" | "mailbox";

export type ShellView = {
  person: { name: string; email: string };
  /** The company whose data is shown; absent for staff of the programme. */
  partner?: string | undefined;
  sections: Section[];
  /** How much waits for the person at "Attention required"; 100 stands for that many or more. */
  attention: number;
};

/**
 * What the frame around every console page shows of the person who is signed in.
 * It opens nothing: every page asks for itself. All of it comes with the session.
 * @param options `mailbox`: whether this installation keeps its mail in the local mailbox;
 * `attention`: how much waits for them, which comes with the session
 */
export function shellView(
  actor: PartnerUser | Operator,
  { mailbox, attention }: { mailbox: boolean; attention: number },
): ShellView {
  const sections: Section[] = [];
  if (actor.kind === "operator") sections.push("programme");
  else if (actor.grants.length > 0) sections.push("engagements", "claims", "attention");
  if (mailbox) sections.push("mailbox");
  return {
    person: { name: actor.name, email: actor.email },
    partner: actor.kind === "partner" ? actor.partnerName : undefined,
    sections,
    attention,
  };
}
