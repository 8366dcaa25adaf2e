import { operatorRoles } from "@/db/schema";
import type { OperatorRole } from "@/lib/ctx";

/** Who walks: nobody signed in, and each persona of the demonstration. */
export const personas = [
  "admin",
  "user",
  "colleague",
  "competitor",
  "operator",
  "reviewer",
] as const;
export const visitors = ["nobody", ...personas] as const;
export type Visitor = (typeof visitors)[number];
type Persona = (typeof personas)[number];
export type Outcome = "shown" | "not found" | "no access" | "sign in" | "elsewhere";

/** Pages of partners: what each persona gets to see of things that are whose. */
const partners: Record<Visitor, Outcome> = {
  nobody: "sign in",
  admin: "shown",
  user: "shown",
  colleague: "no access",
  competitor: "shown",
  operator: "no access",
  reviewer: "no access",
};
/** One's own account: whoever is signed in. */
const everybody = {
  ...partners,
  colleague: "shown",
  operator: "shown",
  reviewer: "shown",
} as const;
const operators: Record<Visitor, Outcome> = {
  nobody: "sign in",
  admin: "no access",
  user: "no access",
  colleague: "no access",
  competitor: "no access",
  operator: "shown",
  reviewer: "shown",
};
const nowhere = { ...operators, operator: "not found", reviewer: "not found" } as const;
const hidden = {
  ...partners,
  admin: "not found",
  user: "not found",
  competitor: "not found",
} as const;

/** A file for partners and staff that is not there. */
const absentFile = {
  ...nowhere,
  admin: "not found",
  user: "not found",
  competitor: "not found",
} as const;

/** What is not there for any partner's people. */
const notFound = {
  admin: "not found",
  user: "not found",
  colleague: "not found",
  competitor: "not found",
} as const;

/** What only incentives admins do. */
const managers = { ...partners, user: "no access" } as const;

type Row = {
  address: (s: Record<string, string>) => string;
  expected: Record<Visitor, Outcome>;
};
export const workshop = "/engagements/collaborative-apps";

/** The pages of a claim's acts: for whoever sees the claim, whatever can be done with it now. */
function claimPages(...pages: string[]): Record<string, Row[]> {
  const rows = (page: string): Row[] => {
    const at = (number: string | undefined) =>
      `/claims/${number}/${page.replace("[part]", "invoice")}`;
    return [
      { address: (s) => at(s.ownClaim), expected: { ...partners, competitor: "not found" } },
      {
        address: (s) => at(s.otherPlacesClaim),
        expected: { ...partners, user: "not found", competitor: "not found" },
      },
      { address: (s) => at(s.theirClaim), expected: { ...hidden, competitor: "shown" } },
      { address: () => at("1"), expected: hidden },
    ];
  };
  return Object.fromEntries(pages.map((page) => [`/claims/[claimNumber]/${page}`, rows(page)]));
}

/** The people of a partner, for partner managers: the reviewer decides nothing about their own company (P6). */
function peopleOfPartner(page: string, expected = operators): Row[] {
  const at = (id: string | undefined) => `/programme/partners/${id}/people${page}`;
  return [
    { address: (s) => at(s.ownPartner), expected },
    { address: (s) => at(s.theirPartner), expected: { ...expected, reviewer: "not found" } },
    { address: (s) => at(s.absent), expected: nowhere },
    { address: () => at("absent"), expected: nowhere },
  ];
}

/** Each page of the console, with every kind of thing that its address can name. */
export const table: Record<string, Row[]> = {
  "/settings/security/set-up": [
    { address: () => "/settings/security/set-up", expected: everybody },
  ],
  "/settings/people/sign-in": [{ address: () => "/settings/people/sign-in", expected: managers }],
  "/programme/partners/[partnerId]/people/sign-in": peopleOfPartner("/sign-in"),
  "/settings/profile": [{ address: () => "/settings/profile", expected: everybody }],
  "/settings/notices": [{ address: () => "/settings/notices", expected: everybody }],
  "/settings/sessions": [{ address: () => "/settings/sessions", expected: everybody }],
  "/settings/security": [{ address: () => "/settings/security", expected: everybody }],
  "/views": [
    {
      address: () => "/views?of=/claims",
      expected: { ...partners, operator: "not found", reviewer: "not found" },
    },
    { address: () => "/views?of=/nothing", expected: absentFile },
  ],
  "/views/list.csv": [
    { address: () => "/views/list.csv?of=/claims", expected: partners },
    { address: (s) => `/views/list.csv?of=/claims%3Fq%3D${s.theirClaim}`, expected: partners },
    { address: () => "/views/list.csv?of=/programme/claims", expected: operators },
    {
      address: () => "/views/list.csv?of=/nothing",
      expected: { ...absentFile, colleague: "not found" },
    },
  ],
  "/views/list.xlsx": [
    { address: () => "/views/list.xlsx?of=/attention", expected: partners },
    { address: () => "/views/list.xlsx?of=/programme/tenants", expected: operators },
    { address: () => "/views/list.xlsx", expected: { ...absentFile, colleague: "not found" } },
  ],
  "/search": [
    { address: () => "/search", expected: everybody },
    { address: () => "/search?q=a", expected: everybody },
  ],
  "/help": [
    { address: () => "/help", expected: { ...everybody, nobody: "shown" } },
    { address: () => "/help?q=a", expected: { ...everybody, nobody: "shown" } },
  ],
  "/help/[topic]": [
    { address: () => "/help/signing-in", expected: { ...everybody, nobody: "shown" } },
    { address: () => "/help/being-asked", expected: { ...everybody, nobody: "shown" } },
    { address: () => "/help/customers", expected: everybody },
    {
      address: () => "/help/review",
      expected: { ...nowhere, ...notFound, operator: "shown", reviewer: "shown" },
    },
    { address: () => "/help/absent", expected: { ...nowhere, ...notFound } },
  ],
  "/help/glossary": [{ address: () => "/help/glossary", expected: everybody }],
  "/help/reasons": [{ address: () => "/help/reasons", expected: everybody }],
  "/help/panel.json": [{ address: () => "/help/panel.json?at=/claims", expected: everybody }],
  "/search/hits.json": [{ address: () => "/search/hits.json?q=a", expected: everybody }],
  "/engagements": [{ address: () => "/engagements", expected: partners }],
  "/engagements/[slug]": [
    { address: () => workshop, expected: partners },
    { address: () => "/engagements/absent", expected: hidden },
  ],
  "/engagements/[slug]/eligibility": [
    { address: () => `${workshop}/eligibility`, expected: partners },
  ],
  "/engagements/[slug]/history": [{ address: () => `${workshop}/history`, expected: partners }],
  "/engagements/[slug]/customers": [
    { address: () => `${workshop}/customers`, expected: partners },
    { address: () => `${workshop}/customers?tab=ineligible`, expected: partners },
    { address: () => `${workshop}/customers?tab=complete`, expected: partners },
  ],
  "/engagements/[slug]/customers/add/[[...step]]": [
    { address: () => `${workshop}/customers/add`, expected: partners },
    {
      address: () => `${workshop}/customers/add/nonsense`,
      expected: {
        ...hidden,
        operator: "not found",
        reviewer: "not found",
        colleague: "not found",
        nobody: "not found",
      },
    },
  ],
  "/engagements/[slug]/rounds/[roundId]": [
    {
      address: (s) => `${workshop}/rounds/${s.ownAssociation}`,
      expected: { ...partners, admin: "elsewhere", user: "elsewhere", competitor: "not found" },
    },
    {
      address: (s) => `/engagements/${s.otherPlacesSlug}/rounds/${s.otherPlacesAssociation}`,
      expected: { ...partners, admin: "elsewhere", user: "not found", competitor: "not found" },
    },
    {
      address: (s) => `/engagements/${s.theirSlug}/rounds/${s.theirAssociation}`,
      expected: { ...hidden, competitor: "elsewhere" },
    },
    { address: (s) => `${workshop}/rounds/${s.absent}`, expected: hidden },
  ],
  "/customers/[tenantId]": [
    {
      address: (s) => `/customers/${s.theirTenant}`,
      expected: { ...hidden, competitor: "shown" },
    },
    {
      address: (s) => `/customers/${s.otherPlacesTenant}`,
      expected: { ...hidden, admin: "shown" },
    },
    { address: (s) => `/customers/${s.absent}`, expected: hidden },
    { address: () => "/customers/absent", expected: hidden },
  ],
  "/engagements/[slug]/customers/[tenantId]/eligibility": [
    {
      address: (s) => `${workshop}/customers/${s.theirTenant}/eligibility`,
      expected: { ...hidden, competitor: "shown" },
    },
    { address: (s) => `${workshop}/customers/${s.absent}/eligibility`, expected: hidden },
  ],
  "/engagements/[slug]/customers/[tenantId]/claim/[[...step]]": [
    {
      address: (s) => `${workshop}/customers/${s.theirTenant}/claim`,
      expected: { ...hidden, competitor: "shown" },
    },
    { address: (s) => `${workshop}/customers/${s.absent}/claim`, expected: hidden },
  ],
  "/engagements/[slug]/rounds/[roundId]/consent/[[...step]]": [
    {
      address: (s) => `${workshop}/rounds/${s.ownAssociation}/consent`,
      expected: { ...partners, competitor: "not found" },
    },
    {
      address: (s) =>
        `/engagements/${s.otherPlacesSlug}/rounds/${s.otherPlacesAssociation}/consent`,
      expected: { ...partners, user: "not found", competitor: "not found" },
    },
    {
      address: (s) => `/engagements/${s.theirSlug}/rounds/${s.theirAssociation}/consent`,
      expected: { ...hidden, competitor: "shown" },
    },
    { address: (s) => `${workshop}/rounds/${s.absent}/consent`, expected: hidden },
  ],
  "/engagements/[slug]/rounds/[roundId]/end": [
    {
      address: (s) => `${workshop}/rounds/${s.ownAssociation}/end`,
      expected: { ...partners, competitor: "not found" },
    },
    {
      address: (s) => `/engagements/${s.otherPlacesSlug}/rounds/${s.otherPlacesAssociation}/end`,
      expected: { ...partners, user: "not found", competitor: "not found" },
    },
    {
      address: (s) => `/engagements/${s.theirSlug}/rounds/${s.theirAssociation}/end`,
      expected: { ...hidden, competitor: "shown" },
    },
    { address: (s) => `${workshop}/rounds/${s.absent}/end`, expected: hidden },
  ],
  "/attention": [
    { address: () => "/attention", expected: partners },
    { address: () => "/attention?kind=claims", expected: partners },
  ],
  "/claims": [
    { address: () => "/claims", expected: partners },
    { address: (s) => `/claims?q=${s.theirClaim}`, expected: partners },
  ],
  "/claims/export.csv": [
    { address: () => "/claims/export.csv", expected: partners },
    { address: (s) => `/claims/export.csv?q=${s.theirClaim}`, expected: partners },
  ],
  "/claims/documents.zip": [
    { address: () => "/claims/documents.zip?all=yes", expected: partners },
    { address: (s) => `/claims/documents.zip?row=${s.theirClaim}`, expected: partners },
    { address: () => "/claims/documents.zip?row=absent", expected: hidden },
  ],
  "/claims/[claimNumber]": [
    { address: (s) => `/claims/${s.ownClaim}`, expected: { ...partners, competitor: "not found" } },
    {
      address: (s) => `/claims/${s.otherPlacesClaim}`,
      expected: { ...partners, user: "not found", competitor: "not found" },
    },
    { address: (s) => `/claims/${s.theirClaim}`, expected: { ...hidden, competitor: "shown" } },
    { address: () => "/claims/1", expected: hidden },
  ],
  ...Object.fromEntries(
    ["", "/view"].map((as): [string, Row[]] => [
      `/claims/[claimNumber]/documents/[documentId]${as}`,
      [
        {
          address: (s) => `/claims/${s.ownDocument}${as}`,
          expected: { ...partners, competitor: "not found", operator: "shown", reviewer: "shown" },
        },
        {
          address: (s) => `/claims/${s.otherPlacesDocument}${as}`,
          expected: {
            ...partners,
            user: "not found",
            competitor: "not found",
            operator: "shown",
            reviewer: "shown",
          },
        },
        {
          address: (s) => `/claims/${s.theirDocument}${as}`,
          // The reviewer belongs to this company, and sees nothing of its claims.
          expected: { ...hidden, competitor: "shown", operator: "shown", reviewer: "not found" },
        },
        {
          address: (s) => `/claims/${s.ownClaim}/documents/${s.absent}${as}`,
          expected: { ...hidden, operator: "not found", reviewer: "not found" },
        },
        {
          address: (s) => `/claims/${s.theirClaim}/documents/${s.ownDocument?.split("/")[2]}${as}`,
          expected: { ...hidden, operator: "not found", reviewer: "not found" },
        },
      ],
    ]),
  ),
  ...Object.fromEntries(
    ["", "/colleague"].map((page) => [
      `/claims/[claimNumber]/partner-survey${page}`,
      [
        {
          address: (s) => `/claims/${s.ownClaim}/partner-survey${page}`,
          expected: { ...partners, competitor: "not found" },
        },
        {
          address: (s) => `/claims/${s.otherPlacesClaim}/partner-survey${page}`,
          expected: { ...partners, user: "not found", competitor: "not found" },
        },
        {
          address: (s) => `/claims/${s.theirClaim}/partner-survey${page}`,
          expected: { ...hidden, competitor: "shown" },
        },
        { address: () => `/claims/1/partner-survey${page}`, expected: hidden },
      ] satisfies Row[],
    ]),
  ),
  ...claimPages("submit", "cancel", "dispute", "renew", "edit/[part]", "customer-survey"),
  "/settings": [
    {
      address: () => "/settings",
      expected: {
        nobody: "elsewhere",
        admin: "elsewhere",
        user: "elsewhere",
        colleague: "elsewhere",
        competitor: "elsewhere",
        operator: "elsewhere",
        reviewer: "elsewhere",
      },
    },
  ],
  "/settings/locations": [{ address: () => "/settings/locations", expected: partners }],
  "/settings/locations/[locationId]": [
    {
      address: (s) => `/settings/locations/${s.ownPlace}`,
      expected: { ...partners, competitor: "not found" },
    },
    {
      address: (s) => `/settings/locations/${s.otherPlace}`,
      expected: { ...partners, user: "not found", competitor: "not found" },
    },
    {
      address: (s) => `/settings/locations/${s.theirPlace}`,
      expected: { ...hidden, competitor: "shown" },
    },
    { address: (s) => `/settings/locations/${s.absent}`, expected: hidden },
  ],
  "/settings/locations/[locationId]/payee": [
    {
      address: (s) => `/settings/locations/${s.ownPlace}/payee`,
      expected: { ...partners, user: "no access", competitor: "not found" },
    },
    {
      address: (s) => `/settings/locations/${s.otherPlace}/payee`,
      expected: { ...partners, user: "no access", competitor: "not found" },
    },
    {
      address: (s) => `/settings/locations/${s.theirPlace}/payee`,
      expected: { ...hidden, user: "no access", competitor: "shown" },
    },
    {
      address: (s) => `/settings/locations/${s.absent}/payee`,
      expected: { ...hidden, user: "no access" },
    },
  ],
  "/programme": [{ address: () => "/programme", expected: operators }],
  "/programme/claims": [
    { address: () => "/programme/claims", expected: operators },
    { address: () => "/programme/claims?status=all&q=a&sort=-age", expected: operators },
  ],
  "/programme/claims/[claimNumber]": [
    { address: (s) => `/programme/claims/${s.ownClaim}`, expected: operators },
    { address: (s) => `/programme/claims/${s.theirClaim}?do=approve`, expected: operators },
    { address: (s) => `/programme/claims/${s.neverSentIn}`, expected: nowhere },
    { address: () => "/programme/claims/1000000", expected: nowhere },
    { address: () => "/programme/claims/absent", expected: nowhere },
  ],
  "/programme/claims/pay": [
    { address: (s) => `/programme/claims/pay?claim=${s.ownClaim}`, expected: operators },
    { address: () => "/programme/claims/pay?claim=absent", expected: operators },
  ],
  "/programme/claims/payments.csv": [
    { address: () => "/programme/claims/payments.csv", expected: operators },
  ],
  "/programme/contacts": [{ address: () => "/programme/contacts", expected: operators }],
  "/programme/contacts/[releaseId]": [
    {
      address: () => "/programme/contacts/00000000-0000-4000-8000-000000000000",
      expected: nowhere,
    },
  ],
  "/programme/catalogue": [{ address: () => "/programme/catalogue", expected: operators }],
  "/programme/catalogue/[slug]": [
    { address: () => "/programme/catalogue/collaborative-apps", expected: operators },
    { address: () => "/programme/catalogue/absent", expected: nowhere },
  ],
  "/programme/catalogue/new": [
    { address: () => "/programme/catalogue/new?copy=collaborative-apps", expected: operators },
  ],
  "/programme/catalogue/file": [
    { address: () => "/programme/catalogue/file", expected: operators },
    { address: () => "/programme/catalogue/file?refused=file_too_large", expected: operators },
  ],
  "/programme/catalogue/file/catalogue.json": [
    { address: () => "/programme/catalogue/file/catalogue.json", expected: operators },
  ],
  "/programme/catalogue/file/[fileId]": [
    { address: () => "/programme/catalogue/file/absent", expected: nowhere },
  ],
  "/programme/catalogue/[slug]/edit/[part]": [
    {
      address: () => "/programme/catalogue/collaborative-apps/edit/customers",
      expected: operators,
    },
    { address: () => "/programme/catalogue/collaborative-apps/edit/surveys", expected: operators },
    { address: () => "/programme/catalogue/collaborative-apps/edit/absent", expected: nowhere },
  ],
  "/programme/catalogue/[slug]/listing": [
    { address: () => "/programme/catalogue/collaborative-apps/listing", expected: operators },
  ],
  "/programme/catalogue/[slug]/publish": [
    { address: () => "/programme/catalogue/collaborative-apps/publish", expected: nowhere },
  ],
  "/programme/catalogue/[slug]/rates": [
    { address: () => "/programme/catalogue/collaborative-apps/rates", expected: operators },
  ],
  "/programme/catalogue/[slug]/surveys/[kind]/[number]": [
    {
      address: () => "/programme/catalogue/collaborative-apps/surveys/customer/1",
      expected: operators,
    },
    {
      address: () => "/programme/catalogue/collaborative-apps/surveys/partner/999",
      expected: nowhere,
    },
    { address: () => "/programme/catalogue/absent/surveys/customer/1", expected: nowhere },
  ],
  "/programme/[words]": [
    { address: () => "/programme/metrics", expected: operators },
    { address: () => "/programme/market-bands", expected: operators },
    { address: () => "/programme/proof-kinds", expected: operators },
    { address: () => "/programme/absent", expected: nowhere },
  ],
  "/programme/[words]/new": [
    { address: () => "/programme/engagement-types/new", expected: operators },
    { address: () => "/programme/absent/new", expected: nowhere },
  ],
  "/programme/[words]/[key]": [
    { address: () => "/programme/metrics/teams_pau", expected: operators },
    { address: () => "/programme/metrics/absent", expected: nowhere },
  ],
  "/programme/[words]/[key]/remove": [
    { address: () => "/programme/solution-areas/modern-work/remove", expected: operators },
    { address: () => "/programme/metrics/absent/remove", expected: nowhere },
  ],
  "/programme/templates": [{ address: () => "/programme/templates", expected: operators }],
  "/templates/[name]": [{ address: () => "/templates/absent.docx", expected: absentFile }],
  "/programme/catalogue/[slug]/withdraw": [
    { address: () => "/programme/catalogue/collaborative-apps/withdraw", expected: operators },
  ],
  "/opportunities": [
    { address: () => "/opportunities", expected: partners },
    {
      address: () => "/opportunities?chance=near&location=nothing&after=nothing",
      expected: partners,
    },
  ],
  "/runs": [{ address: () => "/runs", expected: partners }],
  "/runs/new": [
    { address: () => "/runs/new", expected: partners },
    { address: () => "/runs/new?kind=ask&workshops=nothing", expected: partners },
  ],
  "/runs/[runNumber]": [
    { address: () => "/runs/999999", expected: hidden },
    { address: (s) => `/runs/${s.absent}`, expected: hidden },
  ],
  "/runs/[runNumber]/rows.csv": [{ address: () => "/runs/999999/rows.csv", expected: hidden }],
  "/runs/[runNumber]/rows.xlsx": [{ address: () => "/runs/999999/rows.xlsx", expected: hidden }],
  "/programme/runs": [{ address: () => "/programme/runs", expected: operators }],
  "/programme/runs/[runId]": [
    { address: (s) => `/programme/runs/${s.absent}`, expected: nowhere },
    { address: () => "/programme/runs/absent", expected: nowhere },
  ],
  "/programme/runs/[runId]/rows.csv": [
    { address: (s) => `/programme/runs/${s.absent}/rows.csv`, expected: absentFile },
  ],
  "/programme/runs/[runId]/rows.xlsx": [
    { address: (s) => `/programme/runs/${s.absent}/rows.xlsx`, expected: absentFile },
  ],
  "/insight": [
    { address: () => "/insight", expected: partners },
    { address: () => "/insight?by=location&until=nothing&engagement=nothing", expected: partners },
  ],
  "/insight/figures.csv": [
    { address: () => "/insight/figures.csv?plot=money", expected: partners },
  ],
  "/insight/rounds": [
    { address: () => "/insight/rounds?plot=funnel&part=paid", expected: partners },
  ],
  "/insight/rounds.csv": [{ address: () => "/insight/rounds.csv", expected: partners }],
  "/payments": [
    { address: () => "/payments", expected: partners },
    { address: () => "/payments?after=nothing", expected: partners },
  ],
  "/programme/payments": [{ address: () => "/programme/payments", expected: operators }],
  "/programme/payments/[runId]": [
    { address: (s) => `/programme/payments/${s.absent}`, expected: nowhere },
    { address: () => "/programme/payments/absent?list=claims", expected: nowhere },
  ],
  "/programme/payments/[runId]/results.csv": [
    { address: (s) => `/programme/payments/${s.absent}/results.csv`, expected: nowhere },
  ],
  "/programme/payments/[runId]/results/[paymentId]": [
    { address: (s) => `/programme/payments/${s.absent}/results/${s.absent}`, expected: nowhere },
  ],
  "/programme/enrolments": [
    { address: () => "/programme/enrolments", expected: operators },
    { address: () => "/programme/enrolments?list=all", expected: operators },
  ],
  "/programme/enrolments/[locationId]": [
    { address: (s) => `/programme/enrolments/${s.ownPlace}`, expected: operators },
    { address: (s) => `/programme/enrolments/${s.theirPlace}`, expected: operators },
    { address: (s) => `/programme/enrolments/${s.absent}`, expected: nowhere },
    { address: () => "/programme/enrolments/absent", expected: nowhere },
  ],
  "/programme/insight": [
    { address: () => "/programme/insight", expected: operators },
    {
      address: (s) => `/programme/insight?by=location&partner=${s.theirPartner}`,
      expected: operators,
    },
  ],
  "/programme/insight/figures.csv": [
    {
      address: () => "/programme/insight/figures.csv?plot=consent&by=partner",
      expected: operators,
    },
  ],
  "/programme/insight/rounds": [
    { address: () => "/programme/insight/rounds?plot=deadlines", expected: operators },
  ],
  "/programme/insight/rounds.csv": [
    { address: () => "/programme/insight/rounds.csv", expected: operators },
  ],
  "/programme/health": [{ address: () => "/programme/health", expected: operators }],
  "/programme/mail": [{ address: () => "/programme/mail", expected: operators }],
  "/programme/partners": [{ address: () => "/programme/partners", expected: operators }],
  "/programme/partners/[partnerId]": [
    { address: (s) => `/programme/partners/${s.ownPartner}`, expected: operators },
    { address: (s) => `/programme/partners/${s.theirPartner}`, expected: operators },
    {
      address: () => "/programme/partners/00000000-0000-4000-8000-000000000000",
      expected: nowhere,
    },
  ],
  "/programme/partners/export.csv": [
    { address: () => "/programme/partners/export.csv", expected: operators },
  ],
  "/programme/imports": [{ address: () => "/programme/imports", expected: operators }],
  "/programme/imports/new": [
    { address: () => "/programme/imports/new", expected: operators },
    { address: () => "/programme/imports/new?kind=partners", expected: operators },
  ],
  "/programme/imports/new/[kind]/template.csv": [
    { address: () => "/programme/imports/new/tenants/template.csv", expected: operators },
    { address: () => "/programme/imports/new/absent/template.csv", expected: nowhere },
  ],
  "/programme/imports/[importId]": [
    { address: (s) => `/programme/imports/${s.absent}`, expected: nowhere },
    { address: () => "/programme/imports/absent", expected: nowhere },
  ],
  "/programme/imports/[importId]/missing.csv": [
    { address: (s) => `/programme/imports/${s.absent}/missing.csv`, expected: nowhere },
  ],
  "/programme/imports/[importId]/refused.csv": [
    { address: (s) => `/programme/imports/${s.absent}/refused.csv`, expected: nowhere },
  ],
  "/programme/partners/new": [{ address: () => "/programme/partners/new", expected: operators }],
  ...Object.fromEntries(
    [
      "edit",
      "suspend",
      "rounds",
      "locations/new",
      "locations/[locationId]",
      "locations/[locationId]/edit",
    ].map((page) => [
      `/programme/partners/[partnerId]/${page}`,
      [
        {
          address: (s) =>
            `/programme/partners/${s.ownPartner}/${page.replace("[locationId]", s.ownLocation ?? "")}`,
          expected: operators,
        },
        {
          // The second one of each is there, but elsewhere or not at all.
          address: (s) =>
            page.includes("[")
              ? `/programme/partners/${s.theirPartner}/${page.replace("[locationId]", s.ownLocation ?? "")}`
              : `/programme/partners/${s.absent}/${page}`,
          expected: nowhere,
        },
      ] satisfies Row[],
    ]),
  ),
  "/programme/partners/[partnerId]/rounds/[roundId]/extend": [
    {
      address: (s) => `/programme/partners/${s.ownPartner}/rounds/${s.ownAssociation}/extend`,
      expected: operators,
    },
    {
      address: (s) => `/programme/partners/${s.theirPartner}/rounds/${s.ownAssociation}/extend`,
      expected: nowhere,
    },
    {
      address: (s) => `/programme/partners/${s.ownPartner}/rounds/${s.absent}/extend`,
      expected: nowhere,
    },
  ],
  "/programme/partners/[partnerId]/rounds/[roundId]/stop": [
    {
      address: (s) => `/programme/partners/${s.ownPartner}/rounds/${s.ownAssociation}/stop`,
      expected: operators,
    },
    {
      address: (s) => `/programme/partners/${s.theirPartner}/rounds/${s.ownAssociation}/stop`,
      expected: nowhere,
    },
  ],
  "/programme/partners/[partnerId]/people": peopleOfPartner(""),
  "/programme/partners/[partnerId]/people/invite": peopleOfPartner("/invite"),
  "/programme/partners/[partnerId]/people/[personId]": peopleOfPartner(
    "/00000000-0000-4000-8000-000000000000",
    nowhere,
  ),
  "/programme/privacy": [{ address: () => "/programme/privacy", expected: operators }],
  "/programme/privacy/[requestId]": [
    { address: (s) => `/programme/privacy/${s.absent}`, expected: nowhere },
  ],
  "/programme/privacy/holds/[of]/[key]": [
    { address: (s) => `/programme/privacy/holds/tenant/${s.ownTenant}`, expected: operators },
    { address: (s) => `/programme/privacy/holds/tenant/${s.absent}`, expected: nowhere },
  ],
  "/programme/operators": [{ address: () => "/programme/operators", expected: operators }],
  "/programme/operators/invite": [
    { address: () => "/programme/operators/invite", expected: operators },
  ],
  "/programme/operators/[operatorId]": [
    { address: (s) => `/programme/operators/${s.staffPerson}`, expected: operators },
    { address: (s) => `/programme/operators/${s.ownPerson}`, expected: nowhere },
    { address: (s) => `/programme/operators/${s.absent}`, expected: nowhere },
  ],
  "/switched": [
    {
      address: () => "/switched?company=none&from=/claims",
      expected: {
        ...partners,
        admin: "elsewhere",
        user: "elsewhere",
        colleague: "elsewhere",
        competitor: "elsewhere",
        operator: "elsewhere",
        reviewer: "elsewhere",
      },
    },
  ],
  "/settings/people": [{ address: () => "/settings/people", expected: managers }],
  "/settings/people/invite": [{ address: () => "/settings/people/invite", expected: managers }],
  "/settings/people/[personId]": [
    {
      address: (s) => `/settings/people/${s.ownPerson}`,
      expected: { ...managers, competitor: "not found" },
    },
    {
      address: (s) => `/settings/people/${s.absent}`,
      expected: { ...managers, admin: "not found", competitor: "not found" },
    },
  ],
  "/programme/settings": [{ address: () => "/programme/settings", expected: operators }],
  "/programme/reports/[reportId]/lift": [
    {
      address: () => "/programme/reports/00000000-0000-4000-8000-000000000000/lift",
      expected: nowhere,
    },
  ],
  "/programme/reports/[reportId]": [
    {
      address: () => "/programme/reports/00000000-0000-4000-8000-000000000000",
      expected: nowhere,
    },
  ],
  "/programme/reports/[reportId]/stop": [
    {
      address: () => "/programme/reports/00000000-0000-4000-8000-000000000000/stop",
      expected: nowhere,
    },
  ],
  "/programme/reports": [{ address: () => "/programme/reports", expected: operators }],
  "/programme/tenants": [{ address: () => "/programme/tenants", expected: operators }],
  "/programme/tenants/[tenantId]": [
    { address: (s) => `/programme/tenants/${s.ownTenant}`, expected: operators },
    { address: (s) => `/programme/tenants/${s.absent}`, expected: nowhere },
  ],
  "/programme/tenants/new": [{ address: () => "/programme/tenants/new", expected: operators }],
  ...Object.fromEntries(
    ["edit", "domains", "bar", "merge"].map((page): [string, Row[]] => [
      `/programme/tenants/[tenantId]/${page}`,
      [
        { address: (s) => `/programme/tenants/${s.ownTenant}/${page}`, expected: operators },
        { address: (s) => `/programme/tenants/${s.absent}/${page}`, expected: nowhere },
      ],
    ]),
  ),
};

/** P5: pages of the programme that are not every operator's, with the one role that each takes. */
export const single: Record<string, OperatorRole[]> = {
  "/programme": [...operatorRoles],
  "/programme/claims/pay": ["payments"],
  "/programme/claims/payments.csv": ["payments"],
  "/programme/contacts": ["partner_manager", "reviewer"],
  "/programme/payments": ["payments"],
  "/programme/privacy": ["administrator"],
  "/programme/operators": ["administrator"],
  "/programme/operators/invite": ["administrator"],
  "/programme/enrolments": [...operatorRoles],
  "/settings/people": [],
  "/settings/locations": [],
};
/** The same, below the address of a partner that the walker does not belong to. */
export const singleOfPartner: Record<string, OperatorRole[]> = {
  "": [...operatorRoles],
  "/people": ["partner_manager"],
  "/people/invite": ["partner_manager"],
};

/** What a form of the programme answers everybody else. */
const outsiders = { nobody: 401, admin: 403, user: 403, colleague: 403, competitor: 403 } as const;
/** A file of a payment run: whoever may not have it is led on, as by a page. */
const led = { nobody: 303, admin: 303, user: 303, colleague: 303, competitor: 303 };

/** Forms that scripts send too: what each persona is answered. The claims of `…Document` were sent in. */
export const forms: Record<
  string,
  { address: (s: Record<string, string>) => string; answers: Record<Visitor, number> }[]
> = {
  "/claims/[claimNumber]/documents": [
    {
      address: (s) => `/claims/${numberIn(s.ownDocument)}/documents?for=invoice`,
      answers: asked({}),
    },
    {
      address: (s) => `/claims/${numberIn(s.otherPlacesDocument)}/documents?for=invoice`,
      answers: asked({ user: 404 }),
    },
    {
      address: (s) => `/claims/${numberIn(s.theirDocument)}/documents?for=invoice`,
      answers: asked({ admin: 404, user: 404, competitor: 422 }),
    },
    { address: () => "/claims/1/documents?for=invoice", answers: asked({ admin: 404, user: 404 }) },
    {
      address: (s) => `/claims/${numberIn(s.ownDocument)}/documents?for=other`,
      answers: asked({ admin: 404, user: 404 }),
    },
  ],
  "/runs/new/file": [
    {
      address: () => "/runs/new/file?kind=claim",
      answers: {
        ...outsiders,
        admin: 422,
        user: 422,
        competitor: 422,
        operator: 403,
        reviewer: 403,
      },
    },
    {
      address: () => "/runs/new/file?kind=absent",
      answers: {
        ...outsiders,
        admin: 404,
        user: 404,
        competitor: 404,
        operator: 403,
        reviewer: 403,
      },
    },
  ],
  "/programme/imports/new/[kind]/file": [
    {
      address: () => "/programme/imports/new/tenants/file",
      answers: { ...outsiders, operator: 422, reviewer: 422 },
    },
    {
      address: () => "/programme/imports/new/absent/file",
      answers: { ...outsiders, operator: 404, reviewer: 404 },
    },
  ],
  "/programme/catalogue/file/upload": [
    {
      // A form without JavaScript: on to signing in, to what is missing, or to the file.
      address: () => "/programme/catalogue/file/upload",
      answers: { ...led, operator: 303, reviewer: 303 },
    },
  ],
  "/programme/templates/file": [
    {
      address: () => "/programme/templates/file",
      answers: { ...outsiders, operator: 303, reviewer: 303 },
    },
  ],
  "/claims/[claimNumber]/documents/[documentId]/remove": [
    { address: (s) => `/claims/${s.ownDocument}/remove`, answers: asked({}) },
    { address: (s) => `/claims/${s.otherPlacesDocument}/remove`, answers: asked({ user: 404 }) },
    {
      address: (s) => `/claims/${s.theirDocument}/remove`,
      answers: asked({ admin: 404, user: 404, competitor: 422 }),
    },
    {
      address: (s) => `/claims/${s.ownClaim}/documents/x/remove`,
      answers: asked({ admin: 404, user: 404 }),
    },
  ],
  "/programme/privacy/[requestId]/file": [
    {
      address: (s) => `/programme/privacy/${s.absent}/file`,
      answers: asked({ ...led, operator: 404, reviewer: 404 }),
    },
  ],
  "/programme/payments/[runId]/files/[channel]": [
    {
      address: (s) => `/programme/payments/${s.absent}/files/pain`,
      answers: asked({ ...led, operator: 404, reviewer: 404 }),
    },
  ],
};

function asked(others: Partial<Record<Persona, number>>): Record<Visitor, number> {
  return {
    nobody: 401,
    admin: 422,
    user: 422,
    colleague: 403,
    competitor: 404,
    operator: 403,
    reviewer: 403,
    ...others,
  };
}

function numberIn(document = ""): string {
  return document.split("/")[0] ?? "";
}

/** Open to everybody by their nature: a link's token, the way in, health, files; tested on their own. */
export const open = [
  "/",
  "/.well-known/security.txt",
  "/_not-found",
  "/api/auth/[...nextauth]",
  "/api/webhooks/resend",
  "/brand/[file]",
  "/check",
  "/consent/[token]",
  "/consent/[token]/code",
  "/consent/[token]/not-me",
  "/consent/[token]/receipt",
  "/consent/[token]/report",
  "/consent/[token]/withdraw",
  "/help/customer",
  "/icon.svg",
  "/invitation/[token]",
  "/livez",
  "/mailbox",
  "/mailbox/[emailId]",
  "/mailbox/[emailId]/html",
  "/mailbox/[emailId]/text",
  "/no-access",
  "/preferences",
  "/privacy",
  "/readyz",
  "/digest/[token]",
  "/reminders-off/[token]",
  "/startupz",
  "/sign-in",
  "/sign-in/confirm",
  "/sign-in/factor",
  "/sign-in/factor/challenge",
  "/sign-in/sent",
  "/survey/[token]",
  "/switch",
  "/_global-error",
];
