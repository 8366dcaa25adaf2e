import { notFound } from "next/navigation";
import { Mail } from "@/components/mailbox/mail";
import { titledByForm } from "@/lib/web/form-state";
import { showMail } from "@/lib/web/mailbox";
import { one, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function MailPage({ params, searchParams }: PageProps<{ emailId: string }>) {
  const mail = await showMail((await params).emailId);
  if (!mail) notFound();
  return <Mail mail={mail} part={one((await searchParams).part) === "text" ? "text" : "html"} />;
}
