import { z } from "zod";
import { isCountry } from "@/messages/format/names";
import { namedLine, paragraphs, revision } from "../input";
import { isTimeZone, timeZones } from "../time/zones";

const country = z.string("required_country").refine(isCountry, "required_country");

/** P25: what is kept of a company of the network. */
export const partnerFields = z.object({
  name: z.string("required_name").trim().min(1, "required_name").pipe(namedLine(200)),
  country,
});
export type PartnerFields = z.output<typeof partnerFields>;

export const partnerId = z.guid("not_found");

export const changePartnerInput = partnerFields.extend({ partner: partnerId, revision });
export type ChangePartnerInput = z.output<typeof changePartnerInput>;

const reason = z
  .string("required_suspension_reason")
  .min(1, "required_suspension_reason")
  .pipe(paragraphs(2_000))
  .refine((text) => text !== "", "required_suspension_reason");

export const standPartnerInput = z.object({ partner: partnerId, reason, revision });
export type StandPartnerInput = z.output<typeof standPartnerInput>;

/** P26: what is kept of a location. Without a time zone it is that of its country. */
export const locationFields = z.object({
  mpnId: z
    .string("required_mpn_id")
    .trim()
    .min(1, "required_mpn_id")
    .refine((id) => id === "" || /^\d{5,10}$/.test(id), "invalid_mpn_id"),
  name: z.string("required_name").trim().min(1, "required_name").pipe(namedLine(200)),
  city: z.string("required_city").trim().min(1, "required_city").pipe(namedLine(100)),
  country,
  timeZone: z
    .string()
    .trim()
    .default("")
    .refine((zone) => zone === "" || isTimeZone(zone), "invalid_time_zone"),
});
export type LocationFields = z.output<typeof locationFields>;

export const addLocationInput = locationFields.extend({ partner: partnerId });
export type AddLocationInput = z.output<typeof addLocationInput>;

export const changeLocationInput = addLocationInput.extend({ location: partnerId, revision });
export type ChangeLocationInput = z.output<typeof changeLocationInput>;

export { timeZones };
