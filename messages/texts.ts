// Written by `npm run messages`, from the folders beside it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { perLocale, type Locale } from "./languages";
import type account from "./en/account.json";
import type attention from "./en/attention.json";
import type claims from "./en/claims.json";
import type claimsList from "./en/claimsList.json";
import type comments from "./en/comments.json";
import type common from "./en/common.json";
import type consent from "./en/consent.json";
import type customer from "./en/customer.json";
import type customers from "./en/customers.json";
import type documents from "./en/documents.json";
import type emails from "./en/emails.json";
import type engagements from "./en/engagements.json";
import type errors from "./en/errors.json";
import type events from "./en/events.json";
import type failed from "./en/failed.json";
import type fault from "./en/fault.json";
import type health from "./en/health.json";
import type help from "./en/help.json";
import type imports from "./en/imports.json";
import type insight from "./en/insight.json";
import type locations from "./en/locations.json";
import type mailbox from "./en/mailbox.json";
import type notFound from "./en/notFound.json";
import type opportunities from "./en/opportunities.json";
import type payments from "./en/payments.json";
import type people from "./en/people.json";
import type privacy from "./en/privacy.json";
import type programme from "./en/programme.json";
import type review from "./en/review.json";
import type runs from "./en/runs.json";
import type search from "./en/search.json";
import type shell from "./en/shell.json";
import type signIn from "./en/signIn.json";
import type surveys from "./en/surveys.json";
import type wizards from "./en/wizards.json";

export type Texts = { account: typeof account; attention: typeof attention; claims: typeof claims; claimsList: typeof claimsList; comments: typeof comments; common: typeof common; consent: typeof consent; customer: typeof customer; customers: typeof customers; documents: typeof documents; emails: typeof emails; engagements: typeof engagements; errors: typeof errors; events: typeof events; failed: typeof failed; fault: typeof fault; health: typeof health; help: typeof help; imports: typeof imports; insight: typeof insight; locations: typeof locations; mailbox: typeof mailbox; notFound: typeof notFound; opportunities: typeof opportunities; payments: typeof payments; people: typeof people; privacy: typeof privacy; programme: typeof programme; review: typeof review; runs: typeof runs; search: typeof search; shell: typeof shell; signIn: typeof signIn; surveys: typeof surveys; wizards: typeof wizards };
const namespaces = ["account","attention","claims","claimsList","comments","common","consent","customer","customers","documents","emails","engagements","errors","events","failed","fault","health","help","imports","insight","locations","mailbox","notFound","opportunities","payments","people","privacy","programme","review","runs","search","shell","signIn","surveys","wizards"];

function read(locale: Locale): Texts {
  const texts = namespaces.map((name) => {
    const file = path.join(process.cwd(), "messages", locale, `${name}.json`);
    const found: unknown = JSON.parse(readFileSync(file, "utf8"));
    return [name, found];
  });
  return Object.fromEntries(texts) as Texts;
}

export const texts = perLocale(read);
