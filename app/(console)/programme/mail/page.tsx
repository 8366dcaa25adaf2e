import { MailList } from "@/components/programme/mail-list";
import { programmeMail } from "@/lib/views/programme/mail";
import { showList } from "@/lib/web/kept-view";
import type { PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("mail");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const { view, at } = await showList(programmeMail, {
    path: "/programme/mail",
    search,
    input: {},
    mayLag: true,
  });
  return (
    <ProgrammeFrame page="mail" at={at}>
      <MailList view={view} />
    </ProgrammeFrame>
  );
}
