import type { ReactNode } from "react";
import { customerPath } from "./customer-path";

/** K1: a customer's name, wherever a partner reads it, leads to the customer's page. */
export function CustomerName({ id, children }: { id: string; children: ReactNode }) {
  return <a href={customerPath(id)}>{children}</a>;
}
