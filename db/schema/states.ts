/** What becomes of an e-mail. */
export const emailStates = [
  "queued",
  "sending",
  "sent",
  "delivered",
  "delayed",
  "returned",
  "bounced",
  "complained",
  "failed",
] as const;
