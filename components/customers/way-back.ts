import type { CustomerView } from "@/lib/views/customer";
import { rowAnchor } from "./row-anchor";
import { customersAgain, customersPath } from "./wizard-paths";

type Rows = Pick<CustomerView, "customer" | "rounds" | "chances" | "barriers">;

const workshopsOf = ({ rounds, chances, barriers }: Rows) =>
  [...rounds, ...chances, ...barriers].map(({ workshop }) => workshop);

/** The lists from which one may come to a customer: the first is what stands for all others. */
export function listsWith(view: Rows): string[] {
  const customers = workshopsOf(view).map(({ slug }) => customersPath(slug, {}));
  return ["/engagements", "/opportunities", "/claims", "/attention", ...customers];
}

/** The way back to such a list: as it was seen last, at the customer's row where it has one. */
export function backTo(
  view: Rows,
  from: string,
  words: Record<"engagements" | "opportunities" | "claims" | "attention" | "customers", string>,
): { label: string; href: string }[] {
  const rowOf = (slug: string) => view.rounds.find(({ workshop }) => workshop.slug === slug)?.rowId;
  const workshop = workshopsOf(view).find(({ slug }) => customersPath(slug, {}) === from);
  if (workshop)
    return [
      { label: workshop.name, href: `/engagements/${workshop.slug}` },
      {
        label: words.customers,
        href: customersAgain(workshop.slug, rowOf(workshop.slug) ?? view.customer.id),
      },
    ];
  if (from === "/opportunities")
    return [
      { label: words.opportunities, href: `/opportunities?again=${rowAnchor(view.customer.id)}` },
    ];
  const list = from === "/claims" ? "claims" : from === "/attention" ? "attention" : "engagements";
  return [{ label: words[list], href: `/${list}?again=customer` }];
}
