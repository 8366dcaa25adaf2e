import { execFile } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";

const root = path.resolve(__dirname, "..");

/** For each rule an import that breaks it: from which file to which; `late:` only when it runs. */
const broken: [rule: string, from: string, to: string][] = [
  ["app-below", "app/claims/actions.ts", "@/db/client"],
  ["app-below", "app/claims/route.ts", "@/emails/hello"],
  ["app-below", "app/claims/money.ts", "drizzle-orm"],
  ["app-below", "app/claims/dates.ts", "luxon"],
  ["app-below", "app/claims/mailing.ts", "resend"],
  ["app-queries", "app/claims/rows.ts", "@/lib/claims/queries"],
  ["app-queries", "app/claims/checks.ts", "@/lib/claims/check.rules"],
  ["app-below", "app/(console)/room/inner/page.tsx", "@/db/schema/index"],
  ["app-queries", "app/claims/inner.ts", "@/lib/claims/room/inner/queries"],
  ["app-jobs", "app/claims/jobs.ts", "@/lib/jobs/worker"],
  ["page-only-views", "app/claims/page.tsx", "@/lib/claims/submit"],
  ["page-only-views", "app/(console)/room/inner/page.tsx", "@/lib/claims/room/submit"],
  ["page-only-views", "app/claims/layout.tsx", "@/lib/access/authorize"],
  ["components-pure", "components/card.tsx", "@/lib/claims/rules"],
  ["components-pure", "components/list.tsx", "@/db/client"],
  ["components-pure", "components/link.tsx", "@/app/claims/page"],
  ["components-pure", "components/room/inner/form.tsx", "@/lib/claims/check.rules"],
  ["components-types-only", "components/table.tsx", "@/lib/views/claims"],
  ["components-types-only", "components/room/inner/table.tsx", "@/lib/views/room/claims"],
  ["hinges-up", "lib/web/page.ts", "@/components/card"],
  ["hinges-up", "lib/jobs/tick.ts", "@/app/claims/page"],
  ["line-partners", "lib/partners/one.ts", "@/lib/engagements/rules"],
  ["line-people", "lib/people/one.ts", "@/lib/engagements/rules"],
  ["line-programme", "lib/programme/one.ts", "@/lib/engagements/rules"],
  ["line-engagements", "lib/engagements/one.ts", "@/lib/tenants/one"],
  ["line-tenants", "lib/tenants/two.ts", "@/lib/eligibility/one"],
  ["line-eligibility", "lib/eligibility/two.ts", "@/lib/customers/one"],
  ["line-customers", "lib/customers/two.ts", "@/lib/consent/one"],
  ["line-consent", "lib/consent/two.ts", "@/lib/claims/submit"],
  ["line-claims", "lib/claims/two.ts", "@/lib/payments/one"],
  ["line-payments", "lib/payments/two.ts", "@/lib/imports/one"],
  ["line-imports", "lib/imports/two.ts", "@/lib/bulk/one"],
  ["line-bulk", "lib/bulk/two.ts", "@/lib/digests/one"],
  ["line-digests", "lib/digests/two.ts", "@/lib/privacy/forget-over"],
  ["line-privacy", "lib/privacy/two.ts", "@/lib/views/imports"],
  ["station-hinges", "lib/claims/three.ts", "@/lib/web/session"],
  ["station-hinges", "lib/claims/four.ts", "@/lib/jobs/worker"],
  ["station-db", "lib/claims/five.ts", "@/db/client"],
  ["station-framework", "lib/claims/six.ts", "next/headers"],
  ["station-framework", "lib/claims/seven.ts", "react"],
  ["station-framework", "lib/claims/eight.ts", "next-auth"],
  ["station-hinges", "lib/claims/room/inner/six.ts", "@/emails/hello"],
  ["station-hinges", "lib/views/room/seven.ts", "@/components/card"],
  ["rules-pure", "lib/consent/rules.ts", "@/lib/consent/one"],
  ["rules-pure", "lib/consent/schema.ts", "@/db/schema/index"],
  ["rules-pure", "lib/customers/rules.ts", "@/lib/access/authorize"],
  ["rules-pure", "lib/claims/check.rules.ts", "@/lib/claims/check.queries"],
  ["rules-pure", "lib/claims/room/inner/rules.ts", "luxon"],
  ["rules-pure", "lib/claims/room/inner/send.schema.ts", "drizzle-orm"],
  ["line-claims", "lib/claims/room/inner/three.ts", "@/lib/views/room/claims"],
  ["station-db", "lib/claims/room/inner/four.ts", "@/db/client"],
  ["station-framework", "lib/claims/room/inner/five.ts", "next/headers"],
  ["service-up", "lib/mail/room/post.ts", "@/lib/consent/room/one"],
  ["service-up", "lib/mail/post.ts", "@/lib/consent/one"],
  ["service-up", "lib/queue/enqueue.ts", "@/lib/jobs/worker"],
  ["service-up", "lib/files/folder.ts", "@/lib/claims/two"],
  ["service-emails", "lib/audit/record.ts", "@/emails/hello"],
  ["service-emails", "lib/notify/notify.ts", "@/emails/hello"],
  ["service-emails", "lib/lists/room/page.ts", "@/emails/hello"],
  ["service-up", "lib/notify/notify.ts", "@/lib/consent/one"],
  ["service-up", "lib/visitors/check.ts", "@/lib/consent/room/one"],
  ["service-up", "lib/visitors/find.ts", "@/lib/web/session"],
  ["service-emails", "lib/visitors/check.ts", "@/emails/hello"],
  ["service-access", "lib/access/room/policy.ts", "@/lib/audit/record"],
  ["service-audit", "lib/audit/verify.ts", "@/lib/mail/post"],
  ["service-files", "lib/files/folder.ts", "@/lib/audit/record"],
  ["service-lists", "lib/lists/page.ts", "@/lib/mail/post"],
  ["service-mail", "lib/mail/post.ts", "@/lib/notify/notify"],
  ["service-mail", "lib/mail/room/post.ts", "@/lib/visitors/check"],
  ["service-notify", "lib/notify/notify.ts", "@/lib/visitors/check"],
  ["service-queue", "lib/queue/enqueue.ts", "@/lib/audit/record"],
  ["service-visitors", "lib/visitors/check.ts", "@/lib/notify/notify"],
  ["ground-up", "lib/ctx.ts", "@/lib/access/authorize"],
  ["ground-up", "lib/new-ground.ts", "@/lib/web/session"],
  ["ground-up", "lib/time/zone.ts", "@/lib/claims/rules"],
  ["ground-up", "lib/csv/sheet.ts", "@/lib/claims/rules"],
  ["time-alone", "lib/time/days.ts", "@/db/schema/index"],
  ["luxon-in-time", "lib/claims/nine.ts", "luxon"],
  ["packages-by-name", "lib/files/late.ts", "late:pg"],
  ["leaf-db", "db/client.ts", "@/lib/errors"],
  ["leaf-db", "db/room/seed.ts", "@/emails/hello"],
  ["leaf-emails", "emails/hello.tsx", "@/lib/errors"],
  ["leaf-emails", "emails/room/hello.tsx", "@/db/schema/index"],
  ["leaf-messages", "messages/index.ts", "@/lib/errors"],
  ["testing-from-tests", "lib/claims/ten.ts", "@/testing/fixture"],
  ["no-cycle", "lib/views/back.ts", "@/lib/views/there"],
  ["resolvable", "lib/views/lost.ts", "@/lib/views/nowhere"],
];

/** Imports that the house allows. */
const allowed: [from: string, to: string][] = [
  ["app/customers/page.tsx", "@/lib/views/claims"],
  ["app/customers/page.tsx", "@/components/badge"],
  ["app/customers/actions.ts", "@/lib/claims/submit"],
  ["app/customers/actions.ts", "@/lib/web/session"],
  ["components/badge.tsx", "@/messages/texts"],
  ["components/badge.tsx", "@/lib/partners/schema"],
  ["components/badge.tsx", "@/lib/partners/room/inner/schema"],
  ["lib/views/claims.ts", "@/lib/claims/rules"],
  ["lib/claims/submit.ts", "@/lib/consent/four"],
  ["lib/claims/submit.ts", "@/lib/mail/deliver"],
  ["lib/claims/submit.ts", "@/db/schema/index"],
  ["lib/claims/submit.test.ts", "@/testing/fixture"],
  ["lib/claims/rules.ts", "@/lib/time/clock"],
  ["lib/claims/rules.ts", "@/db/schema/states"],
  ["lib/notify/tell.ts", "@/lib/audit/record"],
  ["lib/mail/deliver.ts", "@/emails/welcome"],
  ["lib/jobs/worker.ts", "@/lib/claims/submit"],
  ["emails/welcome.tsx", "@/messages/texts"],
];

const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) }),
    ),
  }),
});

async function check(folder: string) {
  const tool = path.join(root, "node_modules/.bin/depcruise");
  const args = [tool, "--config", ".dependency-cruiser.mjs", "--output-type", "json", "."];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: folder,
    maxBuffer: 1e9,
  });
  return report.parse(JSON.parse(stdout)).summary;
}

describe("the import rules", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "rules-"));
  let found: Set<string>;
  let names: Set<string>;

  beforeAll(async () => {
    const files = new Map<string, string[]>();
    const imports: [string, string][] = [
      ...broken.map(([, from, to]): [string, string] => [from, to]),
      ...allowed,
      ["lib/views/there.ts", "@/lib/views/back"],
    ];
    for (const [from, to] of imports) {
      files.set(from, [...(files.get(from) ?? []), to]);
      if (to.startsWith("@/") && to !== "@/lib/views/nowhere") {
        const target = to.slice(2);
        if (!["ts", "tsx"].some((ext) => imports.some(([file]) => file === `${target}.${ext}`))) {
          files.set(`${target}.ts`, files.get(`${target}.ts`) ?? []);
        }
      }
    }
    for (const [file, targets] of files) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      const lines = targets.map((to, i) =>
        to.startsWith("late:")
          ? `void import("${to.slice(5)}");`
          : `import * as x${i} from "${to}"; void x${i};`,
      );
      writeFileSync(path.join(folder, file), [...lines, "export const here = 1;"].join("\n"));
    }
    for (const file of [".dependency-cruiser.mjs", "tsconfig.json", "package.json"]) {
      copyFileSync(path.join(root, file), path.join(folder, file));
    }
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
    const { violations } = await check(folder);
    found = new Set(violations.map(({ rule, from }) => `${rule.name} in ${from}`));
    names = new Set(violations.map(({ rule }) => rule.name));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(broken)("%s is noticed in %s", (rule, from) => {
    expect(found).toContain(`${rule} in ${from}`);
  });

  test.each(allowed)("%s may import %s", (from) => {
    expect([...found].filter((line) => line.endsWith(` in ${from}`))).toEqual([]);
  });

  test("every rule of the checker is broken here on purpose", async () => {
    const config = z
      .object({ default: z.object({ forbidden: z.array(z.object({ name: z.string() })) }) })
      .parse(await import(path.join(root, ".dependency-cruiser.mjs")));
    expect([...new Set(config.default.forbidden.map(({ name }) => name))].sort()).toEqual(
      [...names].sort(),
    );
  });
});

test("the checker sees the whole house and finds it in order", async () => {
  const sources = ["app", "components", "db", "emails", "lib", "messages", "scripts"]
    .flatMap((top) => {
      try {
        return readdirSync(path.join(root, top), { recursive: true, encoding: "utf8" });
      } catch {
        return [];
      }
    })
    .filter((file) => /\.tsx?$/.test(file));
  const { totalCruised, violations } = await check(root);
  expect(totalCruised).toBeGreaterThanOrEqual(sources.length);
  expect(sources.length).toBeGreaterThan(10);
  expect(violations).toEqual([]);
}, 400_000);
