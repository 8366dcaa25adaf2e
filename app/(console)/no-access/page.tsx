import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NoAccess } from "@/components/sign-in/no-access";
import { noAccess } from "@/lib/views/no-access";
import { one, show } from "@/lib/web/page";
import { readKept } from "@/lib/web/kept";
import { pathOfQuery } from "@/lib/web/sign-in-page";
import { SwitchOffer } from "@/components/shell/switch-offer";
import { currentSession } from "@/lib/web/session";
import { ask } from "./actions";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("noAccess.title") };
}

export default async function NoAccessPage({ searchParams }: Props) {
  const search = await searchParams;
  const from = pathOfQuery(search.from);
  const view = await show(noAccess, { from, act: one(search.act) }, { at: from ?? "/" });
  const kept = await readKept("/no-access");
  const session = await currentSession();
  return (
    <>
      <NoAccess view={view} ask={ask} asked={one(search.done) === "asked"} kept={kept} />
      <SwitchOffer places={session?.elsewhere ?? []} to={from} />
    </>
  );
}
