import { createHash } from "node:crypto";
import type { FieldError } from "../../errors";
import { emailAddress } from "../../input";
import type { InvitedLine } from "./schema";

export type PartnerRole = "incentives_admin" | "incentives_user";
export type Held = { role: PartnerRole; locationId: string | null; lastDay: string | null };
type Wanted = { role: string; locationId: string | null };
type Whose = { places: readonly { id: string; mpnId: string }[]; everywhere: boolean };

/** How many can be invited with one form. */
export const INVITED_AT_ONCE = 100;
/** Nobody's mailbox is filled by somebody who presses again and again, or takes back and invites anew. */
const MINUTES_BETWEEN = 10;
/** How long an invitation works (U2). */
export const INVITATION_DAYS = 7;

/** How many minutes after the last invitation to an address the next one may go there; 0 or less: now. */
export function minutesToWait(sentAt: Date, now: Date): number {
  return Math.ceil(MINUTES_BETWEEN - (now.getTime() - sentAt.getTime()) / 60_000);
}

/** U2: who a line invites, with the roles of its own cells or those of the form; or what is wrong with it. */
export function readLine(
  { line, cells: [address = "", role = "", place = ""] }: InvitedLine,
  form: { roles: readonly string[]; places: readonly string[] },
  house: Whose & { allowed: readonly string[] },
): { email: string; roles: Wanted[] } | FieldError {
  const wrong = (code: FieldError["code"]): FieldError => ({
    field: "people",
    code,
    params: { line },
  });
  const email = emailAddress().safeParse(address);
  if (!email.success) return wrong("invite_line");
  const roles = role === "" ? form.roles : [roleNamed(role)];
  if (roles.length === 0) return { field: "role", code: "role_needed" };
  if (!roles.every((one) => house.allowed.includes(one))) return wrong("invite_line");
  const staff = house.places.length === 0 && house.allowed.length > 2;
  const places = staff ? ["company"] : place === "" ? form.places : [place];
  if (places.length === 0) return { field: "places", code: "place_needed" };
  const found = places.map((one) => placeOf(one, house));
  if (found.includes(undefined)) return wrong("invite_place");
  return {
    email: email.data,
    roles: roles.flatMap((one) =>
      found.flatMap((locationId) => (locationId === undefined ? [] : [{ role: one, locationId }])),
    ),
  };
}

/** The place that a form or file names; null: the whole company; undefined: none that the actor gives roles for. */
function placeOf(name: string, { places, everywhere }: Whose): string | null | undefined {
  if (name === "company") return everywhere ? null : undefined;
  return places.find(({ id, mpnId }) => id === name || mpnId === name)?.id;
}

/** A role as people write it in a file. */
export function roleNamed(text: string): string {
  const word = text.toLowerCase().replace(/[\s_-]+/g, " ");
  if (/^(incentives )?(admin|beheerder)$/.test(word)) return "incentives_admin";
  if (/^(incentives )?(user|gebruiker)$/.test(word)) return "incentives_user";
  return word.replaceAll(" ", "_");
}

/** A mark of how somebody's roles stood when a page was shown (P4). */
export function seenOf(roles: readonly (Held | string)[]): string {
  const texts = roles.map((one) =>
    typeof one === "string" ? one : `${one.role} ${one.locationId} ${one.lastDay}`,
  );
  return createHash("sha256").update(texts.sort().join("\n")).digest("base64url").slice(0, 16);
}

/** Which roles are given and which are taken, to come from what is held to what is wanted. */
export function differenceOf(held: readonly Held[], wanted: readonly Held[]) {
  const same = (a: Held) => (b: Held) => seenOf([a]) === seenOf([b]);
  return {
    given: wanted.filter((one) => !held.some(same(one))),
    taken: held.filter((one) => !wanted.some(same(one))),
  };
}
