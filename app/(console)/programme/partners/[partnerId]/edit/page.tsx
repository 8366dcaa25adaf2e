import { PartnerForm } from "@/components/partners/partner-form";
import { partnerHead } from "@/lib/views/programme/partner";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { change } from "../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ partnerId: string }>) {
  const { partnerId } = await params;
  const at = `/programme/partners/${encodeURIComponent(partnerId)}/edit`;
  const partner = await show(partnerHead, { id: partnerId }, { at });
  const kept = await readKept(at);
  return <PartnerForm partner={partner} edits={partner.edits} action={change} kept={kept} />;
}
