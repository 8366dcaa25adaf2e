import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SignIn } from "@/components/sign-in/sign-in";
import { redirect } from "next/navigation";
import { againPath } from "@/lib/web/door";
import { currentDebtor } from "@/lib/web/session";
import { pathOfQuery, signInPage } from "@/lib/web/sign-in-page";
import { ask } from "./actions";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations();
  const title = t("signIn.title");
  return { title: (await searchParams).error ? `${t("common.errorPrefix")} ${title}` : title };
}

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams;
  if (await currentDebtor()) redirect(againPath(pathOfQuery(callbackUrl) ?? "/"));
  const page = await signInPage(await searchParams, await getLocale());
  return <SignIn page={page} ask={ask} />;
}
