import { sql } from "drizzle-orm";
import { programme } from "@/db/schema";
import { record } from "../../audit/record";
import { reading, transaction, type Ctx, type PartnerUser } from "../../ctx";
import { Refusal } from "../../errors";
import { takeTurn } from "../../turn";
import { TENANTS_IMPORT } from "../import/take";
import { resolveTenant } from "../resolve";
import { domainsOfEmail } from "../rules";
import { lookUpDomain } from "./cached";

/** Counts one more question for a person, and says whether it may be asked. */
export type MayAsk = (userId: string) => Promise<boolean>;

/**
 * P24: where no tenant has an address's domain and the programme's setting says so, the identity provider is asked for
 * it. A hit makes a tenant of which nothing else is known, or gives the domain to the one that is there with this ID, or to
 * what that was merged into. Asked over the network, so outside of any transaction.
 * @returns whether a tenant was found: then the address leads to it
 */
export async function findLive(
  ctx: Ctx<PartnerUser>,
  email: string,
  mayAsk: MayAsk,
): Promise<boolean> {
  const domains = domainsOfEmail(email);
  const stands = await reading(ctx, async (tx) => {
    const [setting] = await tx.db.select({ on: programme.liveLookup }).from(programme);
    return setting?.on === true ? (await resolveTenant(tx, { email })).kind : "off";
  });
  // Somebody else had it found in the meantime.
  if (stands === "found") return true;
  if (stands !== "not_found" || !(await mayAsk(ctx.actor.userId))) return false;
  const tried = new Set([domains[0], domains.at(-1)]);
  for (const domain of tried) {
    if (domain === undefined) continue;
    const answer = await lookUpDomain(domain, ctx.now);
    if (answer.kind === "failed") return false;
    if (answer.kind === "none") continue;
    const keep = transaction(ctx, async (tx) => {
      await takeTurn(tx, TENANTS_IMPORT, { together: true, meanwhile: importing });
      const { rows } = await tx.db.execute<{ id: string | null }>(
        sql`select found_tenant(${answer.id}, ${domain}, ${tx.now.toISOString()}) as id`,
      );
      const subjectId = rows[0]?.id;
      if (subjectId) await record(tx, { event: "tenant.found", subjectId, data: { domain } });
      return true;
    });
    return keep.catch(orLater);
  }
  return false;
}

/** While a file of tenants is written it is as if the provider did not answer: nobody waits for a whole file. */
const importing = () => Promise.reject(new Refusal("tenants_importing"));
function orLater(error: unknown): false {
  if (error instanceof Refusal && error.code === "tenants_importing") return false;
  throw error;
}
