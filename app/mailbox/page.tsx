import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { Mailbox } from "@/components/mailbox/mailbox";
import { showMailbox } from "@/lib/web/mailbox";
import { one, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mailbox"))("title") };
}

export default async function MailboxPage({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const view = await showMailbox({ q: one(search.q), after });
  if (!view) notFound();
  return <Mailbox view={view} paged={after !== undefined} />;
}
