import { PartnersList } from "@/components/partners/partners-list";
import { programmePartners } from "@/lib/views/programme/partners";
import { seenAs } from "@/lib/web/kept-view";
import { addressOf, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("partners");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/programme/partners", search);
  const view = await show(
    programmePartners,
    { search: await seenAs("/programme/partners", search) },
    { at, mayLag: true },
  );
  return (
    <ProgrammeFrame page="partners" at={at}>
      <PartnersList view={view} />
    </ProgrammeFrame>
  );
}
