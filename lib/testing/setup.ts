import { format } from "node:util";

/** What was written to console.error during the present test: one line is enough to fail it. */
const complaints: string[] = [];

console.error = (...args: unknown[]) => {
  complaints.push(format(...args));
};

afterEach(() => {
  const said = complaints.splice(0);
  if (said.length > 0) throw new Error(`console.error was called:\n${said.join("\n")}`);
});
