import { MailList } from "@/components/programme/mail-list";
import { programmeMail } from "@/lib/views/programme/mail";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("mail");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf("/programme/mail", search);
  const view = await show(programmeMail, { state: one(search.state), after }, { at });
  return (
    <ProgrammeFrame page="mail" at={at}>
      <MailList view={view} paged={after !== undefined} />
    </ProgrammeFrame>
  );
}
