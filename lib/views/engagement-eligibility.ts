import { authorize } from "../access/authorize";
import type { Tx } from "../ctx";
import { placeEligibility } from "../eligibility/places";
import type { LocationCriterion } from "../eligibility/rules";
import { Refusal } from "../errors";
import { getCatalogue, type Offer, type Place } from "../engagements/catalogue/queries";

export type { LocationCriterion };
export type PlaceLine = Pick<
  Place,
  "id" | "mpnId" | "name" | "city" | "country" | "band" | "enrolment" | "payeeProfile"
> & { met: boolean; criteria: LocationCriterion[] };

export type EngagementEligibility = {
  engagement: { slug: string; name: string; solutionArea: string; hasCustomers: boolean };
  /** The actor's enrolled locations: the eligible ones first. */
  mine: PlaceLine[];
  /** Enrolled locations of the company on which the actor holds no role (S20). */
  others: PlaceLine[];
  /** Locations of the company that are not enrolled. */
  notEnrolled: PlaceLine[];
};

/** Eligibility of the company's locations for one engagement (section 7). Throws `no_role`, `not_found`. */
export async function engagementEligibility(tx: Tx, slug: string): Promise<EngagementEligibility> {
  authorize(tx, "engagements.read");
  const { offers, places } = await getCatalogue(tx, slug);
  const [engagement] = offers;
  if (!engagement) throw new Refusal("not_found");
  const enrolled = places.filter(({ enrolment }) => enrolment === "enrolled");
  const lines = (some: Place[]) =>
    some
      .map((place) => lineOf(engagement, place, tx.now))
      .sort((a, b) => Number(b.met) - Number(a.met));
  return {
    engagement: {
      slug: engagement.slug,
      name: engagement.name,
      solutionArea: engagement.solutionArea,
      hasCustomers: engagement.hasCustomers,
    },
    mine: lines(enrolled.filter(({ mine }) => mine)),
    others: lines(enrolled.filter(({ mine }) => !mine)),
    notEnrolled: lines(places.filter(({ enrolment }) => enrolment !== "enrolled")),
  };
}

function lineOf(engagement: Offer, place: Place, now: Date): PlaceLine {
  const { id, mpnId, name, city, country, band, enrolment, payeeProfile } = place;
  const { met, criteria } = placeEligibility(engagement, place, now);
  return { id, mpnId, name, city, country, band, enrolment, payeeProfile, met, criteria };
}
