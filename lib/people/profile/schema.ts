import { z } from "zod";
import { line, namedLine } from "../../input";
import { isTimeZone, timeZones } from "../../time/zones";

/** U6: what somebody says of themselves. */
export const profileInput = z.object({
  name: namedLine(200),
  title: line(200).default(""),
  phone: line(50).default(""),
  timeZone: z
    .literal("")
    .transform(() => null)
    .or(z.string().refine(isTimeZone, "required"))
    .default(null),
});
export type ProfileInput = z.output<typeof profileInput>;

export { timeZones };
