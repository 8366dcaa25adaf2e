import { desc, eq } from "drizzle-orm";
import { tenantUsage } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import { listHistoryOf, type Act } from "../../audit/history";
import type { Tx } from "../../ctx";
import {
  listKnowers,
  listRoundsOfTenant,
  type TenantRound,
} from "../../customers/merge/rounds.queries";
import { tenantEligibility, type Barred, type TenantCriterion } from "../../eligibility/rules";
import { listEngagements } from "../../engagements/queries";
import { Refusal } from "../../errors";
import { findHold, type Hold } from "../../privacy/holds/queries";
import { getKeptTenant, listMerged, type KeptTenant } from "../../tenants/editing/queries";
import { listDomains, standingTenant } from "../../tenants/queries";
import { parseIdentifier } from "../../tenants/schema";
import { readable } from "../readable";
import { plotOf, seriesOf, type Plot } from "./tenant-series.rules";

/** The months that are plotted, and those side by side in the table. */
const PLOTTED = 24;
const MONTHS = 6;
/** Of a plot, in its own units. */
const BOX = { width: 280, height: 96 };

/** What stands at the head of every page about one tenant. */
export type TenantHead = Pick<KeptTenant, "id" | "name" | "country" | "tpid" | "revision"> & {
  /** Whether the reader's role may change it (P5). */
  edits: boolean;
  /** P18: why it is not allowed to take part, by whom and since when; null: it is. */
  barred: (Barred & { at: Date }) | null;
  /** P24: it was only found by its domain. */
  found: boolean;
  /** In the spelling that people know, and as they are kept. */
  domains: { domain: string; readable: string }[];
};

export type TenantView = {
  tenant: TenantHead;
  /** P18: what was merged into it. */
  merged: Awaited<ReturnType<typeof listMerged>>;
  /** First days of months, the newest first. */
  months: string[];
  /** One line a metric, its values in the order of `months`; null: not known. */
  facts: { metric: string; values: (number | null)[] }[];
  /** The same over more months, with what workshops ask for (P17). */
  plots: Plot[];
  engagements: { slug: string; name: string; met: boolean; criteria: TenantCriterion[] }[];
  rounds: (TenantRound & { canStop: boolean })[];
  /** S6: whose known customer it is. */
  knowers: { id: string; name: string; since: Date }[];
  history: Act[];
  /** O25: the legal hold on all of it, and whether the reader may place or lift one. */
  hold: Hold | null;
  mayHold: boolean;
};

/** Which tenant a page is about: what it was merged into, if it was. Throws `not_found`. */
export async function tenantHead(tx: Tx, { id: asked }: { id: string }): Promise<TenantHead> {
  authorize(tx, "programme.tenants");
  const named = parseIdentifier(asked);
  if (named?.kind !== "tenant") throw new Refusal("not_found");
  const id = await standingTenant(tx, named.id);
  const { name, country, tpid, revision, ...kept } = await getKeptTenant(tx, id);
  const { barredFor: reason, barredNote: note, barredAt, foundAt } = kept;
  const domains = await listDomains(tx, id);
  return {
    ...{ id, name, country, tpid, revision },
    edits: mayDo(tx.actor, "data.manage"),
    barred: reason && barredAt ? { reason, note, at: barredAt } : null,
    found: foundAt !== null,
    domains: domains.map((domain) => ({ domain, readable: readable([domain])[0] ?? domain })),
  };
}

/**
 * What is known of one tenant, what each engagement makes of it, and what all partners do with it: rivals side by side,
 * for the programme alone (P17). Throws `not_found`.
 */
export async function programmeTenant(tx: Tx, input: { id: string }): Promise<TenantView> {
  authorize(tx, "programme.tenants");
  const tenant = await tenantHead(tx, input);
  const { id, country, barred } = tenant;
  const usage = await tx.db
    .select({ month: tenantUsage.month, metrics: tenantUsage.metrics })
    .from(tenantUsage)
    .where(eq(tenantUsage.tenantId, id))
    .orderBy(desc(tenantUsage.month));
  const shown = usage.slice(0, MONTHS);
  const metrics = [...new Set(shown.flatMap((row) => Object.keys(row.metrics)))].sort();
  const catalogue = await listEngagements(tx);
  const engagements = catalogue.map((engagement) => {
    const { slug, name } = engagement;
    return { slug, name, ...tenantEligibility(engagement, { country, barred, usage }) };
  });
  const stops = mayDo(tx.actor, "rounds.end");
  const own = new Set(tx.actor.companies);
  const rounds = await listRoundsOfTenant(tx, id);
  return {
    tenant,
    merged: await listMerged(tx, id),
    months: shown.map(({ month }) => month),
    facts: metrics.map((metric) => ({
      metric,
      values: shown.map((row) => row.metrics[metric] ?? null),
    })),
    plots: seriesOf(usage.slice(0, PLOTTED), catalogue).map((series) => plotOf(series, BOX)),
    engagements,
    rounds: rounds.map((round) => ({
      ...round,
      canStop: stops && round.endedAt === null && !own.has(round.partnerId),
    })),
    knowers: await listKnowers(tx, id),
    history: await listHistoryOf(tx, "programme", id),
    hold: (await findHold(tx, { of: "tenant", tenantId: id })) ?? null,
    mayHold: mayDo(tx.actor, "data.people"),
  };
}

/** Whether the reader may write a tenant down (P5). */
export function newTenantView(tx: Tx): Promise<{ edits: boolean }> {
  authorize(tx, "programme.tenants");
  return Promise.resolve({ edits: mayDo(tx.actor, "data.manage") });
}
