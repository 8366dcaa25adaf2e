import { pathToFileURL } from "node:url";
import path from "node:path";
import { KEEP_ALIVE_TIMEOUT } from "./run/build";
import { becomePart, starting } from "./run/part";
import { choosePort } from "./run/port";

/** `npm run start:web`: the web server alone, of what `npm run build` made (O2). */
starting(async () => {
  await becomePart("web");
  const { HOST = "0.0.0.0", PORT } = process.env;
  const port = await choosePort(HOST, PORT === undefined ? 3000 : Number(PORT));
  Object.assign(process.env, { HOSTNAME: HOST, PORT: String(port), KEEP_ALIVE_TIMEOUT });
  await import(/* @vite-ignore */ pathToFileURL(path.resolve("server.js")).href);
});
