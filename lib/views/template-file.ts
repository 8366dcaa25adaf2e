import { authorize } from "../access/authorize";
import type { Tx } from "../ctx";
import { getTemplate } from "../engagements/templates/queries";

/** P14: a template as whoever works with customers, or for the programme, fetches it. Throws `no_role`, `not_found`. */
export function templateFile(tx: Tx, { name }: { name: string }) {
  if (tx.actor.kind === "operator") authorize(tx, "programme.catalogue");
  else authorize(tx, "engagements.read");
  return getTemplate(tx, name);
}
