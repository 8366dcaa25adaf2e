import { operatorRoles } from "@/db/schema";
import { exportClaims } from "@/lib/claims/list/export";
import { claimsQuery } from "@/lib/claims/list/schema";
import { reading, type Ctx, type Operator, type PartnerUser, type Tx } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { fixture } from "@/testing/fixture";
import { attentionPage } from "./attention";
import { claimsList } from "./claim/list";
import { engagementsOverview } from "./engagements-overview";
import { partnerInsight, programmeInsight } from "./insight";
import { locationsPage } from "./locations";
import { opportunitiesView } from "./opportunities";
import { partnerPayments } from "./payments";
import { inviteView, peopleView } from "./people";
import { STAFF } from "./people-addresses";
import { programmeCatalogue } from "./programme/catalogue";
import { programmeClaims } from "./programme/claims";
import { programmeContacts } from "./programme/contacts";
import { newEngagement } from "./programme/edit-engagement";
import { programmeEnrolments } from "./programme/enrolments";
import { programmeHealth } from "./programme/health";
import { programmeImports } from "./programme/imports";
import { programmeMail } from "./programme/mail";
import { programmeOverview } from "./programme/overview";
import { newPartner, programmePartners } from "./programme/partners";
import { paymentRuns } from "./programme/payment-runs";
import { programmePrivacy } from "./programme/privacy";
import { programmeReports } from "./programme/reports";
import { programmeSettings } from "./programme/settings";
import { newTenantView } from "./programme/tenant";
import { programmeTenants } from "./programme/tenants";
import { programmeWords } from "./programme/words";
import { partnerRuns, programmeRuns } from "./runs";
import { searchPages } from "./search-pages";
import { shellView } from "./shell";

/** K5: what the search offers of pages is what the reader may open, and what the navigation has. */
const f = fixture();
const search = {};

/** What each page shows, as its page asks for it. */
const shows: Record<string, (tx: Tx, ctx: Ctx) => unknown> = {
  "/engagements": (tx) => engagementsOverview(tx, { search }),
  "/attention": (tx) => attentionPage(tx, { search }),
  "/opportunities": (tx) => opportunitiesView(tx, { search }),
  "/claims": (tx) => claimsList(tx, { search }),
  "/claims/export.csv": (_, ctx) => exportClaims(ctx, claimsQuery.parse(search), "en"),
  "/payments": (tx) => partnerPayments(tx, { search }),
  "/insight": (tx) => partnerInsight(tx, { search }),
  "/runs": (tx) => partnerRuns(tx, { search }),
  "/settings/people": (tx) => peopleView(tx, { search }),
  "/settings/people/invite": (tx) => inviteView(tx, {}),
  "/settings/locations": (tx) => locationsPage(tx),
  "/programme": (tx) => programmeOverview(tx),
  "/programme/claims": (tx) => programmeClaims(tx, { search }),
  "/programme/payments": (tx) => paymentRuns(tx, { search }),
  "/programme/contacts": (tx) => programmeContacts(tx, { search }),
  "/programme/reports": (tx) => programmeReports(tx, { search }),
  "/programme/partners": (tx) => programmePartners(tx, { search }),
  "/programme/partners/new": (tx) => newPartner(tx),
  "/programme/enrolments": (tx) => programmeEnrolments(tx, { search }),
  "/programme/catalogue": (tx) => programmeCatalogue(tx, { search }),
  "/programme/catalogue/new": (tx) => newEngagement(tx),
  "/programme/insight": (tx) => programmeInsight(tx, { search }),
  "/programme/metrics": (tx) => programmeWords(tx, { of: "metrics" }),
  "/programme/tenants": (tx) => programmeTenants(tx, { search }),
  "/programme/tenants/new": (tx) => newTenantView(tx),
  "/programme/imports": (tx) => programmeImports(tx, { search }),
  "/programme/runs": (tx) => programmeRuns(tx, { search }),
  "/programme/mail": (tx) => programmeMail(tx, { search }),
  "/programme/operators": (tx) => peopleView(tx, { at: STAFF, search }),
  "/programme/health": (tx) => programmeHealth(tx),
  "/programme/privacy": (tx) => programmePrivacy(tx),
  "/programme/settings": (tx) => programmeSettings(tx),
};
/** The pages of one's own account are everybody's. */
const own = ["profile", "notices", "sessions", "security"].map((page) => `/settings/${page}`);

async function mayOpen(actor: PartnerUser | Operator, href: string): Promise<boolean> {
  const show = shows[href];
  if (!show) throw new RangeError(href);
  const ctx = f.ctx(actor);
  try {
    await reading(ctx, (tx) => Promise.resolve(show(tx, ctx)));
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

const offered = (actor: PartnerUser | Operator) =>
  searchPages(actor, "en")
    .map(({ href }) => href)
    .filter((href) => !own.includes(href));

test.each(operatorRoles)(
  "of the programme's pages a %s is offered those that open",
  async (role) => {
    const actor = await f.operator({ roles: [role] });
    const pages = offered(actor);
    for (const href of Object.keys(shows).filter((one) => one.startsWith("/programme")))
      if (pages.includes(href) || !href.endsWith("/new"))
        expect([href, await mayOpen(actor, href)]).toEqual([href, pages.includes(href)]);
  },
);

test.each(["incentives_admin", "incentives_user"] as const)(
  "of a partner's pages an %s is offered those that open, and the sections of the navigation",
  async (role) => {
    const company = await f.partner();
    for (const locationId of [null, company.location.id]) {
      const actor = await f.user(company, { grants: [{ role, locationId }] });
      const pages = offered(actor);
      for (const href of Object.keys(shows).filter((one) => !one.startsWith("/programme")))
        expect([href, await mayOpen(actor, href)]).toEqual([href, pages.includes(href)]);
      const { sections } = shellView(actor, {
        mailbox: false,
        attention: 0,
        elsewhere: [],
        pinned: [],
        ask: null,
      });
      const labels = searchPages(actor, "en").filter(({ act }) => !act);
      expect(labels.map(({ href }) => href).filter((href) => !href.includes("/settings/"))).toEqual(
        sections.filter((section) => section !== "settings").map((section) => `/${section}`),
      );
    }
  },
);

test("whoever has no role is offered their own account alone", async () => {
  const company = await f.partner();
  expect(offered(await f.user(company))).toEqual([]);
});
