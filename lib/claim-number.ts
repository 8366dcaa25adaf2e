import { randomInt } from "node:crypto";
import { claimNumbers } from "@/db/schema/claim-numbers";

/** How many of each length are tried: while half of a length is free, one in a thousand claims takes a longer number. */
const TRIES = 10;

/**
 * Numbers by chance for one new claim, the shorter ones first: it takes the first that no claim has. They tell no count.
 * While claims have few numbers of a length it takes one of that length; when those are nearly gone, a longer one.
 */
export function drawNumbers(): number[] {
  return claimNumbers.flatMap(({ first, last }) =>
    Array.from({ length: TRIES }, () => randomInt(first, last + 1)),
  );
}
