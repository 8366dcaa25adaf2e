import { z } from "zod";
import { optionalDay } from "../../input";
import { partnerId } from "../schema";

export const qualificationKey = z
  .string("required_qualification")
  .trim()
  .min(1, "required_qualification")
  .max(100)
  .refine(
    (key) => key === "" || /^[a-z]+(-[a-z]+)*:[a-z0-9]+(-[a-z0-9]+)*$/.test(key),
    "required_qualification",
  );

const validFrom = optionalDay.refine((date) => date !== null, "required").transform(String);

/** P26: what a location is qualified for, from its first day; without a last day no end is known. */
export const saveQualificationInput = z
  .object({
    partner: partnerId,
    location: partnerId,
    qualification: qualificationKey,
    validFrom,
    validUntil: optionalDay,
  })
  .refine(({ validFrom: from, validUntil: until }) => until === null || from <= until, {
    path: ["validUntil"],
    message: "dates_out_of_order",
  });
export type SaveQualificationInput = z.output<typeof saveQualificationInput>;

export const removeQualificationInput = z.object({
  partner: partnerId,
  location: partnerId,
  qualification: qualificationKey,
  validFrom,
});
export type RemoveQualificationInput = z.output<typeof removeQualificationInput>;
