import { z } from "zod";
import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import { listHistoryOf, type Act } from "../../audit/history";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { listEngagements, listQualificationKeys } from "../../engagements/queries";
import { countPartner, type PartnerCounts } from "../../partners/counts.queries";
import { listPartnerDomains } from "../../partners/domains/queries";
import {
  getLocation,
  listPartnerLocations,
  type LocationLine,
  type PartnerLocation,
} from "../../partners/locations/queries";
import { listQualifications } from "../../partners/qualifications/queries";
import { qualificationsOn, type Qualification } from "../../partners/qualifications/rules";
import { dateIn } from "../../time/deadline";
import { getPartner, type Partner } from "../../partners/partner.queries";
import { readable } from "../readable";

/** Whether the reader changes a partner; `own`: they belong to it (P6), `role`: their role may not (P5). */
export type Edits = "yes" | "own" | "role";

/** What stands at the head of every page about one partner. */
export type PartnerHead = Pick<Partner, "id" | "name" | "country" | "revision"> & {
  edits: Edits;
  /** Why nothing is begun or mailed for it (P25); null: it is not suspended. */
  suspended: { by: string; at: Date; why: string } | null;
};

export type PartnerView = PartnerHead & {
  /** Kept with the partner (D19): in ASCII, and as people write it. */
  domains: { domain: string; readable: string }[];
  locations: LocationLine[];
  counts: PartnerCounts;
  history: Act[];
};

/** One company of the network. Throws `not_found`. */
export async function programmePartner(tx: Tx, { id }: { id: string }): Promise<PartnerView> {
  authorize(tx, "programme.read");
  const head = await partnerHead(tx, { id });
  const domains = await listPartnerDomains(tx, id);
  return {
    ...head,
    domains: domains.map((domain) => ({ domain, readable: readable([domain])[0] ?? domain })),
    locations: await listPartnerLocations(tx, id),
    counts: await countPartner(tx, id),
    history: await listHistoryOf(tx, id, id),
  };
}

/** Which company a form is about. Throws `not_found`. */
export async function partnerHead(tx: Tx, { id }: { id: string }): Promise<PartnerHead> {
  authorize(tx, "programme.read");
  if (!z.guid().safeParse(id).success) throw new Refusal("not_found");
  const { name, country, revision, ...state } = await getPartner(tx, id);
  const { suspendedAt: at, suspendedWhy: why, suspendedByName: by } = state;
  const suspended = at === null ? null : { at, why: why ?? "", by: by ?? "" };
  return { id, name, country, revision, edits: editsOf(tx, id), suspended };
}

export type LocationView = {
  partner: PartnerHead;
  location: PartnerLocation;
  /** Each with whether it counts on the day of the question there (P26). */
  qualifications: (Qualification & { state: "countsNow" | "lapsed" | "toCome" })[];
  /** What can be given: those that have names, and what workshops ask for. */
  choices: string[];
  history: Act[];
};

/** One location of a company. Throws `not_found`. */
export async function programmeLocation(
  tx: Tx,
  input: { partner: string; location: string },
): Promise<LocationView> {
  authorize(tx, "programme.read");
  const partner = await partnerHead(tx, { id: input.partner });
  if (!z.guid().safeParse(input.location).success) throw new Refusal("not_found");
  const location = await getLocation(tx, input);
  const today = dateIn(tx.now, location.timeZone);
  const asked = (await listEngagements(tx)).flatMap(({ partnerCriteria: of }) => [
    ...of.anyOf,
    ...of.allOf,
  ]);
  return {
    partner,
    location,
    qualifications: (await listQualifications(tx, input)).map((one) => ({
      ...one,
      state: stateOn(today, one),
    })),
    choices: [...new Set([...(await listQualificationKeys(tx)), ...asked])].sort(),
    history: await listHistoryOf(tx, partner.id, location.id),
  };
}

function stateOn(day: string, one: Qualification) {
  if (qualificationsOn(day, [one]).length > 0) return "countsNow";
  return day < one.validFrom ? "toCome" : "lapsed";
}

function editsOf({ actor }: Tx<Operator>, partnerId: string): Edits {
  if (actor.companies.includes(partnerId)) return "own";
  return mayDo(actor, "partners.manage") ? "yes" : "role";
}
