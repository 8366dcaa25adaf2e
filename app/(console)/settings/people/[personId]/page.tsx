import { PersonPage } from "@/components/people/person-page";
import { personView } from "@/lib/views/people";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { disable, enable, link, roles, signOut } from "../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ personId: string }>) {
  const { personId } = await params;
  const at = `/settings/people/${encodeURIComponent(personId)}`;
  const view = await show(personView, { id: personId }, { at });
  return (
    <PersonPage
      view={view}
      actions={{ roles, disable, enable, signOut, link }}
      kept={await readKept(at)}
    />
  );
}
