import { listComments, type CommentThread } from "../../claims/comments/queries";
import { takesComments } from "../../claims/comments/rules";
import { getProof } from "../../claims/proof/queries";
import { partsOf, type Part } from "../../claims/proof/rules";
import { getClaim, type Claim } from "../../claims/queries";
import { listReviews, type Review } from "../../claims/review/queries";
import { isDone, openRequirements, payoutOf, statusAt, type Requirement } from "../../claims/rules";
import type { ClaimStatus } from "../../claims/schema";
import { getRelease } from "../../consent/contacts/queries";
import type { Operator, PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { claimNumber } from "../../input";
import type { Money } from "../../money";
import { readable } from "../readable";
import { askedOf, type Asked } from "./asked";

type Reader = Tx<PartnerUser> | Tx<Operator>;

export type ContactRelease = {
  reason: string;
  standing: "waiting" | "released" | "refused";
  note: string;
};

/** What every page about one claim knows, on its partner's side and on the programme's. */
export type ClaimFacts = {
  claim: Claim;
  /** Where the claim stands now, also when nobody recorded yet that its time ran out (W11). */
  status: ClaimStatus;
  /** What it pays, or may still pay (D27). */
  payout: Money | null;
  /** D19: of a contact outside of the customer's domains: why, and what the programme said. */
  contactRelease: ContactRelease | null;
  /** In the order of its version; which of them are done, and which may be left out (W3, W11, P14). */
  requirements: (Part & { done: boolean })[];
  open: Requirement[];
};

/** The one reader of a claim's facts. Throws `not_found`, also for what is no claim ID. */
export async function claimFacts(tx: Reader, address: string): Promise<ClaimFacts> {
  const found = await getClaim(tx, numberIn(address));
  const status = statusAt(found, tx.now);
  const tenant = { ...found.tenant, domains: readable(found.tenant.domains) };
  const claim = { ...found, status, tenant };
  const proof = await getProof(tx, claim.id);
  return {
    claim,
    status,
    payout: payoutOf(status, claim.payout),
    contactRelease: await contactReleaseOf(tx, claim),
    requirements: partsOf(claim.requires, claim.engagement.poe).map((part) => ({
      ...part,
      done: isDone(part.requirement, proof),
    })),
    open: openRequirements(claim.requires, proof),
  };
}

/** The claim ID in an address. Throws `not_found` for what is none. */
export function numberIn(address: string): number {
  const number = claimNumber.safeParse(address);
  if (!number.success) throw new Refusal("not_found");
  return number.data;
}

/** What partner and programme said to each other about it. */
export type ClaimTalk = {
  /** The newest first. */
  reviews: Review[];
  /** D26: what the programme asks or why it rejected, what changed since, and the partner's grounds. */
  asked: Asked | null;
  comments: CommentThread[];
  /** W10: whether partner and programme can still write to each other. */
  takesComments: boolean;
};

export async function claimTalk(
  tx: Reader,
  { claim }: Pick<ClaimFacts, "claim">,
): Promise<ClaimTalk> {
  const reviews = await listReviews(tx, claim.id);
  const comments = await listComments(tx, claim.id);
  const asked = await askedOf(tx, claim, { reviews, comments });
  return { reviews, asked, comments, takesComments: takesComments(claim.status) };
}

async function contactReleaseOf(
  tx: Tx,
  { partnerId, contactReleaseId: releaseId }: Pick<Claim, "partnerId" | "contactReleaseId">,
): Promise<ContactRelease | null> {
  const release = await getRelease(tx, { partnerId, releaseId });
  if (release === null) return null;
  const { reason, decision, note } = release;
  return { reason, standing: decision ?? "waiting", note: note ?? "" };
}
