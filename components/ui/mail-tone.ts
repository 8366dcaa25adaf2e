import type { Tone } from "./status";

/** The shape and colour of how an e-mail stands; `waiting`: to be let go. */
export const mailTone = {
  waiting: "warning",
  queued: "pending",
  sending: "pending",
  sent: "info",
  delivered: "success",
  delayed: "warning",
  returned: "warning",
  bounced: "danger",
  complained: "danger",
  failed: "danger",
  dropped: "neutral",
} as const satisfies Record<string, Tone>;
