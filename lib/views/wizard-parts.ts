import { getConfig } from "../config";
import { findUnsent } from "../consent/asked/queries";
import { otherRequestOpen } from "../consent/rivals.queries";
import type { PartnerUser, Tx } from "../ctx";
import type { LocationChoice, WorkshopChoice } from "../customers/choices/queries";
import { findCompletion, type Completion } from "../customers/drafts/queries";
import type { Hindrance, LocationHindrance } from "../customers/drafts/rules";
import type { Barred } from "../eligibility/rules";
import { listEngagements } from "../engagements/queries";
import { listAdmins, listMyLocations, type Location } from "../partners/queries";
import { deadline, lastDate } from "../time/deadline";

/** Nobody can go on: no location can be chosen. Says why of each, and who can help. */
export type Blocked = {
  kind: "blocked";
  locations: { id: string; name: string; mpnId: string; hindrance: LocationHindrance }[];
  admins: { name: string; email: string }[];
};
/** The wizard was completed; null when its rounds are no longer the actor's to see. */
export type Done = { kind: "done"; completion: Completed | null };
/** `unsent`: the e-mail that it asks with has not left yet (K12). */
export type Completed = Completion & { unsent: boolean };
export type LocationOption = { id: string; name: string; city: string; mpnId: string };
export type WorkshopOption = {
  id: string;
  slug: string;
  name: string;
  solutionArea: string;
  consentDays: number;
  hindrance: Hindrance | null;
  /** P18: the customer is not allowed to take part, and that is why. */
  barred: Barred | null;
};
export type Review = {
  location: Location;
  /** `until`: the last day to get consent, as YYYY-MM-DD in the location's time zone. */
  workshops: { id: string; name: string; until: string; days: number }[];
  /** Workshops for which somebody else waits for this customer's answer; null: it was not looked. */
  rivals: string[] | null;
};

/** What one of the actor's wizards did; null as `findCompletion`. */
export async function completionOf(
  tx: Tx<PartnerUser>,
  draftId: string,
): Promise<Completed | null> {
  const found = await findCompletion(tx, draftId);
  const [round] = found?.workshops ?? [];
  if (!found || !round) return null;
  const asked = found.contact !== null && !found.waiting;
  const looks = asked && getConfig().MAIL_HOLD_SECONDS > 0;
  return {
    ...found,
    unsent: looks && (await findUnsent(tx, round.associationId)) !== null,
  };
}

/** S20: the locations that can be chosen. */
export function locationOptions(choices: readonly LocationChoice[]): LocationOption[] {
  return choices
    .filter(({ hindrance }) => hindrance === null)
    .map(({ location: { id, name, city, mpnId } }) => ({ id, name, city, mpnId }));
}

/** Why none can be chosen, and who can help. */
export async function blockedOf(
  tx: Tx<PartnerUser>,
  choices: readonly LocationChoice[],
): Promise<Blocked> {
  const locations = choices.flatMap(({ location: { id, name, mpnId }, hindrance }) =>
    hindrance === null ? [] : [{ id, name, mpnId, hindrance }],
  );
  return { kind: "blocked", locations, admins: await listAdmins(tx) };
}

/**
 * S29–S31: the workshops, the page's own first, then those that can be chosen; and which are ticked:
 * those of the draft, at first the page's own.
 */
export function workshopOptions(
  choices: readonly WorkshopChoice[],
  own: { id: string },
  drafted: readonly string[] | null,
): { workshops: WorkshopOption[]; chosen: string[] } {
  const rank = ({ engagement, hindrance }: WorkshopChoice) =>
    (hindrance === null ? 0 : 2) + (engagement.id === own.id ? 0 : 1);
  const sorted = [...choices].sort((a, b) => rank(a) - rank(b));
  const open = new Set(
    sorted.filter((one) => one.hindrance === null).map((one) => one.engagement.id),
  );
  return {
    workshops: sorted.map(({ engagement, hindrance, barred }) => ({
      id: engagement.id,
      slug: engagement.slug,
      name: engagement.name,
      solutionArea: engagement.solutionArea,
      consentDays: engagement.consentDays,
      hindrance,
      barred: hindrance === "criteria" ? barred : null,
    })),
    chosen: (drafted ?? [own.id]).filter((id) => open.has(id)),
  };
}

/** What the last screen shows of both wizards; null when the location is not the actor's any more. */
export async function reviewOf(
  tx: Tx<PartnerUser>,
  values: { location: string; workshops: readonly string[] | null },
  { tenantId, rivals }: { tenantId: string; rivals: boolean },
): Promise<Review | null> {
  const location = (await listMyLocations(tx)).find(({ id }) => id === values.location);
  if (!location) return null;
  const { timeZone } = location;
  const workshops = (await listEngagements(tx))
    .filter(({ id }) => values.workshops?.includes(id))
    .map(({ id, name, consentDays }) => ({
      id,
      name,
      until: lastDate(deadline(tx.now, consentDays, timeZone), timeZone),
      days: consentDays,
    }));
  const engagementIds = workshops.map(({ id }) => id);
  const open = rivals ? await otherRequestOpen(tx, { tenantId, engagementIds }) : null;
  const named = open && workshops.filter(({ id }) => open.includes(id)).map(({ name }) => name);
  return { location, workshops, rivals: named };
}
