import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { reading, type Tx } from "@/lib/ctx";
import { attentionPage } from "@/lib/views/attention";
import { claimsList } from "@/lib/views/claim/list";
import { customersPage } from "@/lib/views/customers-page";
import { historyPage } from "@/lib/views/history";
import { opportunitiesView } from "@/lib/views/opportunities";
import { partnerPayments } from "@/lib/views/payments";
import { programmeClaims } from "@/lib/views/programme/claims";
import { textsOf } from "@/messages";
import { consented, paying, submitted } from "@/testing/claims";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { AttentionList } from "../attention/attention-list";
import { ClaimsList } from "../claims/claims-list";
import { CustomersFilter } from "../customers/customers-filter";
import { OpportunitiesPage } from "../opportunities/opportunities-page";
import { ReceivedPayments } from "../payments/received-payments";
import { FilterChecks } from "./filter-checks";
import { FilterSelect } from "./filter-form";

/** K3, K4: an address, or a kept view, that names what its reader does not have, or has no more. */
const f = fixture();
let company: Company;
let engagement: Engagement;

beforeAll(async () => {
  company = await f.partner();
  engagement = await f.engagement();
  await paying(f, engagement.id);
  const tenant = () => f.tenant({ eligibleFor: [engagement] });
  await f.known(company, await tenant());
  await submitted(f, { company, engagement, tenant: await tenant() });
  await consented(f, { company, engagement, tenant: await tenant() });
});

type Search = Record<string, string>;
type List = { rows: readonly unknown[]; page?: ReactNode };
const act = () => Promise.resolve({ values: {}, errors: [] });
const asPartner = <V,>(view: (tx: Tx) => Promise<V>) => reading(f.ctx(company.admin), view);

const lists: Record<string, (search: Search) => Promise<List>> = {
  claims: async (search) => {
    const view = await asPartner((tx) => claimsList(tx, { search }));
    return { rows: view.rows, page: <ClaimsList view={view} choose={act} wrong={null} /> };
  },
  customers: async (search) => {
    const { slug } = engagement;
    const view = await asPartner((tx) => customersPage(tx, { slug, search }));
    return { rows: view.rows, page: <CustomersFilter view={view} filtered /> };
  },
  attention: async (search) => {
    const view = await asPartner((tx) => attentionPage(tx, { search }));
    return { rows: view.rows, page: <AttentionList view={view} notice={null} /> };
  },
  opportunities: async (search) => {
    const view = await asPartner((tx) => opportunitiesView(tx, { search }));
    return { rows: view.rows, page: <OpportunitiesPage view={view} choose={act} /> };
  },
  payments: async (search) => {
    const view = await asPartner((tx) => partnerPayments(tx, { search }));
    return { rows: view.rows, page: <ReceivedPayments view={view} /> };
  },
  history: async (search) => {
    const { slug } = engagement;
    const view = await asPartner((tx) => historyPage(tx, { slug, search }));
    return { rows: view.rounds };
  },
  queue: async (search) => {
    const ctx = f.ctx(await f.operator());
    return { rows: (await reading(ctx, (tx) => programmeClaims(tx, { search }))).rows };
  },
};

const drawn = (page: ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={textsOf("en", {})} timeZone="UTC">
      {page}
    </NextIntlClientProvider>,
  );
const chips = (html: string) => /<ul class="chips".*?<\/ul>/.exec(html)?.[0] ?? "";
const fieldOf = (html: string, name: string) =>
  new RegExp(`<select[^>]* name="${name}".*?</select>`).exec(html)?.[0] ?? "";

const nobody = "00000000-0000-4000-8000-000000000000";
test.each([
  ["claims", "location", "4711"],
  ["claims", "engagement", "gone"],
  ["customers", "location", "4711"],
  ["attention", "location", "4711"],
  ["opportunities", "location", "4711"],
  ["opportunities", "area", "gone"],
  ["opportunities", "payout", "99999999"],
  ["payments", "location", "4711"],
  ["history", "location", "4711"],
  ["queue", "engagement", "gone"],
  ["queue", "partner", nobody],
])("%s: %s %s finds nothing, is seen and can be taken away", async (name, filter, value) => {
  const { rows, page } = await lists[name]!({ [filter]: value });
  expect(rows).toEqual([]);
  if (!page) return;
  const html = drawn(page);
  expect(chips(html)).toContain(value);
  expect(chips(html)).not.toContain(`${filter}=`);
  expect(fieldOf(html, filter)).toContain(`<option value="${value}" selected="">`);
});

test("a customers' status without rows stays chosen", async () => {
  const { page } = await lists.customers!({ status: "approved" });
  expect(drawn(page)).toMatch(/value="approved"[^>]*checked=""|checked=""[^>]*value="approved"/);
});

test("both kinds of field show what is chosen beside what they offer", () => {
  const options = [{ value: "a", label: "A" }];
  expect(drawn(<FilterSelect label="l" name="n" value="b" options={options} />)).toContain(
    '<option value="b" selected="">b</option>',
  );
  const checks = drawn(<FilterChecks label="l" name="n" chosen={["b"]} options={options} />);
  expect(checks).toContain("<span>b</span>");
  expect(checks).toMatch(/<input[^>]*checked=""[^>]*value="b"|<input[^>]*value="b"[^>]*checked=""/);
  const none = <FilterSelect label="l" name="n" options={options} several />;
  expect(drawn(none)).toBe("");
  const one = <FilterSelect label="l" name="n" value="a" options={options} several />;
  expect(drawn(one)).toContain('<option value="a" selected="">A</option>');
});
