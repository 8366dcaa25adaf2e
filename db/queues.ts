const delivery = {
  retryLimit: 20,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 7_200,
  heartbeatSeconds: 10,
  expireInSeconds: 60,
} as const;

/**
 * The queues and how often each tries again. A delivery's tries end within 23 hours: at most
 * 10 + 20 + … + 5,120 seconds, then ten times 7,200. A worker that died is noticed by its missing
 * heartbeat.
 */
export const queues = {
  "deliver-mail": delivery,
  // What a run of many rows sends: beside the e-mails that somebody waits for, and behind them (B6).
  "deliver-run": delivery,
  "gather-mail": {
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 600,
    heartbeatSeconds: 10,
    policy: "short",
  },
  "tell-others": {
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    heartbeatSeconds: 10,
  },
  "tell-free": {
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    heartbeatSeconds: 10,
  },
  "tell-release": {
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    heartbeatSeconds: 10,
  },
  "tell-stopped": {
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    heartbeatSeconds: 10,
  },
  "tell-undelivered": {
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    heartbeatSeconds: 10,
  },
  "make-payment-files": {
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    heartbeatSeconds: 10,
  },
  // A scanner may be away for a day; the sweep goes on asking after that.
  "scan-document": {
    retryLimit: 20,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    heartbeatSeconds: 10,
    expireInSeconds: 180,
  },
  "scan-forgotten": { retryLimit: 0, policy: "singleton", heartbeatSeconds: 10 },
  // A worker that dies takes its try with it: the next one goes on where the import stood.
  "run-import": {
    retryLimit: 200,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 600,
    heartbeatSeconds: 10,
    expireInSeconds: 7_000,
  },
  // As an import: the next try goes on at the row where the run stood.
  "run-bulk": {
    retryLimit: 200,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 600,
    heartbeatSeconds: 10,
    expireInSeconds: 7_000,
  },
  "close-contacts": { retryLimit: 3, retryDelay: 30, heartbeatSeconds: 10 },
  "end-lapsed": { retryLimit: 0, policy: "singleton", heartbeatSeconds: 10 },
  "end-hanging": { retryLimit: 0, policy: "singleton", heartbeatSeconds: 10 },
  "send-digests": { retryLimit: 0, policy: "singleton", heartbeatSeconds: 10 },
  remind: { retryLimit: 0, policy: "singleton", heartbeatSeconds: 10 },
  "begin-version": { retryLimit: 3, retryDelay: 30, heartbeatSeconds: 10 },
  "refresh-eligibility": { retryLimit: 3, retryDelay: 30, heartbeatSeconds: 10 },
  "clean-drafts": { retryLimit: 0, policy: "singleton", heartbeatSeconds: 10 },
  "sweep-mail": { retryLimit: 0, policy: "singleton", heartbeatSeconds: 10 },
  "stamp-audit": { retryLimit: 0, policy: "singleton", heartbeatSeconds: 10 },
  "erase-person": {
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    heartbeatSeconds: 10,
    expireInSeconds: 3_600,
  },
  "erase-again": {
    retryLimit: 0,
    policy: "singleton",
    heartbeatSeconds: 10,
    expireInSeconds: 3_600,
  },
  "forget-over": {
    retryLimit: 0,
    policy: "singleton",
    heartbeatSeconds: 10,
    expireInSeconds: 3_600,
  },
  "make-months": { retryLimit: 3, retryDelay: 30, heartbeatSeconds: 10 },
  "sweep-files": { retryLimit: 0, policy: "singleton", heartbeatSeconds: 10 },
} as const;

export type QueueName = keyof typeof queues;

/**
 * What a person's act, or the door, leaves to be done. What runs by the clock, and may run only once at a time, the
 * worker alone begins.
 */
export const webQueues: readonly QueueName[] = [
  "begin-version",
  "close-contacts",
  "deliver-mail",
  "erase-person",
  "make-payment-files",
  "run-bulk",
  "run-import",
  "scan-document",
  "tell-free",
  "tell-others",
  "tell-release",
  "tell-stopped",
  "tell-undelivered",
];
