import { randomUUID } from "node:crypto";
import { redirect } from "next/navigation";
import { AskConsent } from "@/components/consent/ask-consent";
import { askSteps, consentPath } from "@/components/customers/wizard-paths";
import { askConsentView } from "@/lib/views/ask-consent";
import { titledByForm } from "@/lib/web/form-state";
import { mayLookForRivals } from "@/lib/web/early-warning";
import { readKept } from "@/lib/web/kept";
import { lastList, one, show, stepIn, type PageProps } from "@/lib/web/page";
import { resendConsent, saveContact, sendConsent, setReminders, takeBack } from "../actions";

export const metadata = titledByForm;

const actions = { resendConsent, saveContact, sendConsent, setReminders, takeBack };

/**
 * One screen of "Trigger customer consent", or the page of a request that waits for its answer.
 * Drafts and open screens as in "Add customer".
 */
export default async function Page({
  params,
  searchParams,
}: PageProps<{ slug: string; roundId: string; step?: string[] }>) {
  const { slug, roundId, step: path } = await params;
  const step = stepIn(askSteps, path);
  const { draft: asked, again, reminders } = await searchParams;
  const draft = typeof asked === "string" ? asked : null;
  const at = consentPath(slug, roundId, step, draft === null ? {} : { draft });
  const rivals = await mayLookForRivals();
  const view = await show(
    askConsentView,
    { slug, associationId: roundId, draft, step, rivals },
    { at },
  );
  const { screen } = view;
  if (screen.kind === "begin") redirect(consentPath(slug, roundId, step, { draft: randomUUID() }));
  if (screen.kind === "elsewhere")
    redirect(consentPath(slug, roundId, screen.step, draft === null ? {} : { draft }));
  return (
    <AskConsent
      view={view}
      from={await lastList({
        customers: `/engagements/${slug}/customers`,
        attention: "/attention",
      })}
      actions={actions}
      kept={await readKept(at)}
      again={one(again)}
      reminders={one(reminders)}
    />
  );
}
