import { WithdrawVersion } from "@/components/programme/publish-version";
import { editListing } from "@/lib/views/programme/edit-engagement";
import { titledByForm } from "@/lib/web/form-state";
import { show, type PageProps } from "@/lib/web/page";
import { takeBack } from "../../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ slug: string }>) {
  const { slug } = await params;
  const at = `/programme/catalogue/${encodeURIComponent(slug)}/withdraw`;
  return <WithdrawVersion view={await show(editListing, { slug }, { at })} action={takeBack} />;
}
