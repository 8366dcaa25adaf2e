import { and, eq, isNull } from "drizzle-orm";
import { claimDocuments, DOCUMENTS_PER_CLAIM } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { fingerprint } from "../../audit/fingerprint";
import { record } from "../../audit/record";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { mediaTypeOf } from "../../files/content";
import { isTaken } from "../../files/kinds";
import { getFiles } from "../../files/files";
import { holdBytes } from "../../files/hold";
import { letGo } from "../../files/receive";
import type { Received } from "../../files/store";
import { hasScanner } from "../../files/scanner";
import { enqueue } from "../../queue/enqueue";
import type { Claim } from "../lock-claim";
import { lockOpenClaim } from "../lock-claim";
import { getPoe } from "../proof/queries";
import { takesFiles } from "../proof/rules";
import type { Requirement } from "../rules";
import { documentName, freePlace, NAME_LENGTH } from "./rules";

type Input = {
  /** The claim ID. */
  number: number;
  requirement: Requirement;
  /** As the browser sent it. */
  name: string;
  file: Received;
};
type Document = Omit<Input, "number"> & { mediaType: string };

/**
 * Adds a received file to a claim's proof of execution (W3); the received file is gone afterwards.
 * Its bytes are in the store before its row is written: there is never a row without bytes. While a
 * scanner looks at them, the document counts as handed in (D28). The same
 * bytes again for the same requirement are told as such.
 * Refuses with `not_found`, `claim_expired`, `claim_closed`, `too_many_documents`, `same_file` (`name`), `file_infected`,
 * `file_type_here` (`types`) where this requirement takes other files (P14),
 * `file_name`, `file_name_long` (`most`), and as `mediaTypeOf` says.
 * @returns the document's id and name
 */
export async function addDocument(
  ctx: Ctx,
  { number, file, ...input }: Input,
): Promise<{ id: string; name: string }> {
  try {
    authorize(ctx, "claims.edit");
    const name = documentName(input.name);
    if (name === "") throw new Refusal("file_name");
    if ([...name].length > NAME_LENGTH) {
      throw new Refusal("file_name_long", { params: { most: NAME_LENGTH } });
    }
    const mediaType = await mediaTypeOf(file, name);
    const files = await getFiles(ctx);
    await files.put(file);
    return await transaction(ctx, async (tx) => {
      await holdBytes(tx, files, file.sha256);
      const claim = await lockOpenClaim(tx, number);
      return write(tx, claim, { requirement: input.requirement, name, file, mediaType });
    });
  } finally {
    await letGo(file);
  }
}

/** W3, P14: what the claim's version asks for, and takes. */
async function refuseOther(
  tx: Tx<PartnerUser>,
  claim: Claim,
  { requirement, mediaType }: Pick<Document, "requirement" | "mediaType">,
): Promise<void> {
  const poe = await getPoe(tx, claim);
  if (!takesFiles(claim.requires, poe, requirement)) throw new Refusal("not_found");
  const types = poe.find(({ kind }) => kind === requirement)?.fileTypes;
  if (types && !isTaken(types, mediaType))
    throw new Refusal("file_type_here", { params: { types: types.join(", ").toUpperCase() } });
}

async function write(
  tx: Tx<PartnerUser>,
  claim: Claim,
  { requirement, name, file, mediaType }: Document,
): Promise<{ id: string; name: string }> {
  await refuseOther(tx, claim, { requirement, mediaType });
  const sha256 = Buffer.from(file.sha256, "hex");
  const present = await tx.db
    .select()
    .from(claimDocuments)
    .where(and(eq(claimDocuments.claimId, claim.id), isNull(claimDocuments.removedAt)));
  const same = present.find((one) => one.requirement === requirement && one.sha256.equals(sha256));
  if (same?.infection) throw new Refusal("file_infected");
  if (same) throw new Refusal("same_file", { params: { name: same.name } });
  const place = freePlace(
    present.map((one) => one.place),
    DOCUMENTS_PER_CLAIM,
  );
  if (place === null) throw new Refusal("too_many_documents");
  const [document] = await tx.db
    .insert(claimDocuments)
    .values({
      partnerId: claim.partnerId,
      claimId: claim.id,
      requirement,
      place,
      name,
      mediaType,
      size: file.size,
      sha256,
      uploadedAt: tx.now,
      uploadedBy: tx.actor.userId,
      quarantinedAt: hasScanner() ? tx.now : null,
    })
    .returning({ id: claimDocuments.id });
  if (!document) throw new Error("the document was not written");
  if (hasScanner()) await enqueue(tx, "scan-document", { sha256: file.sha256 });
  await record(tx, {
    event: "document.added",
    subjectId: claim.id,
    data: {
      number: claim.number,
      document: document.id,
      requirement,
      name,
      size: file.size,
      sha256: file.sha256,
      proof: fingerprint([requirement, name, mediaType, file.size, file.sha256]),
    },
  });
  return { id: document.id, name };
}
