import { authorize } from "../access/authorize";
import { bulkKindOf } from "../bulk/kinds";
import type { BulkKindName } from "../bulk/schema";
import type { Tx } from "../ctx";
import { listEngagements } from "../engagements/queries";

const ofFiles = ["claim", "add", "ask", "resend"] as const satisfies readonly BulkKindName[];
export type FileKindName = (typeof ofFiles)[number];

export type NewRunView = {
  kind: FileKindName;
  kinds: readonly FileKindName[];
  workshops: { slug: string; name: string }[];
  /** The slug of the one that lines are about which name none; "" for none. */
  workshop: string;
};

/** B2: what a file's rows can be. Throws `no_role`. */
export async function newRun(
  tx: Tx,
  input: { kind?: string | undefined; workshop?: string | undefined },
): Promise<NewRunView> {
  authorize(tx, "bulk.read");
  const all = await listEngagements(tx);
  const workshops = all.filter((one) => one.hasCustomers).map(({ slug, name }) => ({ slug, name }));
  const kinds = ofFiles.filter((one) => bulkKindOf[one].columns.length > 0);
  return {
    kind: kinds.find((one) => one === input.kind) ?? "claim",
    kinds,
    workshops,
    workshop: workshops.find(({ slug }) => slug === input.workshop)?.slug ?? "",
  };
}
