import { TemplatesPage } from "@/components/programme/templates-page";
import { programmeTemplates } from "@/lib/views/programme/words";
import { one, show, type PageProps } from "@/lib/web/page";
import { whyNotAdded } from "@/lib/web/templates";
import { ProgrammeFrame, titled } from "../frame";
import { remove } from "./actions";

export const generateMetadata = titled("data");

export default async function Page({ searchParams }: PageProps) {
  const at = "/programme/templates";
  const view = await show(programmeTemplates, undefined, { at });
  const { added, done, refused } = await searchParams;
  const known = view.templates.find(({ name }) => name === one(added));
  return (
    <ProgrammeFrame page="data" at={at}>
      <TemplatesPage
        view={view}
        remove={remove}
        added={known?.name}
        removed={one(done) === "removed"}
        refused={await whyNotAdded(one(refused))}
      />
    </ProgrammeFrame>
  );
}
