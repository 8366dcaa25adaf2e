import { z } from "zod";

/** The kinds of proof that are files (W3). */
export const documentKinds = ["invoice", "findings_and_recommendations"] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const documentKind = z.enum(documentKinds);
export const documentId = z.guid();
