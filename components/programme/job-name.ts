import health from "@/messages/en/health.json";

type JobName = keyof typeof health.jobs;

/** The key of a job's words; one that is not known, as of a newer version that runs beside this one, is `other`. */
export function jobName(name: string): JobName {
  return Object.hasOwn(health.jobs, name) ? (name as JobName) : "other";
}
