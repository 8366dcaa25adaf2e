import { PersonRequest } from "@/components/programme/person-request";
import { programmePerson } from "@/lib/views/programme/privacy";
import { titledByForm } from "@/lib/web/form-state";
import { one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame } from "../../frame";
import { close, erase } from "./actions";

export const metadata = titledByForm;

/** O24: what is held of one person, what goes, and what stays and why. */
export default async function Page({ params, searchParams }: PageProps<{ requestId: string }>) {
  const { requestId } = await params;
  const at = `/programme/privacy/${encodeURIComponent(requestId)}`;
  const view = await show(programmePerson, { requestId }, { at });
  return (
    <ProgrammeFrame page="privacy" at={at} row={view.id}>
      <PersonRequest view={view} actions={{ erase, close }} done={one((await searchParams).done)} />
    </ProgrammeFrame>
  );
}
