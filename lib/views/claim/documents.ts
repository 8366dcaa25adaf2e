import type { Localized, PoeRequirement } from "@/db/schema/states";
import { DOCUMENT_BYTES, DOCUMENTS_PER_CLAIM } from "@/db/schema/proof";
import {
  listDocuments,
  type ListedDocument,
  type RemovedDocument,
} from "../../claims/documents/queries";
import { partsOf, templateOn, type Part } from "../../claims/proof/rules";
import { isOpen, statusAt, type Clocks, type Requirement } from "../../claims/rules";
import { surveyRequirements } from "../../claims/schema";
import type { Tx } from "../../ctx";
import { isShown, kinds } from "../../files/kinds";
import { dateIn } from "../../time/deadline";

type Listed = ListedDocument & {
  /** Its address, which is the download's too; nothing is behind it once a scanner refused it. */
  href: string;
  /** An address that shows it in the page, for PDF and images. */
  viewHref: string | null;
};

export type ClaimDocumentsView = {
  number: number;
  /** Documents can be added and removed now. */
  editable: boolean;
  /** One list for each requirement that is a document, in the order of the claim's version. */
  lists: (Part & {
    /** The one that its round is given. */
    template: { url: string; version: string } | null;
    /** What the programme says about it. */
    note: Localized | null;
    /** The endings of names that are taken here; null: all. */
    types: string[] | null;
    /** The same, as an `accept` attribute says them. */
    accept: string;
    documents: Listed[];
  })[];
  removed: (RemovedDocument & { href: string | null })[];
  /** How many documents the claim has, and may have. */
  used: number;
  most: number;
  mostBytes: number;
};

type Claim = Clocks & {
  id: string;
  number: number;
  requires: readonly Requirement[];
  timeZone: string;
  /** When its round began. */
  begunAt: Date;
  poe: readonly PoeRequirement[];
};

/** W3: the documents of a claim that its reader may see; part of the views of one claim. */
export async function claimDocuments(tx: Tx, claim: Claim): Promise<ClaimDocumentsView> {
  const { documents, removed } = await listDocuments(tx, claim.id);
  const address = (id: string) => `/claims/${claim.number}/documents/${id}`;
  return {
    number: claim.number,
    editable: tx.actor.kind === "partner" && isOpen(statusAt(claim, tx.now)),
    lists: partsOf(claim.requires, claim.poe)
      .filter(({ requirement }) => !surveyRequirements.includes(requirement))
      .map(({ requirement, optional }) => ({
        requirement,
        optional,
        ...asksOf(claim, requirement),
        documents: documents
          .filter((one) => one.requirement === requirement)
          .map((one) => ({
            ...one,
            href: address(one.id),
            viewHref:
              isShown(one.mediaType) && one.scan !== "infected" ? `${address(one.id)}/view` : null,
          })),
      })),
    removed: removed.map((one) => ({
      ...one,
      href: one.wasSentIn && one.scan !== "infected" ? address(one.id) : null,
    })),
    used: documents.length,
    most: DOCUMENTS_PER_CLAIM,
    mostBytes: DOCUMENT_BYTES,
  };
}

function asksOf({ poe, begunAt, timeZone }: Claim, requirement: Requirement) {
  const asked = poe.find(({ kind }) => kind === requirement);
  const types = asked?.fileTypes ?? null;
  const accept = (types ?? Object.keys(kinds)).map((extension) => `.${extension}`).join(",");
  const template = asked ? templateOn(dateIn(begunAt, timeZone), asked) : null;
  return { template, note: asked?.note ?? null, types, accept };
}
