import { createHash } from "node:crypto";
import { paymentFiles } from "@/db/schema";
import { translator } from "@/messages";
import { authorize } from "../../access/authorize";
import { transaction, type Ctx, type Tx } from "../../ctx";
import { keysFor } from "../../keys";
import { openAccount } from "../../partners/payee/open-account";
import { openProgrammeAccount } from "../../programme/account/open-account";
import { seal } from "../../seal";
import { dateIn } from "../../time/deadline";
import { paymentName, type Channel } from "../rules";
import { csvOf } from "./csv";
import { painFile } from "./pain";
import { getFrozenRun, listTransfers, type Transferred } from "./queries";
import type { Locale } from "@/messages/languages";

/** What a file's seal is bound to: it can be read as no other's. */
export const filePlace = (runId: string, channel: Channel) => `payment file ${runId} ${channel}`;

/** How many bytes a file of a run has at most: some ten thousand payments. */
export const LARGEST_FILE = 30_000_000;

/**
 * P30: makes the files of a frozen run, once; a second run of it changes nothing. The only place where bank data of
 * payees is read: it stands sealed in the files, and nowhere else.
 * Throws, without a word of an account, when one cannot be read.
 */
export async function makeFiles(ctx: Ctx, { run: runId }: { run: string }): Promise<void> {
  authorize(ctx, "payee.open");
  await transaction(ctx, async (tx) => {
    const run = await getFrozenRun(tx, runId);
    const all = await listTransfers(tx, runId);
    const about = (one: Transferred) => aboutOf(run, one);
    const paid = await Promise.all(
      all.map(async (one) => ({ ...one, account: await openAccount(tx, placeOf(one)) })),
    );
    const pain = paid.flatMap(({ account, ...one }) =>
      one.channel === "pain" && account.kind === "iban"
        ? [{ ...shared(one), iban: account.iban, about: about(one) }]
        : [],
    );
    const csv = paid.flatMap(({ account, ...one }) =>
      one.channel === "csv"
        ? [{ ...shared(one), account, accountCurrency: one.accountCurrency, about: about(one) }]
        : [],
    );
    const name = `R${String(run.number)}-${runId.slice(0, 8)}`;
    if (pain.length > 0) {
      if (run.accountVersion === null) throw new Error("the run has no account to pay from");
      const account = await openProgrammeAccount(tx, run.accountVersion);
      const day = dateIn(run.frozenAt, run.timeZone);
      const { currency, frozenAt: at, name: programme } = run;
      await keep(tx, runId, {
        channel: "pain",
        of: pain,
        text: painFile({ name, programme, account, currency, at, day }, pain),
      });
    }
    if (csv.length > 0)
      await keep(tx, runId, { channel: "csv", of: csv, text: csvOf(run.language, csv) });
  });
}

type Made = { channel: Channel; of: { amount: { minor: number } }[]; text: string };

async function keep(tx: Tx, runId: string, { channel, of, text }: Made): Promise<void> {
  await tx.db
    .insert(paymentFiles)
    .values({
      ...{ runId, channel, payments: of.length, madeAt: tx.now },
      amountMinor: of.reduce((sum, { amount }) => sum + amount.minor, 0),
      sha256: createHash("sha256").update(text, "utf8").digest("hex"),
      keyId: keysFor("payee")[0].id,
      sealed: seal("payee", filePlace(runId, channel), text),
    })
    .onConflictDoNothing();
}

const placeOf = ({ partnerId, locationId, payeeVersion: version }: Transferred) => ({
  ...{ partnerId, locationId, version },
});

function shared({ runNumber, place, legalName, country, amountMinor, currency }: Transferred) {
  const name = paymentName({ runNumber, place });
  return { name, payee: legalName, country, amount: { minor: amountMinor, currency } };
}

/** What the payee reads on their account: as many claims as there is room for, and how many more. */
function aboutOf(
  { name, language }: { name: string; language: Locale },
  { numbers, ...payment }: Transferred,
): string {
  const t = translator(language, "payments");
  const shown = numbers.slice(0, 8);
  return t("about", {
    payment: paymentName(payment),
    programme: name.slice(0, 30),
    count: numbers.length,
    claims: shown.join(" "),
    more: numbers.length - shown.length,
  });
}
