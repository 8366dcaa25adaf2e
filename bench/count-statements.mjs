import { createRequire } from "node:module";
import path from "node:path";

/**
 * Loaded into a web server (`--import`): counts the statements that it sends, the frame of each
 * transaction aside, and says how many there were at SIGUSR2.
 */
const { Client } = createRequire(path.join(process.cwd(), "package.json"))("pg");
const query = Client.prototype.query;
let count = 0;
Client.prototype.query = function (...given) {
  const text = typeof given[0] === "string" ? given[0] : (given[0]?.text ?? "");
  if (!/^(reset all|commit|rollback|select app_enter)/.test(text)) count++;
  return query.apply(this, given);
};
process.on("SIGUSR2", () => {
  process.stdout.write(`Statements: ${count}\n`);
});
