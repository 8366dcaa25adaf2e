import { StandForm } from "@/components/partners/stand-form";
import { partnerHead } from "@/lib/views/programme/partner";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { resume, suspend } from "../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ partnerId: string }>) {
  const { partnerId } = await params;
  const at = `/programme/partners/${encodeURIComponent(partnerId)}/suspend`;
  const partner = await show(partnerHead, { id: partnerId }, { at });
  return <StandForm partner={partner} actions={{ suspend, resume }} kept={await readKept(at)} />;
}
