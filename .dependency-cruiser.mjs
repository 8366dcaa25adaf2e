/**
 * Who may import whom. Business flows left to right along the stations, imports point right to
 * left; services stand under the stations, the ground under everything. `scripts/check-rules.test.ts`
 * breaks each rule on purpose.
 */
const stations = [
  "partners",
  "people",
  "programme",
  "engagements",
  "tenants",
  "eligibility",
  "customers",
  "consent",
  "claims",
  "payments",
  "imports",
  "bulk",
  "digests",
  "privacy",
  "views",
];
/** Each service with the others that it stands on. */
const standsOn = {
  access: [],
  files: [],
  queue: [],
  lists: ["access"],
  audit: ["access", "files"],
  mail: ["access", "lists", "queue"],
  notify: ["access", "audit", "mail"],
  visitors: ["access", "audit", "mail"],
};
const services = Object.keys(standsOn);

const any = (names) => `(${names.join("|")})`;
const npm = (...names) => `(^|/)node_modules/${any(names)}/`;
const line = `^lib/${any(stations)}/`;
const test = "\\.test\\.tsx?$";
/** The nouns of a station, also in rooms within rooms and as `check.rules.ts`. */
const noun = (...names) => `^lib/.*[./]${any(names)}\\.ts$`;
const ground = "^lib/((time|csv|metrics)/|[^/]+\\.ts$)";

const rule = (name, from, to, comment) => ({
  name,
  comment,
  severity: "error",
  from: { pathNot: test, ...from },
  to,
});

/** A page shows: its data comes from a view, by way of lib/web. */
const page = "^app/.*/?(page|layout|loading|error|not-found|global-error|default|template)\\.tsx$";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    // app/
    rule(
      "app-below",
      { path: "^app/" },
      {
        path: [
          "^(db|emails|scripts|bench|e2e|testing)/",
          npm("drizzle-orm", "luxon", "resend", "pg"),
        ],
      },
      "A door opens on lib: no database, no mail, no clock.",
    ),
    rule(
      "app-queries",
      { path: "^app/" },
      { path: noun("queries", "rules") },
      "Screens ask a view; actions and routes call verbs.",
    ),
    rule(
      "app-jobs",
      { path: "^app/" },
      { path: "^lib/jobs/" },
      "The queue's hinge belongs to the worker.",
    ),
    rule(
      "page-only-views",
      { path: page },
      { path: "^lib/", pathNot: ["^lib/(web|views)/", noun("schema")] },
      "A page never calls a verb or a query.",
    ),
    // components/
    rule(
      "components-pure",
      { path: "^components/" },
      {
        path: "^(lib|db|app|emails|scripts|bench|e2e|testing)/",
        pathNot: [noun("schema"), "^lib/(views|web)/", "^lib/input\\.ts$"],
      },
      "Faces get everything by props.",
    ),
    rule(
      "components-types-only",
      { path: "^components/" },
      {
        path: "^lib/(views|web)/",
        pathNot: [noun("schema"), "^lib/web/form-state\\.ts$"],
        dependencyTypesNot: ["type-only"],
      },
      "From a view, components take types alone.",
    ),
    // hinges
    rule(
      "hinges-up",
      { path: "^lib/(web|jobs)/" },
      { path: "^(app|components|scripts|bench|e2e|testing)/" },
      "The hinges hold the doors; they do not walk through them.",
    ),
    // the line
    ...stations
      .slice(0, -1)
      .map((station, at) =>
        rule(
          `line-${station}`,
          { path: `^lib/${station}/` },
          { path: `^lib/${any(stations.slice(at + 1))}/` },
          "Left never calls right.",
        ),
      ),
    rule(
      "station-hinges",
      { path: line },
      { path: "^(lib/(web|jobs)|app|components|emails|scripts|bench|e2e|testing)/" },
      "A station does not know who calls it.",
    ),
    rule(
      "station-db",
      { path: line },
      { path: "^db/", pathNot: "^db/schema/" },
      "A station knows the tables; its database handle comes with ctx.",
    ),
    rule(
      "station-framework",
      { path: line },
      { path: npm("next", "next-auth", "react", "react-dom") },
      "Business code does not know the framework.",
    ),
    // rules.ts, schema.ts
    rule(
      "rules-pure",
      { path: noun("rules", "schema") },
      {
        path: ["^(lib|db|emails|app|components)/", npm("drizzle-orm", "pg", "luxon")],
        pathNot: [
          "^lib/time/|^lib/(errors|input|money)\\.ts$|^db/schema/states\\.ts$",
          noun("rules", "schema"),
        ],
      },
      "What is true needs facts and an instant, nothing else.",
    ),
    // services
    rule(
      "service-up",
      { path: `^lib/${any(services)}/` },
      { path: ["^(app|components|scripts|bench|e2e|testing)/", line, "^lib/(web|jobs)/"] },
      "Services serve every station and know none.",
    ),
    ...Object.entries(standsOn).map(([service, others]) =>
      rule(
        `service-${service}`,
        { path: `^lib/${service}/` },
        { path: `^lib/${any(services)}/`, pathNot: `^lib/${any([service, ...others])}/` },
        "A service stands on the few that are named, and on the ground.",
      ),
    ),
    rule(
      "service-emails",
      { path: `^lib/${any(services)}/`, pathNot: [test, "^lib/mail/"] },
      { path: "^emails/" },
      "Only mail speaks.",
    ),
    // ground
    rule(
      "ground-up",
      { path: ground },
      {
        path: [
          "^(app|components|emails|scripts|bench|e2e|testing)/",
          `^lib/${any([...stations, ...services, "web", "jobs"])}/`,
        ],
      },
      "The ground stands on nothing but the database.",
    ),
    rule("time-alone", { path: "^lib/time/" }, { path: "^db/" }, "Time knows no database."),
    rule(
      "luxon-in-time",
      { pathNot: `${test}|^lib/time/` },
      { path: npm("luxon") },
      "Calendar arithmetic lives in lib/time.",
    ),
    rule(
      "packages-by-name",
      { path: "^(lib|db|emails|scripts)/", pathNot: `${test}|^(lib/web|scripts/test)/` },
      { dynamic: true, path: "(^|/)node_modules/" },
      "Compiled, a package that is no ES module has no names then: a module of ours imports it, and is loaded so.",
    ),
    // leaves
    rule(
      "leaf-db",
      { path: "^db/" },
      { path: "^(lib|app|components|emails|scripts|bench|e2e|testing)/" },
      "Memory imports packages alone.",
    ),
    rule(
      "leaf-emails",
      { path: "^emails/" },
      { path: "^(lib|app|components|db|scripts|bench|e2e|testing)/" },
      "The voice imports packages and messages alone.",
    ),
    rule(
      "leaf-messages",
      { path: "^messages/" },
      { path: "^(lib|app|components|db|emails|scripts|bench|e2e|testing)/" },
      "Messages are a leaf that anyone may import.",
    ),
    // beside the house
    rule(
      "testing-from-tests",
      { pathNot: `${test}|^(testing|bench|e2e)/` },
      { path: "^testing/" },
      "What tests need stays out of the product.",
    ),
    rule("no-cycle", { pathNot: "^$" }, { circular: true }, "No module needs itself."),
    rule(
      "resolvable",
      { pathNot: "^$" },
      { couldNotResolve: true, pathNot: "\\.css$" },
      "Every import leads somewhere.",
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)\\.(next|data)|^dist|\\.css$|^next-env\\.d\\.ts$" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
