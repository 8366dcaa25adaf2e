import path from "node:path";

/** Where suites keep files; see `setup.ts`. */
export const filesFolder = path.resolve(".data/test-files");

/** Where a run of tests keeps the programs that it starts. */
export const programsFolder = (run: string) => path.resolve(".data/test-programs", run);
