import type { Named } from "@/messages";
import type { Locale, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { findHelp, type HelpHit } from "./find";
import { fixedNumbers, numbersFor } from "./numbers";
import { audiencesOf, isOpen, topicsOf, type Reader } from "./reader";
import { titleOf, topicHref, topicText, type TopicText } from "./topic";
import { isTopic, topicAt, topics, type Audience, type TopicId } from "./topics";

type TopicLink = { title: string; href: string };
export type HelpIndex = {
  q: string;
  /** Null: nobody searched. */
  hits: HelpHit[] | null;
  /** Whether the glossary and the reasons are theirs to read. */
  signedIn: boolean;
  groups: { audience: Audience; topics: TopicLink[] }[];
};

type Asking = { locale: Locale; offered: Record<"en" | "nl", Named> | null };

/** K9: everything there is to read for this reader, or what was found of it. */
export function helpIndex(reader: Reader, { q, ...asking }: Asking & { q: string }): HelpIndex {
  const groups = audiencesOf(reader).map((audience) => ({
    audience,
    topics: topicsOf(audience).map((id) => linkTo(id, asking.locale)),
  }));
  const hits = q === "" ? null : findHelp({ q, reader, ...asking });
  return { q, hits, signedIn: reader !== null, groups };
}

/** What the panel and the page of a topic show. */
export type HelpTopic = TopicText & { href: string; audience: Audience; others: TopicLink[] };

/**
 * K9: one topic for who is signed in, with the numbers of the engagement whose page it is opened on. Refuses with
 * `not_found` what there is not, and to partners what is written for staff.
 * @param at the path of the page that it is opened on; empty: of none
 */
export async function helpTopic(
  tx: Tx,
  { name, at, locale }: { name: string; at: string; locale: Locale },
): Promise<HelpTopic> {
  const { actor } = tx;
  const reader = actor.kind === "partner" || actor.kind === "operator" ? actor : null;
  if (!isTopic(name) || !mayRead(reader, name)) throw new Refusal("not_found");
  return shown(topicText(name, { locale, numbers: await numbersFor(tx, at) }), locale);
}

/** The topic of the page that is open, for its panel; about finding one's way where the page has none. */
export function helpAt(tx: Tx, { at, locale }: { at: string; locale: Locale }): Promise<HelpTopic> {
  return helpTopic(tx, { name: topicAt(at) ?? "finding", at, locale });
}

/** A topic that nobody has to sign in for; null: there is none of this name. */
export function openTopic(name: string, locale: Locale): HelpTopic | null {
  if (!isTopic(name) || !isOpen(name)) return null;
  return shown(topicText(name, { locale, numbers: fixedNumbers() }), locale);
}

/** All topics for customers, on one page of theirs; those that have what was typed. */
export function customerHelp(locale: Locale, q: string): TopicText[] {
  const found = q === "" ? null : findHelp({ q, reader: null, locale, offered: null });
  return topicsOf("customer")
    .filter((id) => found?.some(({ href }) => href === topicHref(id)) ?? true)
    .map((id) => topicText(id, { locale, numbers: fixedNumbers() }));
}

function mayRead(reader: Reader, topic: TopicId): boolean {
  return audiencesOf(reader).includes(topics[topic].audience);
}

function shown(text: TopicText, locale: Locale): HelpTopic {
  const { audience } = topics[text.id];
  const others = topicsOf(audience).filter((id) => id !== text.id);
  return {
    ...text,
    audience,
    href: topicHref(text.id),
    others: others.map((id) => linkTo(id, locale)),
  };
}

function linkTo(id: TopicId, locale: Locale): TopicLink {
  return { title: titleOf(id, locale), href: topicHref(id) };
}
