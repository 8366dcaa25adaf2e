import { createTranslator } from "use-intl/core";
import { sentenceCache } from "./format/sentences";
import enAccount from "./en/account.json";
import enAttention from "./en/attention.json";
import enClaims from "./en/claims.json";
import enComments from "./en/comments.json";
import enClaimsList from "./en/claimsList.json";
import enCommon from "./en/common.json";
import enConsent from "./en/consent.json";
import enCustomer from "./en/customer.json";
import enCustomers from "./en/customers.json";
import enDocuments from "./en/documents.json";
import enEmails from "./en/emails.json";
import enEngagements from "./en/engagements.json";
import enErrors from "./en/errors.json";
import enEvents from "./en/events.json";
import enFailed from "./en/failed.json";
import enFault from "./en/fault.json";
import enHelp from "./en/help.json";
import enImports from "./en/imports.json";
import enLocations from "./en/locations.json";
import enMailbox from "./en/mailbox.json";
import enNotFound from "./en/notFound.json";
import enOpportunities from "./en/opportunities.json";
import enPayments from "./en/payments.json";
import enPeople from "./en/people.json";
import enProgramme from "./en/programme.json";
import enReview from "./en/review.json";
import enSearch from "./en/search.json";
import enShell from "./en/shell.json";
import enSignIn from "./en/signIn.json";
import enSurveys from "./en/surveys.json";
import enWizards from "./en/wizards.json";
import nlAccount from "./nl/account.json";
import nlAttention from "./nl/attention.json";
import nlClaims from "./nl/claims.json";
import nlComments from "./nl/comments.json";
import nlClaimsList from "./nl/claimsList.json";
import nlCommon from "./nl/common.json";
import nlConsent from "./nl/consent.json";
import nlCustomer from "./nl/customer.json";
import nlCustomers from "./nl/customers.json";
import nlDocuments from "./nl/documents.json";
import nlEmails from "./nl/emails.json";
import nlEngagements from "./nl/engagements.json";
import nlErrors from "./nl/errors.json";
import nlEvents from "./nl/events.json";
import nlFailed from "./nl/failed.json";
import nlFault from "./nl/fault.json";
import nlHelp from "./nl/help.json";
import nlImports from "./nl/imports.json";
import nlLocations from "./nl/locations.json";
import nlMailbox from "./nl/mailbox.json";
import nlNotFound from "./nl/notFound.json";
import nlOpportunities from "./nl/opportunities.json";
import nlPayments from "./nl/payments.json";
import nlPeople from "./nl/people.json";
import nlProgramme from "./nl/programme.json";
import nlReview from "./nl/review.json";
import nlSearch from "./nl/search.json";
import nlShell from "./nl/shell.json";
import nlSignIn from "./nl/signIn.json";
import nlSurveys from "./nl/surveys.json";
import nlWizards from "./nl/wizards.json";
import { isLocale, locales, perLocale, type Locale } from "./languages";
import { texts } from "./texts";

export { isLocale, locales, perLocale, type Locale };

/** What the programme itself calls what it measures, asks and offers (P9), by key; empty before it is known. */
export type Named = Record<
  | "metrics"
  | "units"
  | "qualifications"
  | "proof"
  | "reasons"
  | "areas"
  | "roles"
  | "types"
  | "bands",
  Record<string, string>
>;
const unnamed: Named = {
  metrics: {},
  units: {},
  qualifications: {},
  proof: {},
  reasons: {},
  areas: {},
  roles: {},
  types: {},
  bands: {},
};

const en = {
  named: unnamed,
  account: enAccount,
  attention: enAttention,
  claims: enClaims,
  comments: enComments,
  claimsList: enClaimsList,
  common: enCommon,
  consent: enConsent,
  customer: enCustomer,
  customers: enCustomers,
  documents: enDocuments,
  emails: enEmails,
  engagements: enEngagements,
  errors: enErrors,
  events: enEvents,
  failed: enFailed,
  fault: enFault,
  help: enHelp,
  imports: enImports,
  locations: enLocations,
  mailbox: enMailbox,
  notFound: enNotFound,
  opportunities: enOpportunities,
  payments: enPayments,
  people: enPeople,
  programme: enProgramme,
  review: enReview,
  search: enSearch,
  shell: enShell,
  signIn: enSignIn,
  surveys: enSurveys,
  wizards: enWizards,
};
export type Messages = typeof en;
export type Namespace = keyof Messages;

const nl: Messages = {
  named: unnamed,
  account: nlAccount,
  attention: nlAttention,
  claims: nlClaims,
  comments: nlComments,
  claimsList: nlClaimsList,
  common: nlCommon,
  consent: nlConsent,
  customer: nlCustomer,
  customers: nlCustomers,
  documents: nlDocuments,
  emails: nlEmails,
  engagements: nlEngagements,
  errors: nlErrors,
  events: nlEvents,
  failed: nlFailed,
  fault: nlFault,
  help: nlHelp,
  imports: nlImports,
  locations: nlLocations,
  mailbox: nlMailbox,
  notFound: nlNotFound,
  opportunities: nlOpportunities,
  payments: nlPayments,
  people: nlPeople,
  programme: nlProgramme,
  review: nlReview,
  search: nlSearch,
  shell: nlShell,
  signIn: nlSignIn,
  surveys: nlSurveys,
  wizards: nlWizards,
};

export type Messages = (typeof texts)["en"] & { named: Named };
export type Namespace = keyof Messages;

/**
 * All texts by language and namespace, as they are written. English is the model: every language has the same keys.
 * What a programme calls the number of a location stands in them as `{locationIdName}`: see `textsOf`.
 */
export const messages = perLocale((locale): Messages => ({ ...texts[locale], named: unnamed }));

const known = new Map<string, Messages>();

/** What a programme calls itself, the number of a location (empty or left out: as the product does), and what it offers (P9). */
type Called = { name?: string; locationIdName?: string; named?: Named | undefined };

/** The texts of a language with the programme's own name and words (P3, P9). */
export function textsOf(
  locale: Locale,
  { name = "", locationIdName = "", named }: Called,
): Messages {
  const key = JSON.stringify([locale, name, locationIdName, named]);
  let found = known.get(key);
  if (!found) {
    const { common } = messages[locale];
    const words = {
      programmeName: name || common.productName,
      locationIdName: locationIdName || common.locationIdName,
    };
    found = withWords(messages[locale], words) as Messages;
    if (named) found = { ...found, named };
    // Settings change seldom: the words of before go.
    if (known.size >= 8) known.clear();
    known.set(key, found);
  }
  return found;
}

function withWords(
  node: unknown,
  words: Record<"programmeName" | "locationIdName", string>,
): unknown {
  if (typeof node === "string") {
    if (!/\{(locationIdName|programmeName)\}/i.test(node)) return node;
    // What ICU would read as its own is quoted.
    const plain = (text: string) => text.replaceAll("'", "''").replace(/[{}<>]+/g, "'$&'");
    const word = words.locationIdName;
    const first = `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
    return node
      .replaceAll("{programmeName}", () => plain(words.programmeName))
      .replaceAll("{locationIdName}", () => plain(word))
      .replaceAll("{LocationIdName}", () => plain(first));
  }
  const entries = Object.entries(node as Record<string, unknown>);
  return Object.fromEntries(entries.map(([key, value]) => [key, withWords(value, words)]));
}

/** Every reason to refuse: the keys of errors.json. */
export type ErrorCode = keyof Messages["errors"];

/** True for a reason to refuse; anything may be asked. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(texts.en.errors, code);
}

const read = sentenceCache();

/**
 * Texts of one namespace outside of React: route handlers, the worker, e-mails.
 * `translator("nl", "emails")("subject", { partner })`, with the programme's words where they are given. A missing key is logged as an error.
 */
export function translator<N extends Namespace>(locale: Locale, namespace: N, called: Called = {}) {
  const translate = createTranslator<Messages, N>({
    locale,
    messages: textsOf(locale, called),
    namespace,
    timeZone: "UTC",
    _cache: read,
  });
  const plain = new Map<string, string>();
  // A text that names nothing is always the same, and most are such.
  return new Proxy(translate, {
    apply(write, on, given: Parameters<typeof translate>) {
      const [key, values] = given;
      if (values !== undefined) return Reflect.apply(write, on, given);
      let words = plain.get(key);
      if (words === undefined) plain.set(key, (words = Reflect.apply(write, on, given)));
      return words;
    },
  });
}
