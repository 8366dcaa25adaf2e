import type { VersionContent } from "../rules";
import type { Own } from "./rules";

type Word = { id: string; key: string; labelEn: string; labelNl: string; revision: number };
type Days = Record<"consentDays" | "deliveryDays" | "reviewDays" | "disputeDays", number>;
type Version = VersionContent & {
  id: string;
  holdsFrom: string | null;
  changedByName: string | null;
};
export type StandingEngagement = {
  own: Own & { id: string; revision: number };
  /** What was published last; null: nothing yet. */
  last: Version | null;
  draft: Version | null;
  /** What was taken back last: it speaks where there is neither of them. */
  withdrawn: Version | null;
  rates: { band: string; validFrom: string; amountMinor: number | null; agreedAt: Date | null }[];
  /** By which rates payouts were fixed, each with the last day of such a consent (P13). */
  fixed: { band: string; validFrom: string | null; lastDay: string }[];
};

/** Everything that the programme's catalogue says now, drafts and rates that wait too (P16). */
export type Standing = {
  currency: string;
  twoEditors: boolean;
  words: {
    metrics: (Word & { unit: string; whole: boolean; currency: string | null })[];
    qualifications: (Word & { kind: string })[];
    proof_kinds: Word[];
    review_reasons: (Word & { about: string })[];
    solution_areas: Word[];
    partner_roles: (Word & { withCustomers: boolean })[];
    engagement_types: (Word & Days)[];
  };
  bands: {
    key: string;
    label: { en: string; nl: string };
    elsewhere: boolean;
    countries: string[];
  }[];
  /** Addresses of templates that versions may name (P14). */
  templates: string[];
  engagements: StandingEngagement[];
};
