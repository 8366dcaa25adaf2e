import { z } from "zod";
import { typedDomain } from "../../input";

export const domainInput = z.object({ partner: z.guid("not_found"), domain: typedDomain });
export type DomainInput = z.output<typeof domainInput>;
