import { and, asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import {
  importMatches,
  importRefusals,
  importRemovals,
  importRuns,
  operatorGrants,
  users,
  memberships,
} from "@/db/schema";
import type { Operator, System, Tx } from "../ctx";
import { Refusal } from "../errors";
import { encodings } from "../csv/decode";
import { separators } from "../csv/recognise";
import type { Remembered } from "./match";
import { importId, importOptions } from "./schema";

const match = z.record(z.string(), z.int());
const texts = z.record(z.string(), z.string());
const params = z.record(z.string(), z.union([z.string(), z.number()]));

const recognised = z.object({
  encoding: z.enum(encodings),
  separator: z.enum(separators),
  header: z.int().nullable(),
  titles: z.int(),
  columns: z.array(z.string()),
});
const sample = z.array(
  z.object({
    line: z.int(),
    outcome: z.enum(["new", "changed", "unchanged", "refused", "read"]),
    values: texts,
    before: texts,
    errors: z.array(
      z.object({
        field: z.string(),
        code: z.string(),
        params: params.optional(),
        kept: z.boolean().optional(),
      }),
    ),
  }),
);
export type Sample = z.output<typeof sample>;

const parts = z.object({
  options: importOptions,
  recognised: recognised.nullable(),
  match: match.nullable(),
  sample: sample.nullable(),
});
export type ImportRun = Omit<typeof importRuns.$inferSelect, keyof z.output<typeof parts>> &
  z.output<typeof parts>;

/** An import. Refuses with `not_found`. */
export async function getRun(tx: Tx, id: string): Promise<ImportRun> {
  const { success, data } = importId.safeParse(id);
  const [found] = success
    ? await tx.db.select().from(importRuns).where(eq(importRuns.id, data))
    : [];
  if (!found) throw new Refusal("not_found");
  return { ...found, ...parts.parse(found) };
}

/** Which columns of files of a kind somebody once said are which, by the header of the file. */
export async function remembered(tx: Tx, kind: ImportRun["kind"]): Promise<Remembered> {
  const rows = await tx.db.select().from(importMatches).where(eq(importMatches.kind, kind));
  const found = new Map<string, Map<string, string>>();
  for (const { header, name, column } of rows)
    found.set(header, (found.get(header) ?? new Map<string, string>()).set(name, column));
  return found;
}

/** Who an import acts as, with the roles that they have now; the database proves it once more (`app_enter`). */
export async function importerOf(tx: Tx<System>, run: ImportRun): Promise<Operator> {
  const userId = run.beganBy ?? run.madeBy;
  if (userId === null) throw new Refusal("forbidden");
  const [user] = await tx.db.select().from(users).where(eq(users.id, userId));
  const roles = await tx.db
    .select({ role: operatorGrants.role })
    .from(operatorGrants)
    .where(eq(operatorGrants.userId, userId));
  const companies = await tx.db
    .select({ id: memberships.partnerId })
    .from(memberships)
    .where(
      and(
        eq(memberships.userId, userId),
        sql`(${memberships.endedAt} is null or ${memberships.endedAt} > now() - interval '365 days')`,
      ),
    );
  if (!user || user.disabledAt) throw new Refusal("forbidden");
  const { name, email, title, phone, locale, timeZone } = user;
  return {
    ...{ kind: "operator", userId, name, email, title, phone, locale, timeZone },
    ...{ sessionId: "", secret: "", signedInAt: run.beganAt ?? run.madeAt, importId: run.id },
    roles: roles.map(({ role }) => role),
    companies: companies.map(({ id }) => id),
  };
}

export type Refused = {
  line: number;
  column: string;
  code: string;
  params: Record<string, string | number>;
  kept: boolean;
};

/** What was wrong with rows of a file in its last pass, from a line on, in the file's order. */
export async function listRefusals(
  tx: Tx,
  { id, pass }: Pick<ImportRun, "id" | "pass">,
  { after, most }: { after: number; most: number },
): Promise<Refused[]> {
  const rows = await tx.db
    .select()
    .from(importRefusals)
    .where(
      and(
        eq(importRefusals.runId, id),
        eq(importRefusals.pass, pass),
        sql`${importRefusals.line} > ${after}`,
      ),
    )
    .orderBy(asc(importRefusals.line))
    .limit(most);
  return rows.map(({ line, column, code, kept, ...row }) => ({
    ...{ line, column, code, kept },
    params: params.parse(row.params),
  }));
}

/** The lines of a file whose rows were refused so far. */
export async function refusedLines(
  tx: Tx,
  { id, pass }: Pick<ImportRun, "id" | "pass">,
): Promise<Set<number>> {
  const rows = await tx.db
    .selectDistinct({ line: importRefusals.line })
    .from(importRefusals)
    .where(
      and(
        eq(importRefusals.runId, id),
        eq(importRefusals.pass, pass),
        eq(importRefusals.kept, false),
      ),
    );
  return new Set(rows.map(({ line }) => line));
}

/** P23: of a file that is the whole list, what it leaves out and what became of it, from a place on. */
export async function listRemovals(
  tx: Tx,
  { id, gonePass }: Pick<ImportRun, "id" | "gonePass">,
  { after, most, stayed = false }: { after: number; most: number; stayed?: boolean },
) {
  if (gonePass === null) return [];
  const { place, name, becomes, doneAt, code, runId, pass } = importRemovals;
  return tx.db
    .select({ place, name, becomes, doneAt, code })
    .from(importRemovals)
    .where(
      and(
        eq(runId, id),
        eq(pass, gonePass),
        sql`${place} > ${after}`,
        stayed ? sql`${code} is not null` : undefined,
      ),
    )
    .orderBy(asc(place))
    .limit(most);
}
export type Removed = Awaited<ReturnType<typeof listRemovals>>[number];
