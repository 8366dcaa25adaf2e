import type { locations } from "@/db/schema";
import { personas, type PersonaKey } from "@/lib/people/personas";
import { demoId } from "./random";

const modernWork = "solutions-partner:modern-work";
const security = "solutions-partner:security";

/** The companies: the personas' own, a competitor, and a small one. */
const companies = {
  noordzee: { name: "Noordzee Cloud", country: "NL" },
  fjordline: { name: "Fjordline IT", country: "SE" },
  saone: { name: "Atelier Saône", country: "FR" },
} as const;
/** D19: their e-mail domains. */
const domains: Record<PartnerKey, string[]> = {
  noordzee: ["noordzee-cloud.example", "noordzeecloud.example"],
  fjordline: ["fjordline-it.example"],
  saone: ["atelier-saone.example", "xn--atelier-sane-nib.example"],
};
export type PartnerKey = keyof typeof companies;

type Place = Omit<typeof locations.$inferInsert, "id" | "partnerId"> & {
  partner: PartnerKey;
  qualifications: string[];
};

const places = {
  amsterdam: {
    partner: "noordzee",
    mpnId: "4731205",
    name: "Noordzee Cloud Amsterdam",
    city: "Amsterdam",
    country: "NL",
    timeZone: "Europe/Amsterdam",
    enrolment: "enrolled",
    payeeProfile: "valid",
    qualifications: [
      modernWork,
      security,
      "specialization:modernize-endpoints",
      "specialization:meetings-and-meeting-rooms",
      "specialization:information-protection-and-governance",
      "specialization:threat-protection",
    ],
  },
  antwerp: {
    partner: "noordzee",
    mpnId: "4731318",
    name: "Noordzee Cloud Antwerpen",
    city: "Antwerpen",
    country: "BE",
    timeZone: "Europe/Brussels",
    enrolment: "enrolled",
    payeeProfile: "valid",
    qualifications: [modernWork, "specialization:identity-and-access-management"],
  },
  newYork: {
    partner: "noordzee",
    mpnId: "5120947",
    name: "Noordzee Cloud New York",
    city: "New York",
    country: "US",
    timeZone: "America/New_York",
    enrolment: "enrolled",
    payeeProfile: "valid",
    qualifications: [security, "specialization:cloud-security", "specialization:threat-protection"],
  },
  saoPaulo: {
    partner: "noordzee",
    mpnId: "5288160",
    name: "Noordzee Cloud São Paulo",
    city: "São Paulo",
    country: "BR",
    timeZone: "America/Sao_Paulo",
    enrolment: "enrolled",
    payeeProfile: "rejected",
    qualifications: [modernWork, "specialization:calling-for-teams"],
  },
  auckland: {
    partner: "noordzee",
    mpnId: "5301772",
    name: "Noordzee Cloud Auckland",
    city: "Auckland",
    country: "NZ",
    timeZone: "Pacific/Auckland",
    enrolment: "enrolled",
    payeeProfile: "valid",
    qualifications: [],
  },
  toronto: {
    partner: "noordzee",
    mpnId: "5417093",
    name: "Noordzee Cloud Toronto",
    city: "Toronto",
    country: "CA",
    timeZone: "America/Toronto",
    enrolment: "action_required",
    payeeProfile: "missing",
    qualifications: [modernWork],
  },
  stockholm: {
    partner: "fjordline",
    mpnId: "3905521",
    name: "Fjordline IT Stockholm",
    city: "Stockholm",
    country: "SE",
    timeZone: "Europe/Stockholm",
    enrolment: "enrolled",
    payeeProfile: "valid",
    qualifications: [modernWork, security, "specialization:threat-protection"],
  },
  lyon: {
    partner: "saone",
    mpnId: "6022384",
    name: "Atelier Saône Lyon",
    city: "Lyon",
    country: "FR",
    timeZone: "Europe/Paris",
    enrolment: "enrolled",
    payeeProfile: "valid",
    qualifications: [modernWork],
  },
} satisfies Record<string, Place>;
export type LocationKey = keyof typeof places;

/** Who else works there, beside the personas. */
const others = {
  pieter: { name: "Pieter de Wit", email: "pieter.dewit@noordzee-cloud.example" },
  grace: { name: "Grace Thompson", email: "grace.thompson@noordzee-cloud.example" },
  elsa: { name: "Elsa Ekström", email: "elsa.ekstrom@fjordline-it.example" },
  camille: { name: "Camille Roussel", email: "camille.roussel@atelier-saone.example" },
} as const;
export type PersonKey = PersonaKey | keyof typeof others;

type Job = {
  partner: PartnerKey | null;
  title: string;
  phone: string;
  locale: "en" | "nl" | null;
  role?: "incentives_admin" | "incentives_user";
  /** Where the role holds; for the whole company when absent. */
  at?: LocationKey;
  /** Of the programme's staff too, or (without a company) alone. */
  staff?: true;
};

const jobs: Record<PersonKey, Job> = {
  admin: {
    partner: "noordzee",
    title: "Incentives manager",
    phone: "+31 20 555 0142",
    locale: null,
    role: "incentives_admin",
  },
  user: {
    partner: "noordzee",
    title: "Engagement lead",
    phone: "+32 3 555 01 77",
    locale: null,
    role: "incentives_user",
    at: "antwerp",
  },
  colleague: { partner: "noordzee", title: "Consultant", phone: "+31 20 555 0161", locale: null },
  competitor: {
    partner: "fjordline",
    title: "Partner manager",
    phone: "+46 8 555 01 20",
    locale: null,
    role: "incentives_admin",
  },
  operator: { partner: null, title: "Programme operations", phone: "", locale: null, staff: true },
  reviewer: {
    partner: "fjordline",
    title: "Claims reviewer",
    phone: "",
    locale: null,
    staff: true,
  },
  pieter: {
    partner: "noordzee",
    title: "Sales director",
    phone: "+31 20 555 0118",
    locale: "nl",
    role: "incentives_admin",
  },
  grace: {
    partner: "noordzee",
    title: "Security practice lead",
    phone: "+1 212 555 0139",
    locale: "en",
    role: "incentives_user",
    at: "newYork",
  },
  elsa: {
    partner: "fjordline",
    title: "Workshop lead",
    phone: "+46 8 555 01 21",
    locale: "en",
    role: "incentives_user",
    at: "stockholm",
  },
  camille: {
    partner: "saone",
    title: "Founder",
    phone: "+33 4 55 50 10 12",
    locale: "en",
    role: "incentives_admin",
  },
};

const keysOf = <K extends string>(record: Record<K, unknown>) => Object.keys(record) as K[];
const named = (key: PersonKey) =>
  key in others
    ? others[key as keyof typeof others]
    : (personas.find((persona) => persona.key === key) ?? {
        name: key,
        email: `${key}@programme.example`,
      });

export const partnerId = (key: PartnerKey): string => demoId(`partner:${key}`);
export const locationId = (key: LocationKey): string => demoId(`location:${key}`);

const accounts = new Map<PersonKey, string>();

/** The id of somebody's account, which has it by chance: known once they joined. */
export function personId(key: PersonKey): string {
  const id = accounts.get(key);
  if (id === undefined) throw new Error(`${key} has not joined yet`);
  return id;
}

/** Somebody has an account from now on. */
export function knowAccount(key: PersonKey, id: string): void {
  accounts.set(key, id);
}

/** A location as rounds need it. */
export function placeOf(key: LocationKey): Place {
  return places[key];
}

/** A person as the contact of a request needs it. */
export function personOf(key: PersonKey): {
  id: string;
  name: string;
  email: string;
  phone: string;
} {
  return { id: personId(key), ...named(key), phone: jobs[key].phone };
}

export function companyOf(key: PartnerKey): { name: string; country: string } {
  return companies[key];
}

/** The companies of the demonstration, each with its domains and locations, and who works there. */
export const network = keysOf(companies).map((key) => ({
  id: partnerId(key),
  fields: companies[key],
  domains: domains[key],
  places: keysOf(places)
    .filter((place) => places[place].partner === key)
    .map((place) => ({ id: locationId(place), ...places[place] })),
  people: keysOf(jobs)
    .filter((person) => jobs[person].partner === key)
    .map(personAt),
}));

/** Who works for the programme, its first operator first. */
export const staff = keysOf(jobs)
  .filter((key) => jobs[key].staff)
  .map(personAt);

function personAt(key: PersonKey) {
  const { role, at, title, phone, locale } = jobs[key];
  const grants = role ? [{ role, locationId: at ? locationId(at) : null }] : [];
  return { key, ...named(key), title, phone, locale, grants };
}
