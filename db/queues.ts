/** The queues and how often each tries again. A delivery's tries end within 23 hours. */
export const queues = {
  "deliver-mail": {
    retryLimit: 12,
    retryDelay: 15,
    retryBackoff: true,
    retryDelayMax: 7_200,
    expireInSeconds: 120,
  },
  "tell-others": { retryLimit: 10, retryDelay: 10, retryBackoff: true, retryDelayMax: 3_600 },
  "end-lapsed": { retryLimit: 0, policy: "singleton" },
  remind: { retryLimit: 0, policy: "singleton" },
  "refresh-eligibility": { retryLimit: 3, retryDelay: 30 },
  "clean-drafts": { retryLimit: 0, policy: "singleton" },
  "sweep-mail": { retryLimit: 0, policy: "singleton" },
} as const;

export type QueueName = keyof typeof queues;
