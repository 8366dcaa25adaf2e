import { cancelClaim } from "@/lib/claims/cancel-claim";
import { endLapsedClaims } from "@/lib/claims/end-lapsed-claims";
import { renewClaim } from "@/lib/claims/renew-claim";
import { submitClaim } from "@/lib/claims/submit-claim";
import { answerConsent } from "@/lib/consent/answer";
import { withdrawConsent } from "@/lib/consent/withdraw";
import { getConfig } from "@/lib/config";
import type { Ctx, Visitor } from "@/lib/ctx";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { Refusal } from "@/lib/errors";
import { acceptInvitation } from "@/lib/people/members/accept-invitation";
import { changeRoles } from "@/lib/people/members/change-roles";
import { switchCompany } from "@/lib/people/switch-company";
import type { Job } from "./contest";
import { openBoth, openWeb } from "./open-database";

/** One server process of a race: does what it is told over its channel, with a pool of its own. */
const urls = {
  webUrl: getConfig().APP_DATABASE_URL,
  workerUrl: process.env.WORKER_DATABASE_URL ?? "",
};
const options = { max: 10, timeoutMs: Number(process.env.CONTESTANT_TIMEOUT ?? 20_000) };
const db = openBoth(urls, options);
/** As who signs people in and switches their company. */
const door = openWeb(urls, options);

async function perform(job: Job): Promise<string> {
  const ctx = <A extends Ctx["actor"]>(actor: A) => ({ actor, now: new Date(job.at), db });
  switch (job.act) {
    case "answer":
      return (await answerConsent(ctx(job.visitor), job.form)).kind;
    case "withdraw":
      return (await withdrawConsent(ctx<Visitor>(job.visitor), job.form)).kind;
    case "submit":
      await submitClaim(ctx(job.actor), { number: job.number, comment: "All of it." });
      return "submitted";
    case "cancel":
      await cancelClaim(ctx(job.actor), { number: job.number });
      return "cancelled";
    case "renew":
      return (await renewClaim(ctx(job.actor), { number: job.number })).associationId;
    case "lapse":
      await endLapsed(ctx({ kind: "system", name: "race" }));
      await endLapsedClaims(ctx({ kind: "system", name: "race" }));
      return "lapsed";
    case "join":
      await acceptInvitation(ctx(job.visitor), { fullName: job.fullName });
      return "joined";
    case "switch":
      await switchCompany({ ...ctx({ kind: "system", name: "switch" }), db: door }, job);
      return "switched";
    case "roles":
      await changeRoles(ctx(job.actor), { ...job, at: undefined });
      return "changed";
  }
}

process.on("message", ({ id, job }: { id: number; job: Job }) => {
  void perform(job)
    .catch((error: unknown) => (error instanceof Refusal ? error.code : `failed: ${String(error)}`))
    .then((outcome) => process.send?.({ id, outcome }));
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
