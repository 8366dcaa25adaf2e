"use server";
import { addDomain } from "@/lib/consent/contacts/add-domain";
import { changePartner } from "@/lib/partners/change-partner";
import { removeDomain } from "@/lib/partners/domains/remove-domain";
import { domainInput } from "@/lib/partners/domains/schema";
import { changeLocation } from "@/lib/partners/locations/change-location";
import { createLocation } from "@/lib/partners/locations/create-location";
import { removeQualification as takeQualification } from "@/lib/partners/qualifications/remove-qualification";
import { saveQualification as keepQualification } from "@/lib/partners/qualifications/save-qualification";
import {
  removeQualificationInput,
  saveQualificationInput,
} from "@/lib/partners/qualifications/schema";
import { resumePartner } from "@/lib/partners/resume-partner";
import {
  addLocationInput,
  changeLocationInput,
  changePartnerInput,
  standPartnerInput,
} from "@/lib/partners/schema";
import { suspendPartner } from "@/lib/partners/suspend-partner";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const text = (value: FormValues[string] | undefined) => encodeURIComponent(String(value ?? ""));
const page = (values: FormValues) => `/programme/partners/${text(values.partner)}`;
const location = (values: FormValues) => `${page(values)}/locations/${text(values.location)}`;

export const add = formAction({
  schema: domainInput,
  at: page,
  run: async (ctx, input) => {
    await addDomain(ctx, input);
    return `/programme/partners/${input.partner}?done=added`;
  },
});

export const remove = formAction({
  schema: domainInput,
  at: page,
  run: async (ctx, input) => {
    await removeDomain(ctx, input);
    return `/programme/partners/${input.partner}?done=removed`;
  },
});

export const change = formAction({
  schema: changePartnerInput,
  at: (values) => `${page(values)}/edit`,
  run: async (ctx, input) => {
    await changePartner(ctx, input);
    return `/programme/partners/${input.partner}?done=saved`;
  },
});

export const makeLocation = formAction({
  schema: addLocationInput,
  at: (values) => `${page(values)}/locations/new`,
  run: async (ctx, input) => {
    const id = await createLocation(ctx, input);
    return `${location({ partner: input.partner, location: id })}?done=locationMade`;
  },
});

export const editLocation = formAction({
  schema: changeLocationInput,
  at: (values) => `${location(values)}/edit`,
  run: async (ctx, input) => {
    await changeLocation(ctx, input);
    return `${location({ partner: input.partner, location: input.location })}?done=saved`;
  },
});

export const saveQualification = formAction({
  schema: saveQualificationInput,
  at: location,
  run: async (ctx, input) => {
    await keepQualification(ctx, input);
    return `${location({ partner: input.partner, location: input.location })}?done=qualified`;
  },
});

export const removeQualification = formAction({
  schema: removeQualificationInput,
  at: location,
  run: async (ctx, input) => {
    await takeQualification(ctx, input);
    return `${location({ partner: input.partner, location: input.location })}?done=qualificationRemoved`;
  },
});

export const suspend = formAction({
  schema: standPartnerInput,
  at: (values) => `${page(values)}/suspend`,
  run: async (ctx, input) => {
    await suspendPartner(ctx, input);
    return `/programme/partners/${input.partner}?done=suspended`;
  },
});

export const resume = formAction({
  schema: standPartnerInput,
  at: (values) => `${page(values)}/suspend`,
  run: async (ctx, input) => {
    await resumePartner(ctx, input);
    return `/programme/partners/${input.partner}?done=resumed`;
  },
});
