// What a patient does on their own pages, as steps of tests.

import { leading, open, press } from "./staff.js";

/** Types a code in. */
export async function typeCode(page, service, code) {
  await open(page, service, "/mine/sign-in");
  await page.type("#code", code);
  return press(page, "開く");
}

/** Opens the pages, and is on the menu. */
export async function openPages(page, service, patient) {
  await typeCode(page, service, await patient.code());
  if (new URL(page.url()).pathname !== "/mine") throw new Error(`not signed in: ${page.url()}`);
}

const consents = (page, service) => open(page, service, "/mine/consents");

/** Follows the link to taking one answer back. */
const toTakingBack = (page) => leading(page, () => page.click("a[href$='/take-back/surgery']"));

/** Each page and state that a patient can meet: its name, who of the service in use is there, and how it is reached. */
const STATES = [
  ["mine-sign-in", null, (page, service) => open(page, service, "/mine/sign-in")],
  ["mine-sign-in-wrong", null, (page, service) => typeCode(page, service, "0000-0000-0000")],
  ["mine-sign-in-ended", null, (page, service) => open(page, service, "/mine/sign-in?ended")],
  ["mine-signed-out", "patient", (page) => press(page, "サインアウト")],
  ["mine-home", "patient", (page, service) => open(page, service, "/mine")],
  ["mine-disclosures", "patient", (page, service) => open(page, service, "/mine/disclosures")],
  ["mine-disclosures-none", "newcomer", (page, service) => open(page, service, "/mine/disclosures")],
  ["mine-consents", "patient", consents],
  ["mine-consents-none", "newcomer", consents],
  [
    "mine-taking-back",
    "patient",
    async (page, service) => {
      await consents(page, service);
      await toTakingBack(page);
    },
  ],
  [
    "mine-taken-back",
    "patient",
    async (page, service) => {
      await consents(page, service);
      await toTakingBack(page);
      await press(page, "取り消す");
    },
  ],
  ["mine-not-found", "patient", (page, service) => open(page, service, "/mine/consents/none/take-back/all")],
];

/** The same, each with its name and all of the way there. */
export const patientStates = STATES.map(([name, who, reach]) => [
  name,
  async (page, service) => {
    if (who) await openPages(page, service, service[who]);
    await reach(page, service);
  },
]);
