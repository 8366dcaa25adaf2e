import { PeoplePage } from "@/components/people/people-page";
import { peopleView } from "@/lib/views/people";
import { STAFF } from "@/lib/views/people-addresses";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { answer, resend, withdraw } from "@/app/(console)/settings/people/actions";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("operators");

/** P5: the programme's staff. */
export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf("/programme/operators", search);
  const view = await show(peopleView, { at: STAFF, after }, { at });
  return (
    <ProgrammeFrame page="operators" at={at}>
      <PeoplePage
        view={view}
        actions={{ answer, resend, withdraw }}
        paged={after !== undefined}
        done={one(search.done)}
      />
    </ProgrammeFrame>
  );
}
