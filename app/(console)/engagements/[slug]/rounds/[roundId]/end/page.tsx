import { EndRound } from "@/components/consent/end-round";
import { endPath } from "@/components/customers/wizard-paths";
import { endRoundView } from "@/lib/views/end-round";
import { titledByForm } from "@/lib/web/form-state";
import { show, type PageProps } from "@/lib/web/page";
import { endRound } from "./actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ slug: string; roundId: string }>) {
  const { slug, roundId } = await params;
  const view = await show(
    endRoundView,
    { slug, associationId: roundId },
    { at: endPath(slug, roundId) },
  );
  return <EndRound view={view} action={endRound} />;
}
