import { compareFacts } from "@/lib/audit/compare";
import { unreadEvents } from "@/lib/audit/unread-events";
import { verifyAudit } from "@/lib/audit/verify";
import { verifyStamps, type StampFault } from "@/lib/audit/verify-stamps";
import { reading } from "@/lib/ctx";
import { say } from "./run/settings";
import { withDatabase } from "./run/with-database";

/**
 * Verifies the audit log: `npm run audit:verify`. Its rows against each other, against the stamps that
 * were made of it, and what was decided, claimed and handed in against what it says. Reads only; ends
 * with 1 when something does not fit.
 */
withDatabase("audit-verify", async (ctx) => {
  const state = await reading(ctx, (tx) => verifyAudit(tx, { atMost: Infinity }));
  const rows = state.faults ?? [];
  say(`Rows: ${state.links} in ${state.chains} chains, ${count(rows)}.`);
  for (const { chain, seq, fault } of rows)
    say(`  ${chain} row ${seq}: ${rowFaults[fault] ?? fault}`);

  const unread = await reading(ctx, (tx) => unreadEvents(tx));
  say(`Events: ${count(unread)}.`);
  for (const { chain, seq, event, fault } of unread)
    say(`  ${chain} row ${seq}, ${event}: ${eventFaults[fault]}`);

  const stamps = await verifyStamps(ctx);
  if (stamps.stamps === 0) {
    say(
      "Stamps: there are none to compare with. An end that was cut off together with its head cannot be found (AUDIT_STAMPS, docs/settings.md).",
    );
  } else {
    say(
      `Stamps: ${stamps.stamps}, the last one of ${stamps.lastAt ?? "unknown time"}${stamps.timed > 0 ? `, ${stamps.timed} seen by a time-stamping service` : ""}, ${count(stamps.faults)}.`,
    );
  }
  for (const fault of stamps.faults) say(`  ${sentenceOf(fault)}`);

  const facts = await reading(ctx, (tx) => compareFacts(tx));
  say(
    `Facts: rounds, contacts, decisions, consents, claims, reviews, documents and surveys, ${count(facts)}.`,
  );
  for (const { kind, id, chain, fault } of facts)
    say(`  ${kind} ${id} of ${chain}: ${factFaults[fault]}`);
  return rows.length + unread.length + stamps.faults.length + facts.length === 0 ? 0 : 1;
});

const count = ({ length }: readonly unknown[]) =>
  length === 0 ? "no faults" : length === 1 ? "1 fault" : `${length} faults`;

const rowFaults: Partial<Record<string, string>> = {
  changed: "changed after it was written",
  relinked: "does not follow from the row before it",
  gap: "a row before it is missing",
  "words changed": "the words of people in it were changed",
  "words gone": "the words of people in it are gone, and no event says that they were erased",
  "cut off": "the end of the chain is missing, or its head is another row's",
};

const eventFaults = {
  unknown: "there is no such event",
  data: "what it keeps is not what such an event keeps",
};

const factFaults = {
  differs: "is not as the log says",
  not_in_log: "the log does not know it",
  gone: "the log knows it, but it is gone",
};

function sentenceOf(fault: StampFault): string {
  switch (fault.fault) {
    case "no_stamps":
      return "there are none, though the log is older than a day: they were taken away, AUDIT_STAMPS names another place, or no worker ran";
    case "stamp_unreadable":
      return `stamp ${fault.stamp}: changed, or made with another secret`;
    case "stamp_missing":
      return `stamp ${fault.stamp}: a later one names it, but it is gone`;
    case "time_differs":
      return `stamp ${fault.stamp}: is not what the time-stamping service saw`;
    case "chain_gone":
      return `${fault.chain}: the whole chain is gone; it had ${fault.seq} rows (stamp ${fault.stamp})`;
    case "cut_off":
      return `${fault.chain}: ends before row ${fault.seq}, which it once had (stamp ${fault.stamp})`;
    case "written_anew":
      return `${fault.chain}: was written anew up to row ${fault.seq} (stamp ${fault.stamp})`;
  }
}
