import { PersonPage } from "@/components/people/person-page";
import { personView } from "@/lib/views/people";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { disable, enable, link, roles, signOut } from "@/app/(console)/settings/people/actions";

export const metadata = titledByForm;

type Props = PageProps<{ partnerId: string; personId: string }>;

export default async function Page({ params }: Props) {
  const { partnerId, personId } = await params;
  const [here, id] = [partnerId, personId].map(encodeURIComponent);
  const at = `/programme/partners/${here}/people/${id}`;
  const view = await show(personView, { at: partnerId, id: personId }, { at });
  return (
    <PersonPage
      view={view}
      actions={{ roles, disable, enable, signOut, link }}
      kept={await readKept(at)}
    />
  );
}
