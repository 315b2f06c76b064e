// A service of its own for each file of tests: the built `kyotaku` (or the one that KYOTAKU names), with the sample set, on a free port.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const PROGRAM = process.env.KYOTAKU ?? fileURLToPath(new URL("../../target/debug/kyotaku", import.meta.url));

/** A clinic of the sample: how its visit app and its 電子カルテ speak to the service. For tests only. */
const clinic = (institution) => ({
  institution,
  device: {
    authorization: `Bearer TEST-ONLY-device-of-${institution}`,
    "kyotaku-channel": "visit-app",
    "kyotaku-app": "browser-test",
    "kyotaku-version": "0",
    "kyotaku-device": "browser-test",
  },
  program: { authorization: `Bearer TEST-ONLY-program-of-${institution}` },
});

export const CLINIC = clinic("1234567890");
export const OTHER_CLINIC = clinic("9876543210");
export const ADMINISTRATOR = ["administrator", "TEST-ONLY-administrator-of-1234567890"];
export const OFFICER = ["privacy-officer", "TEST-ONLY-privacy-officer-of-1234567890"];

/** Starts it; it ends with its standard input, and so with this process, however that ends. */
export async function startService() {
  const child = spawn(PROGRAM, ["service", "--sample", "--listen", "127.0.0.1:0", "--json", "--until-stdin-closes"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  const first = (async () => {
    for await (const line of createInterface({ input: child.stdout })) return line;
    throw new Error(`${PROGRAM} ended without a word`);
  })();
  const line = await Promise.race([first, ended.then(() => Promise.reject(new Error(`${PROGRAM} ended`)))]);
  const { address } = JSON.parse(line);
  return {
    address,
    port: Number(new URL(address).port),
    /** The settings in force, as the app gets them. */
    async settings() {
      return (await fetch(`${address}/v1/settings`, { headers: CLINIC.device })).json();
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
