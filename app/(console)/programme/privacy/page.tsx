import { PrivacyRequests } from "@/components/programme/privacy-requests";
import { programmePrivacy } from "@/lib/views/programme/privacy";
import { readKept } from "@/lib/web/kept";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";
import { ask } from "./actions";

export const generateMetadata = titled("privacy");

/** O24, O25: what people asked of their data, and the legal holds. */
export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/programme/privacy", search);
  const view = await show(programmePrivacy, undefined, { at });
  const kept = await readKept("/programme/privacy");
  return (
    <ProgrammeFrame page="privacy" at={at}>
      <PrivacyRequests view={view} action={ask} kept={kept} done={one(search.done)} />
    </ProgrammeFrame>
  );
}
