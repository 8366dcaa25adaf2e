import { Session } from "node:inspector/promises";
import { writeFileSync } from "node:fs";

/**
 * Loaded into a web server (`--import`): at SIGUSR2 a profile of its CPU begins; at the next one it ends, and
 * stands in the file of which PROFILE is the name.
 */
const session = new Session();
session.connect();
let running = false;
process.on("SIGUSR2", async () => {
  if (!running) {
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: 250 });
    await session.post("Profiler.start");
    running = true;
    process.stdout.write("Profile: begun\n");
  } else {
    const { profile } = await session.post("Profiler.stop");
    running = false;
    writeFileSync(process.env.PROFILE ?? "profile.cpuprofile", JSON.stringify(profile));
    process.stdout.write("Profile: written\n");
  }
});
