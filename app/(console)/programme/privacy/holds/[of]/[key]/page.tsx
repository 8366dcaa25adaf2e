import { LegalHold } from "@/components/programme/legal-hold";
import { programmeHold } from "@/lib/views/programme/privacy";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame } from "../../../../frame";
import { lift, place } from "./actions";

export const metadata = titledByForm;

/** O25: a legal hold on a claim or a customer, to place or to lift. */
export default async function Page({ params }: PageProps<{ of: string; key: string }>) {
  const { of, key } = await params;
  const at = `/programme/privacy/holds/${encodeURIComponent(of)}/${encodeURIComponent(key)}`;
  const view = await show(programmeHold, { of, key }, { at });
  return (
    <ProgrammeFrame page="privacy" at={at}>
      <LegalHold view={view} actions={{ place, lift }} kept={await readKept(at)} />
    </ProgrammeFrame>
  );
}
