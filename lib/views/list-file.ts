import type { Ctx } from "../ctx";
import { Refusal } from "../errors";
import { searchOf } from "../lists/search-of";
import { listOf, viewOf, type lists } from "../people/saved-views/schema";
import { attentionFile } from "./files/attention";
import type { Asked, ListSheet } from "./files/asked";
import { claimsFile } from "./files/claims";
import { customersFile } from "./files/customers";
import { historyFile } from "./files/history";
import { listingFile, type Listing } from "./files/listing";
import { contactsListing, mailListing, reportsListing } from "./files/mail";
import { opportunitiesFile } from "./files/opportunities";
import { enrolmentsListing, partnersListing, roundsListing } from "./files/partners";
import { paymentRunsListing, receivedListing } from "./files/payments";
import { operatorsListing, peopleListing, peopleOfPartnerListing } from "./files/people";
import { queueFile } from "./files/queue";
import { allRunsListing, importsListing, runsListing } from "./files/runs";
import { tenantsListing } from "./files/tenants";

type File = Listing | ((ctx: Ctx, asked: Asked) => Promise<ListSheet>);

/** What each list of which views are kept (K3) is as a file. */
export const listFiles: Readonly<Record<(typeof lists)[number], File>> = {
  "/claims": claimsFile,
  "/attention": attentionFile,
  "/opportunities": opportunitiesFile,
  "/payments": receivedListing,
  "/runs": runsListing,
  "/engagements/*/customers": customersFile,
  "/engagements/*/history": historyFile,
  "/settings/people": peopleListing,
  "/programme/claims": queueFile,
  "/programme/contacts": contactsListing,
  "/programme/enrolments": enrolmentsListing,
  "/programme/imports": importsListing,
  "/programme/mail": mailListing,
  "/programme/operators": operatorsListing,
  "/programme/partners": partnersListing,
  "/programme/partners/*/people": peopleOfPartnerListing,
  "/programme/partners/*/rounds": roundsListing,
  "/programme/payments": paymentRunsListing,
  "/programme/reports": reportsListing,
  "/programme/runs": allRunsListing,
  "/programme/tenants": tenantsListing,
};

/**
 * K4: a list as it is looked at, as a table for a file: its rows with its filters and in its order, of the columns that are
 * not left out, as far as the reader may see them now. Refuses with `not_found`: no list; and as the list does.
 * @param of the list's address
 */
export async function listFile(
  ctx: Ctx,
  { of, locale }: { of: string | null; locale: Asked["locale"] },
): Promise<ListSheet> {
  const seen = viewOf(of);
  const found = seen && listOf(seen.path);
  if (!found) throw new Refusal("not_found");
  const search = searchOf(new URLSearchParams(seen.query));
  const file = listFiles[found.list];
  const asked = { search, locale, of: found.of };
  return typeof file === "function" ? file(ctx, asked) : listingFile(file, ctx, asked);
}
