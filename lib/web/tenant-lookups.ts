import { isWithin } from "./rate-limit";

/**
 * Whether somebody may have the identity provider asked once more (P24); counted for each person, so that nobody sends
 * it a list of names through us. Past it, and when nobody can count, it is as if the provider did not answer.
 */
export const mayAskProvider = (userId: string): Promise<boolean> =>
  isWithin(`tenant-lookup:${userId}`, { points: 30, seconds: 3_600 });
