import { PartnerPage } from "@/components/partners/partner-page";
import { programmePartner } from "@/lib/views/programme/partner";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { one, show, type PageProps } from "@/lib/web/page";
import { add, remove } from "./actions";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ partnerId: string }>) {
  const { partnerId } = await params;
  const at = `/programme/partners/${encodeURIComponent(partnerId)}`;
  const view = await show(programmePartner, { id: partnerId }, { at });
  const done = one((await searchParams).done);
  return (
    <PartnerPage view={view} actions={{ add, remove }} kept={await readKept(at)} done={done} />
  );
}
