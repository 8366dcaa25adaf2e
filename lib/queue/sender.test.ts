import { getConfig } from "../config";
import { fixture } from "@/testing/fixture";
import { freePort } from "@/testing/provider";
import { getSender, stopSender } from "./sender";

const f = fixture();

test("a sender that found no database is not kept: the next send finds it again", async () => {
  await stopSender();
  const config = getConfig();
  const { APP_DATABASE_URL } = config;
  const nowhere = `postgresql://web@127.0.0.1:${await freePort()}/none`;
  Object.assign(config, { APP_DATABASE_URL: nowhere });
  await expect(getSender()).rejects.toThrow();
  await stopSender();
  await expect(getSender()).rejects.toThrow();
  Object.assign(config, { APP_DATABASE_URL });
  const sender = await getSender();
  expect(sender).toBe(await getSender());
  expect(await f.sql("select 1 as one")).toEqual([{ one: 1 }]);
  await stopSender();
});
