import { becomePart, starting } from "./run/part";

/** `npm run start:worker`: the worker alone; any number of them may run (O2). */
starting(async () => {
  await becomePart("worker");
  await import("@/lib/jobs/worker");
});
