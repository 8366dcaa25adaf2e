import type { PoeRequirement } from "@/db/schema/states";
import { DOCUMENT_BYTES, DOCUMENTS_PER_CLAIM } from "@/db/schema/proof";
import {
  listDocuments,
  type ListedDocument,
  type RemovedDocument,
} from "../../claims/documents/queries";
import { documentKinds, type DocumentKind } from "../../claims/documents/schema";
import { isOpen, statusAt, type Clocks, type Requirement } from "../../claims/rules";
import type { Tx } from "../../ctx";
import { isShown, kinds } from "../../files/kinds";

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
  /** One list for each requirement that is a document, in the order of section 6. */
  lists: {
    requirement: DocumentKind;
    template: { url: string; version: string | null } | null;
    documents: Listed[];
  }[];
  removed: (RemovedDocument & { href: string | null })[];
  /** How many documents the claim has, and may have. */
  used: number;
  most: number;
  mostBytes: number;
  /** The endings of names that are taken, as an `accept` attribute says them. */
  accept: string;
};

type Claim = Clocks & {
  id: string;
  number: number;
  requires: readonly Requirement[];
  poe: readonly PoeRequirement[];
};

/** W3: the documents of a claim that its reader may see; part of the views of one claim. */
export async function claimDocuments(tx: Tx, claim: Claim): Promise<ClaimDocumentsView> {
  const { documents, removed } = await listDocuments(tx, claim.id);
  const address = (id: string) => `/claims/${claim.number}/documents/${id}`;
  return {
    number: claim.number,
    editable: tx.actor.kind === "partner" && isOpen(statusAt(claim, tx.now)),
    lists: documentKinds
      .filter((kind) => claim.requires.includes(kind))
      .map((requirement) => ({
        requirement,
        template: templateOf(claim.poe, requirement),
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
    accept: Object.keys(kinds)
      .map((extension) => `.${extension}`)
      .join(","),
  };
}

function templateOf(poe: readonly PoeRequirement[], requirement: DocumentKind) {
  const found = poe.find(({ kind }) => kind === requirement);
  if (!found?.templateUrl) return null;
  return { url: found.templateUrl, version: found.templateVersion ?? null };
}
