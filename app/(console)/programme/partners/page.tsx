import { PartnersList } from "@/components/partners/partners-list";
import { programmePartners } from "@/lib/views/programme/partners";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("partners");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf("/programme/partners", search);
  const view = await show(programmePartners, { q: one(search.q), after }, { at });
  return (
    <ProgrammeFrame page="partners" at={at}>
      <PartnersList view={view} paged={after !== undefined} />
    </ProgrammeFrame>
  );
}
