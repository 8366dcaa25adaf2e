import { z } from "zod";

/** The kinds of proof that are files (W3). */
export const documentKinds = ["invoice", "findings_and_recommendations"] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** A claim ID as it stands in an address. */
export const claimNumber = z
  .string()
  .regex(/^[1-9]\d{6}$/)
  .transform(Number);

export const documentKind = z.enum(documentKinds);
export const documentId = z.guid();
