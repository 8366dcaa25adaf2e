import { PeoplePage } from "@/components/people/people-page";
import { peopleView } from "@/lib/views/people";
import { STAFF } from "@/lib/views/people-addresses";
import { readKept } from "@/lib/web/kept";
import { showList } from "@/lib/web/kept-view";
import { one, type PageProps } from "@/lib/web/page";
import { answer, resend, withdraw } from "@/app/(console)/settings/people/actions";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("operators");

/** P5: the programme's staff. */
export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const asked = { path: "/programme/operators", search, input: { at: STAFF } };
  const { view, at } = await showList(peopleView, asked);
  return (
    <ProgrammeFrame page="operators" at={at}>
      <PeoplePage
        view={view}
        actions={{ answer, resend, withdraw }}
        kept={await readKept(at)}
        done={one(search.done)}
      />
    </ProgrammeFrame>
  );
}
