import type { bulkRuns } from "@/db/schema";
import { workshopFacts } from "@/lib/consent/facts";
import { postRequest } from "@/lib/consent/post-request";
import { transaction, type Ctx, type PartnerUser } from "@/lib/ctx";
import { ask, type Asked } from "./asked";
import type { Company, fixture } from "./fixture";

type Fixture = ReturnType<typeof fixture>;

/** A run that is at work in the name of a company's admin; `ctx` does what its rows do. */
export async function startRun(f: Fixture, company: Company) {
  const [row] = await f.sql<{ id: string; number: number }>(
    `insert into bulk_runs (partner_id, number, kind, state, choice, options, made_at, made_by, began_at, began_by, moved_at)
     values ($1, 0, 'ask', 'running', '{}', '{}', $2, $3, $2, $3, $2) returning id, number`,
    [company.id, f.now, company.admin.userId],
  );
  const { id, number } = row!;
  const actor: PartnerUser = { ...company.admin, run: { id, number } };
  return {
    id,
    ctx: (at: Date = f.now): Ctx<PartnerUser> => f.ctx(actor, at),
    rest: (state: (typeof bulkRuns.$inferSelect)["state"] = "done") =>
      f.sql("update bulk_runs set state = $2 where id = $1", [id, state]),
  };
}

export type InRun = Asked & { emailId: string; linkId: string };

/** A request for consent that a row of a run wrote; each asks a customer of its own about the same workshop. */
export async function askInRun(
  f: Fixture,
  run: Awaited<ReturnType<typeof startRun>>,
  options: { company: Company; to?: string; language?: "en" | "nl"; location?: string; at?: Date },
): Promise<InRun> {
  const { company, to = "zoe.devries@customer.example", language = "nl", location } = options;
  const asked = await ask(f, {
    company,
    ...(location !== undefined && { association: { locationId: location } }),
    request: { contactEmail: to, language },
  });
  const { emailId, linkId } = await transaction(run.ctx(options.at), async (tx) =>
    postRequest(tx, {
      facts: await workshopFacts(tx, asked.association.id),
      request: asked.request,
    }),
  );
  return { ...asked, emailId, linkId };
}
