import type { ClaimDetails } from "@/lib/views/claim/details";
import { History } from "../ui/history";
import { useClaimWords } from "./use-claim-words";

/** Every act about the claim with who and when, for its partner and for the programme. */
export function ClaimHistory({ claim, history }: Pick<ClaimDetails, "claim" | "history">) {
  const words = useClaimWords(claim);
  return <History acts={history} when={words.instant} />;
}
