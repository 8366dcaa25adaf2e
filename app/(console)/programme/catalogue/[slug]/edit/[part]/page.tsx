import { VersionPartForm } from "@/components/programme/version-part";
import { editPart } from "@/lib/views/programme/edit-engagement";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { edit } from "../../../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ slug: string; part: string }>) {
  const { slug, part } = await params;
  const at = `/programme/catalogue/${encodeURIComponent(slug)}/edit/${encodeURIComponent(part)}`;
  const view = await show(editPart, { slug, part }, { at });
  return <VersionPartForm view={view} action={edit} kept={await readKept(at)} />;
}
