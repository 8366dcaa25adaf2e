import { z } from "zod";
import { Refusal } from "../../errors";
import { sign } from "../../keys";
import { seal, unseal } from "../../seal";
import { recoveryOf, secretOf } from "./codes.rules";

const SLOT = 30 * 60_000;
const NUMBER = 10;
const offered = z.object({ secret: z.string(), recovery: z.array(z.string()), until: z.number() });

type Whose = { userId: string; now: Date };

/**
 * What a page shows before it is kept: a secret and ten recovery codes, and the same sealed for its form. In one
 * session it stays the same for half an hour, until something is kept: who mistypes a code scans no second time.
 * @param since when something was kept or proven last
 */
export function makeOffer({
  userId,
  sessionId,
  since,
  now,
}: Whose & { sessionId: string; since: Date | null }) {
  const slot = Math.floor(now.getTime() / SLOT);
  const seed = ["offer", userId, sessionId, since?.getTime() ?? 0, slot].join(" ");
  const chance = (what: string) =>
    Buffer.concat([1, 2].map((n) => sign("second-factor", `${seed} ${what} ${n}`)));
  const secret = secretOf(chance("secret").subarray(0, 20));
  const recovery = Array.from({ length: NUMBER }, (_, n) => recoveryOf(chance(`recovery-${n}`)));
  const until = (slot + 2) * SLOT;
  const sealed = seal(
    "second-factor",
    `offer ${userId}`,
    JSON.stringify({ secret, recovery, until }),
  );
  return { secret, recovery, sealed };
}

/** The same from the form. Refuses with `offer_over` when it is too old, and to anybody else. */
export function readOffer(sealed: string, { userId, now }: Whose) {
  const text = unseal("second-factor", `offer ${userId}`, sealed);
  const offer = text === null ? null : offered.parse(JSON.parse(text));
  if (offer === null || offer.until <= now.getTime()) throw new Refusal("offer_over");
  return offer;
}
