import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { Switched } from "@/components/shell/switched";
import { one, type PageProps } from "@/lib/web/page";
import { currentSession } from "@/lib/web/session";
import { pathOfQuery } from "@/lib/web/sign-in-page";
import { switchedFrom } from "@/lib/views/shell";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.switch"))("title") };
}

/** U3: a form was sent for another company than the person works for by now. */
export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const session = await currentSession();
  const from = pathOfQuery(search.from) ?? "/";
  if (!session) redirect(`/sign-in?callbackUrl=${encodeURIComponent(from)}`);
  const view = switchedFrom(session, one(search.company));
  if (!view) redirect("/");
  return <Switched view={view} from={from} />;
}
