import type { PartnerAct } from "../access/policy";
import type { PartnerUser, Tx } from "../ctx";
import type { RefusalCode } from "../errors";
import type { Column } from "../imports/kind";
import type { BulkKindName, BulkList, BulkOptions, RowDetails } from "./schema";

/** What one row of a run is about. */
export type Subject = {
  tenantId: string | null;
  engagementId: string | null;
  locationId: string | null;
  associationId: string | null;
  details: RowDetails;
};

/** What became of a row; `refused`: what was written of that stays. */
export type Done =
  | {
      outcome: "done" | "already";
      /** How many e-mails to people outside that wrote. */
      mails: number;
      associationId?: string;
      requestId?: string;
    }
  | { outcome: "refused"; code: RefusalCode };

/** One of the things that can be done to many (B1). */
export type BulkKind = {
  name: BulkKindName;
  act: PartnerAct;
  /** On which lists its rows are chosen. */
  lists: readonly BulkList[];
  /** What a row is: a customer at a workshop that begins, the round that runs there, a claim, or what another run did. */
  of: "customer" | "round" | "claim" | "done";
  /** Refusals that say that it is done already. */
  already: readonly RefusalCode[];
  /** The columns of a file (B2); none: rows of a file cannot be so. */
  columns: readonly Column[];
  /** One of these must be in the file. */
  known: readonly string[];
  /** A step: does it, by the verb's own; refuses as that does. */
  step: (tx: Tx<PartnerUser>, row: Subject, options: BulkOptions) => Promise<Done>;
};
