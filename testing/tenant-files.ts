import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Recognised } from "@/lib/csv/read";
import { importTenants } from "@/lib/tenants/import";
import type { Problem } from "@/lib/tenants/import/problem";
import type { fixture } from "./fixture";

export const header =
  "tenant_id,name,country,tpid,domains,as_of,teams_pau,teams_mau_share,azure_acr_usd_month";
export const first = new Date("2026-03-10T09:00:00.000Z");
export const later = new Date("2026-03-11T09:00:00.000Z");

export const counts = (created: number, changed: number, unchanged: number, bad: number) => ({
  created,
  changed,
  unchanged,
  bad,
});
export const newId = () => randomUUID();
/** Begins with a letter, so that it is never taken for a number. */
export const mark = () => `m${randomUUID().slice(0, 7)}`;

/** Imports files of tenants, and looks at what became of them. */
export function tenantFiles(make: ReturnType<typeof fixture>) {
  const folder = mkdtempSync(path.join(tmpdir(), "import-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function run(text: string | Buffer, { at = first, dryRun = false } = {}) {
    const file = path.join(folder, `${randomUUID()}.csv`);
    writeFileSync(file, text);
    const problems: Problem[] = [];
    let recognised: Recognised | undefined;
    const result = await importTenants(
      make.system(at),
      { file, dryRun },
      {
        begin: () => problems.splice(0),
        problem: (problem) => problems.push(problem),
        recognised: (found) => (recognised = found),
      },
    );
    return { ...result, problems, recognised };
  }

  const tenant = async (id: string) =>
    (
      await make.sql(
        `select t.name, t.country, t.tpid, t.updated_at,
          (select array_agg(domain order by domain) from tenant_domains where tenant_id = t.id) as domains,
          (select jsonb_object_agg(month, metrics) from tenant_usage where tenant_id = t.id) as usage
        from tenants t where t.id = $1`,
        [id],
      )
    )[0];

  return { run, tenant };
}
