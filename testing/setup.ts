import { randomUUID } from "node:crypto";
import path from "node:path";
import { format } from "node:util";
import { TEST_SECRET } from "./secret";

const folder = path.resolve(
  ".data/test-files",
  `${process.env.TEST_RUN ?? ""}-${process.env.JEST_WORKER_ID ?? ""}`,
);

Object.assign(process.env, {
  TZ: "UTC",
  APP_SECRET: TEST_SECRET,
  APP_URL: "http://localhost:3000",
  APP_DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  DEMO: "1",
  FILES_DIR: `${folder}-files`,
  // No test waits for its e-mails.
  MAIL_HOLD_SECONDS: "0",
  // Databases of tests are one installation: what one suite stamped is no chain of the next.
  AUDIT_STAMPS: `${folder}-stamps-${randomUUID()}`,
  // Whatever the shell says: no test writes into a bucket that is somebody's.
  S3_BUCKET: "",
  S3_ENDPOINT: "",
});

/** What was written to console.error during the present test: one line is enough to fail it. */
const complaints: string[] = [];

console.error = (...args: unknown[]) => {
  complaints.push(format(...args));
};

afterEach(() => {
  const said = complaints.splice(0);
  if (said.length > 0) throw new Error(`console.error was called:\n${said.join("\n")}`);
});
