import { z } from "zod";

export const availabilities = ["active", "upcoming", "expired"] as const;
export type Availability = (typeof availabilities)[number];

/** Everything that the overview keeps in its address; what is not understood is left out. */
export const overviewQuery = z.object({
  /** The key of a solution area, or "" for all. */
  area: z.string().max(100).catch(""),
  q: z.string().trim().max(100).catch(""),
  /** MPN location ID. */
  location: z.string().max(20).catch(""),
  availability: z.enum(["", ...availabilities]).catch(""),
  role: z.string().max(100).catch(""),
});
export type OverviewQuery = z.infer<typeof overviewQuery>;
