import { PublishVersion } from "@/components/programme/publish-version";
import { publishEngagement } from "@/lib/views/programme/edit-engagement";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { agree, publish, throwAway } from "../../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ slug: string }>) {
  const { slug } = await params;
  const at = `/programme/catalogue/${encodeURIComponent(slug)}/publish`;
  const view = await show(publishEngagement, { slug }, { at });
  const actions = { publish, agree, deleteDraft: throwAway };
  return <PublishVersion view={view} actions={actions} kept={await readKept(at)} />;
}
