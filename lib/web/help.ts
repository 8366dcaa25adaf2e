import { headers } from "next/headers";
import {
  helpIndex,
  helpTopic,
  openTopic,
  type HelpIndex,
  type HelpTopic,
} from "@/lib/views/help/help";
import { glossaryOf, reasonGroups } from "@/lib/views/help/entries";
import { topicHref } from "@/lib/views/help/topic";
import { topicAt } from "@/lib/views/help/topics";
import { contentLanguage } from "@/messages/languages";
import { signInPath, spokenLocale } from "./door";
import { ownAddress } from "./own-path";
import { show } from "./page";
import { currentLook } from "./programme";
import { currentActor } from "./session";
import { redirect } from "next/navigation";

/** Where an address of ours leads, without what is asked of it. */
const pathOf = (address: string) => address.split("?")[0] ?? "";

/**
 * K9: the help of the page at `at`, with the way back to it: as it was looked at, filters and all, where the browser says
 * so. Anything that is no page of ours has the help about finding one's way.
 */
export async function helpPathOf(at: string): Promise<string> {
  const path = ownAddress(at);
  if (path === null) return topicHref("finding");
  const came = ownAddress((await headers()).get("referer"));
  const from = came !== null && pathOf(came) === pathOf(path) ? came : path;
  return `${topicHref(topicAt(pathOf(path)) ?? "finding")}?${new URLSearchParams({ from }).toString()}`;
}

/** The page of help for whoever comes, signed in or not; with what was searched for. */
export async function currentHelp(q: string): Promise<HelpIndex> {
  const [reader, locale, { offered }] = await Promise.all([
    currentActor(),
    spokenLocale(),
    currentLook(),
  ]);
  return helpIndex(reader, { q, locale, offered });
}

/** A topic; who is not signed in reads those for customers and everyone, and is sent to sign in for all others. */
export async function currentTopic(
  name: string,
  { at, from }: { at: string; from: string | null },
): Promise<HelpTopic> {
  const [reader, locale] = await Promise.all([currentActor(), spokenLocale()]);
  const open = reader === null ? openTopic(name, locale) : null;
  return open ?? show(helpTopic, { name, at: pathOf(from ?? ""), locale }, { at });
}

/** The glossary, for who is signed in. */
export async function currentGlossary() {
  return glossaryOf(await readerAt("/help/glossary"));
}

/** What reasons and states mean, for who is signed in, by the programme's own names. */
export async function currentReasons() {
  const locale = await readerAt("/help/reasons");
  return reasonGroups(locale, (await currentLook()).offered?.[contentLanguage(locale)]);
}

async function readerAt(page: string) {
  if ((await currentActor()) === null) redirect(signInPath(page));
  return spokenLocale();
}
