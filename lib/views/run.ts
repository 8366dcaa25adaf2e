import { and, eq } from "drizzle-orm";
import { bulkRuns, partners, users } from "@/db/schema";
import { authorize } from "../access/authorize";
import { STILL_MS } from "../bulk/begin-run";
import { backOf, bulkKindOf } from "../bulk/kinds";
import { listRunRows, type RunRowLine } from "../bulk/list";
import { countRun, countWaiting, getRun, type BulkRun, type RunCounts } from "../bulk/queries";
import { rowsQuery, TYPED_ABOVE, type RowsQuery } from "../bulk/schema";
import { getConfig } from "../config";
import type { Operator, PartnerUser, Tx } from "../ctx";
import { listColleagues } from "../customers/owners/queries";
import { Refusal } from "../errors";
import { listMyLocations } from "../partners/queries";
import { placeName } from "./readable";

export type { RunRowLine } from "../bulk/list";

export type RunView = Pick<
  BulkRun,
  | "id"
  | "number"
  | "kind"
  | "fileName"
  | "madeAt"
  | "lookedAt"
  | "beganAt"
  | "endedAt"
  | "failure"
  | "position"
  | "came"
  | "went"
  | "options"
> & {
  state: BulkRun["state"] | "stopping";
  by: "pairs" | "claims" | "filter" | "file" | "run";
  /** The list's address, where a filter chose the rows. */
  filter: string | null;
  partnerName: string;
  madeByName: string;
  beganByName: string | null;
  counts: RunCounts;
  /** How many e-mails wait to go out still. */
  waiting: number;
  /** Of the e-mails that would go out: in how many minutes at the provider's pace, at the least. */
  minutes: number;
  /** B7: their number is typed. */
  typed: boolean;
  /** Nothing has moved for a while: it can be pushed. */
  still: boolean;
  /** K12: as what it can be taken back; null: it cannot. */
  back: "end" | "give_back" | null;
  /** Whether the reader does something here: staff read. */
  acts: boolean;
  query: RowsQuery;
  rows: RunRowLine[];
  next: string | null;
  /** What the options offer; of those that the kind has. */
  offers: {
    locations: { value: string; label: string }[] | null;
    partner: boolean;
    owners: { value: string; label: string }[] | null;
  };
};

type Search = Record<string, string | string[] | undefined>;

/** A run of the reader's company by its number: what it would do, how far it is, or what became of it (B3–B5). Throws `no_role`, `not_found`. */
export async function runView(tx: Tx, input: { number: string; search: Search }): Promise<RunView> {
  authorize(tx, "bulk.read");
  const run = await getRun(tx, await runIdOf(tx, input.number));
  return { ...(await shown(tx, run, input.search)), offers: await offersOf(tx, run) };
}

/** The run of the reader's company that has this number. Throws `no_role`, `not_found`. */
export async function runIdOf(tx: Tx, text: string): Promise<string> {
  authorize(tx, "bulk.read");
  const number = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
  const [found] = await tx.db
    .select({ id: bulkRuns.id })
    .from(bulkRuns)
    .where(and(eq(bulkRuns.partnerId, tx.actor.partnerId), eq(bulkRuns.number, number)));
  if (!found) throw new Refusal("not_found");
  return found.id;
}

/** The same of any company, to read, for the programme. Throws `not_found`. */
export async function programmeRun(
  tx: Tx,
  input: { id: string; search: Search },
): Promise<RunView> {
  authorize(tx, "programme.read");
  const offers = { locations: null, partner: false, owners: null };
  return { ...(await shown(tx, await getRun(tx, input.id), input.search)), offers };
}

async function shown(
  tx: Tx<PartnerUser> | Tx<Operator>,
  run: BulkRun,
  search: Search,
): Promise<Omit<RunView, "offers">> {
  const query = rowsQuery.parse(search);
  const counts = await countRun(tx, run);
  const { rows, next } = await listRunRows(tx, run, query);
  const [partner] = await tx.db.select().from(partners).where(eq(partners.id, run.partnerId));
  const works = run.state === "looking" || run.state === "running";
  return {
    id: run.id,
    number: run.number,
    kind: run.kind,
    fileName: run.fileName,
    madeAt: run.madeAt,
    lookedAt: run.lookedAt,
    beganAt: run.beganAt,
    endedAt: run.endedAt,
    failure: run.failure,
    position: run.position,
    came: run.came,
    went: run.went,
    options: run.options,
    state: works && run.stopAsked ? "stopping" : run.state,
    by: run.choice.by,
    filter: filterOf(run),
    partnerName: partner?.name ?? "",
    madeByName: await nameOf(tx, run.madeBy),
    beganByName: run.beganBy && (await nameOf(tx, run.beganBy)),
    counts,
    waiting: run.beganAt ? await countWaiting(tx, run) : 0,
    minutes: Math.ceil(counts.mails / getConfig().MAIL_PER_SECOND / 60),
    typed: counts.mails > TYPED_ABOVE,
    still: works && tx.now.getTime() - run.movedAt.getTime() > STILL_MS,
    back: backOf[run.kind] ?? null,
    acts: tx.actor.kind === "partner",
    ...{ query, rows, next },
  };
}

function filterOf({ choice }: BulkRun): string | null {
  if (choice.by !== "filter" || choice.query === null) return null;
  const path =
    choice.list === "customers" ? `/engagements/${choice.slug}/customers` : `/${choice.list}`;
  return choice.query === "" ? path : `${path}?${choice.query}`;
}

async function nameOf(tx: Tx, userId: string): Promise<string> {
  const [user] = await tx.db.select({ name: users.name }).from(users).where(eq(users.id, userId));
  return user?.name ?? "";
}

/** What can be said otherwise while nothing is done yet. */
async function offersOf(tx: Tx<PartnerUser>, { kind, state }: BulkRun): Promise<RunView["offers"]> {
  const open = state === "looked" || state === "failed";
  const begins = open && bulkKindOf[kind].of === "customer";
  const places = begins ? await listMyLocations(tx) : [];
  const owners = open && kind === "give" ? await listColleagues(tx) : null;
  return {
    locations: begins
      ? places.map(({ id, name }) => ({ value: id, label: placeName(name, tx.actor.partnerName) }))
      : null,
    partner: open && kind === "ask",
    owners: owners && owners.map(({ id, name }) => ({ value: id, label: name })),
  };
}
