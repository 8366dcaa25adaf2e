import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { associations, bulkRuns, emails, rowOf } from "@/db/schema";
import { authorize } from "../access/authorize";
import { reading, transaction, type Ctx, type System, type Tx } from "../ctx";
import { enqueue } from "../queue/enqueue";
import { isGathered, listed, parcels } from "./envelopes.rules";

/** So often it is looked whether a run that is at work has come to rest. */
const LOOK_SECONDS = 15;
/** How many people's e-mails are gathered in one transaction. */
const PORTION = 50;

/**
 * B6: puts what a run asks one person into one e-mail: the same mailbox, language, location and contact of the partner,
 * once the run rests or the first of them waited ten minutes. What comes later makes another. From here on it is settled
 * which request goes out with which, before anything is tried; again, it changes nothing.
 * While the run is at work it comes again by itself.
 */
export async function gatherRun(ctx: Ctx, runId: string): Promise<void> {
  authorize(ctx, "mail.deliver");
  const { state, people } = await reading(ctx, (tx) => whatWaits(tx, runId));
  const due = people.filter(({ first }) => isGathered({ state }, first, ctx.now));
  for (let at = 0; at < due.length; at += PORTION)
    await transaction(ctx, (tx) => gather(tx, runId, due.slice(at, at + PORTION)));
  if (state === "running" || due.length < people.length)
    await transaction(ctx, (tx) => lookAgain(tx, runId, LOOK_SECONDS));
}

/** A step: the e-mails of a run are gathered, soon; asked for many times, once. */
export async function lookAgain(tx: Tx, runId: string, seconds = 2): Promise<void> {
  await enqueue(tx, "gather-mail", { runId }, { afterSeconds: seconds, once: runId });
}

type Reader = { recipient: string; first: Date };

async function whatWaits(
  tx: Tx<System>,
  runId: string,
): Promise<{ state: string; people: Reader[] }> {
  const [run] = await tx.db
    .select({ state: bulkRuns.state })
    .from(bulkRuns)
    .where(eq(bulkRuns.id, runId));
  const people = await tx.db
    .select({
      recipient: emails.recipient,
      first: sql`min(${emails.createdAt})`.mapWith(emails.createdAt),
    })
    .from(emails)
    .where(waits(runId))
    .groupBy(emails.recipient)
    .orderBy(asc(emails.recipient));
  return { state: run?.state ?? "done", people };
}

function waits(runId: string) {
  return and(eq(emails.runId, runId), isNull(emails.envelopeId), eq(emails.state, "queued"));
}

/** B6: what is the same of e-mails of a run that go out as one, over `emails` and the round of each; an id alone: by itself. */
export const goesOutWith = sql<string>`case when ${emails.template} in (${sql.join(
  Object.keys(listed).map((name) => sql`${name}`),
  sql`, `,
)})
  then jsonb_build_array(${emails.template}, ${emails.recipient}, ${emails.language}, ${emails.replyTo}, ${associations.locationId})::text
  else ${emails.id}::text end`;

async function gather(tx: Tx<System>, runId: string, people: Reader[]): Promise<void> {
  const names = (name: string) => sql<string>`coalesce(${emails.variables} ->> ${name}, '')`;
  const rows = await tx.db
    .select({
      id: emails.id,
      partnerId: emails.partnerId,
      engagementName: names("engagementName"),
      tenantName: names("tenantName"),
      together: goesOutWith,
    })
    .from(emails)
    .leftJoin(associations, rowOf(associations, emails.partnerId, emails.roundId))
    .where(
      and(
        waits(runId),
        inArray(
          emails.recipient,
          people.map(({ recipient }) => recipient),
        ),
      ),
    )
    .orderBy(asc(emails.createdAt), asc(emails.id))
    .for("update", { of: emails });
  const groups = new Map<string, typeof rows>();
  for (const row of rows) {
    const group = groups.get(row.together);
    if (group) group.push(row);
    else groups.set(row.together, [row]);
  }
  for (const items of groups.values())
    for (const parcel of parcels(items)) await settle(tx, parcel);
}

/** The first has the key at the provider, and the delivery state that the others follow. */
async function settle(
  tx: Tx<System>,
  parcel: readonly { id: string; partnerId: string }[],
): Promise<void> {
  const [first] = parcel;
  if (!first) return;
  await tx.db
    .update(emails)
    .set({ envelopeId: first.id })
    .where(
      and(
        eq(emails.partnerId, first.partnerId),
        inArray(
          emails.id,
          parcel.map(({ id }) => id),
        ),
      ),
    );
  await enqueue(tx, "deliver-run", { emailId: first.id });
}
