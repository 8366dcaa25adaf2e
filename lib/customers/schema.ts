import { z } from "zod";

/** Everything that the Customers page keeps in its address; what is not understood is left out. */
export const customersQuery = z.object({
  tab: z.enum(["eligible", "ineligible", "complete"]).catch("eligible"),
  q: z.string().trim().max(100).catch(""),
  status: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .nullable()
    .catch(null),
  sort: z.enum(["name", "-name", "days", "-days"]).catch("name"),
  after: z.string().max(1_000).nullable().catch(null),
});

export type CustomersQuery = z.output<typeof customersQuery>;
