import { asc, eq, sql } from "drizzle-orm";
import { engagementVersions, templateFiles, users } from "@/db/schema";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";

export type TemplateLine = Awaited<ReturnType<typeof listTemplates>>[number];

/** The templates by name, with who added each, and whether a version names it, which keeps it (P14). */
export function listTemplates(tx: Tx) {
  return tx.db
    .select({
      name: templateFiles.name,
      size: templateFiles.size,
      addedAt: templateFiles.addedAt,
      addedByName: users.name,
      used: sql<boolean>`exists (select from ${engagementVersions} v
        where strpos(v.poe::text, '"/templates/' || ${templateFiles}.name || '"') > 0)`,
    })
    .from(templateFiles)
    .leftJoin(users, eq(users.id, templateFiles.addedBy))
    .orderBy(asc(templateFiles.name));
}

/** One template, to be fetched; `sha256` in hexadecimal. Refuses with `not_found`. */
export async function getTemplate(tx: Tx, name: string) {
  const [found] = await tx.db
    .select({
      name: templateFiles.name,
      mediaType: templateFiles.mediaType,
      size: templateFiles.size,
      sha256: templateFiles.sha256,
    })
    .from(templateFiles)
    .where(eq(templateFiles.name, name));
  if (!found) throw new Refusal("not_found");
  return { ...found, sha256: found.sha256.toString("hex") };
}
