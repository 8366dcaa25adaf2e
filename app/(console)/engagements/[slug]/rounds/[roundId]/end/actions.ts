"use server";
import { endPath } from "@/components/customers/wizard-paths";
import { endRound as endRoundVerb } from "@/lib/consent/end-round";
import { endRoundInput } from "@/lib/consent/schema";
import { formAction } from "@/lib/web/action";

export const endRound = formAction({
  schema: endRoundInput,
  at: (values) => endPath(String(values.slug ?? ""), String(values.association ?? "")),
  run: async (ctx, { slug, association, reason }) => {
    await endRoundVerb(ctx, { associationId: association, reason });
    return `/engagements/${encodeURIComponent(slug)}/history?ended=${association}`;
  },
});
