import { createHash } from "node:crypto";

/**
 * The application's secret in tests: the template of their databases knows the keys that are made of it. It looks as a
 * real one does, so that the artefact takes it.
 */
export const TEST_SECRET = createHash("sha256").update("of the tests").digest("base64");
