import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import { listHistoryOf, type Act } from "../../audit/history";
import type { Operator, Tx } from "../../ctx";
import { listTemplates, type TemplateLine } from "../../engagements/templates/queries";
import { findProposal, type Proposal } from "../../engagements/words/proposal.queries";
import {
  actOf,
  getWord,
  listUses,
  listWords,
  type Word,
  type WordUse,
} from "../../engagements/words/queries";
import { vocabularies, type Vocabulary } from "../../engagements/words/schema";
import { getSettings } from "../../programme/queries";
import { Refusal } from "../../errors";

type Head = { of: Vocabulary; mayEdit: boolean };

export type WordsView = Head & { words: Word[] };

/** P9: the words of one vocabulary. Throws `not_found` for what is none. */
export async function programmeWords(tx: Tx, { of }: { of: string }): Promise<WordsView> {
  authorize(tx, "programme.catalogue");
  const head = headOf(tx, of);
  return { ...head, words: await listWords(tx, head.of) };
}

export type NewWordView = Head & {
  /** Of the programme: what an amount is proposed in. */
  currency: string;
};

/** P9: what a new word needs. Throws `not_found`. */
export async function newWord(tx: Tx, { of }: { of: string }): Promise<NewWordView> {
  authorize(tx, "programme.catalogue");
  return { ...headOf(tx, of), currency: (await getSettings(tx))?.currency ?? "USD" };
}

export type WordView = Head & {
  word: Word;
  /** P6: what a market band waits for, and whether the reader may agree. */
  proposal: (Proposal & { own: boolean }) | null;
  history: Act[];
};

/** P9: one word, with what was changed of it. Throws `not_found`. */
export async function programmeWord(
  tx: Tx,
  { of, key }: { of: string; key: string },
): Promise<WordView> {
  authorize(tx, "programme.catalogue");
  const head = headOf(tx, of);
  const word = await getWord(tx, { of: head.of, key });
  const proposal = head.of === "market-bands" ? await findProposal(tx, key) : null;
  return {
    ...head,
    word,
    proposal: proposal && { ...proposal, own: proposal.proposedBy === tx.actor.userId },
    history: await listHistoryOf(tx, "programme", word.id),
  };
}

export type RemovalView = Head & { word: Word; uses: WordUse[] };

/** P9, P10: what keeps a word from being removed. Throws `not_found`. */
export async function wordRemoval(
  tx: Tx,
  { of, key }: { of: string; key: string },
): Promise<RemovalView> {
  authorize(tx, "programme.catalogue");
  const head = headOf(tx, of);
  const which = { of: head.of, key };
  return { ...head, word: await getWord(tx, which), uses: await listUses(tx, which) };
}

export type TemplatesView = { mayEdit: boolean; templates: TemplateLine[] };

/** P14: the files that partners fill in. */
export async function programmeTemplates(tx: Tx): Promise<TemplatesView> {
  authorize(tx, "programme.catalogue");
  return {
    mayEdit: mayDo(tx.actor, "engagements.edit"),
    templates: await listTemplates(tx),
  };
}

function headOf(tx: Tx<Operator>, asked: string): Head {
  const of = vocabularies.find((one) => one === asked);
  if (!of) throw new Refusal("not_found");
  return { of, mayEdit: mayDo(tx.actor, actOf(of)) };
}
