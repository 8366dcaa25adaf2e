import { z } from "zod";

/** Which kind of proof a file is (W3, P14). */
export const documentKind = z.string().min(1).max(200);
export const documentId = z.guid();
