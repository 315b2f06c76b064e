// A service of its own for each file of tests: the built `kyotaku` (or the one that KYOTAKU names), with the sample set, on a free port.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const BUILT = fileURLToPath(new URL("../../target/debug/kyotaku", import.meta.url));

/** Of the sample, for tests only. */
export const CLINIC = "1234567890";
export const ADMINISTRATOR = ["administrator", "TEST-ONLY-administrator-of-1234567890"];
export const OFFICER = ["privacy-officer", "TEST-ONLY-privacy-officer-of-1234567890"];
const DEVICE = {
  authorization: "Bearer TEST-ONLY-device-of-1234567890",
  "kyotaku-channel": "visit-app",
  "kyotaku-app": "browser-test",
  "kyotaku-version": "0",
  "kyotaku-device": "browser-test",
};

/** Starts it; it ends with its standard input, and so with this process, however that ends. */
export async function startService() {
  const program = process.env.KYOTAKU ?? BUILT;
  const child = spawn(program, ["service", "--sample", "--listen", "127.0.0.1:0", "--json", "--until-stdin-closes"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  const first = (async () => {
    for await (const line of createInterface({ input: child.stdout })) return line;
    throw new Error(`${program} ended without a word`);
  })();
  const line = await Promise.race([first, ended.then(() => Promise.reject(new Error(`${program} ended`)))]);
  const { address } = JSON.parse(line);
  return {
    address,
    port: Number(new URL(address).port),
    /** The settings in force, as the app gets them. */
    async settings() {
      return (await fetch(`${address}/v1/settings`, { headers: DEVICE })).json();
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
