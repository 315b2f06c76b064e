// What the clinic's staff do on the pages, as steps of tests.

import { ADMINISTRATOR, CLINIC, OFFICER } from "./service.js";

/** Does what leads to another page, and waits until that is there. */
export async function leading(page, deed) {
  const [answer] = await Promise.all([page.waitForNavigation(), deed()]);
  return answer;
}

export async function open(page, service, path) {
  return page.goto(service.address + path);
}

export async function fillSignIn(page, service, [login, password], { institution } = CLINIC) {
  await open(page, service, "/web/sign-in");
  await page.type("#institution", institution);
  await page.type("#login", login);
  await page.type("#password", password);
  return leading(page, () => page.click("main button"));
}

/** Signs in, and is on the menu. */
export async function signIn(page, service, account) {
  await fillSignIn(page, service, account);
  if (new URL(page.url()).pathname !== "/web") throw new Error(`not signed in: ${page.url()}`);
}

/** Presses a button by its words. */
export async function press(page, words) {
  return leading(page, () => page.click(`::-p-xpath(//button[normalize-space()="${words}"])`));
}

/** On the settings screen: chooses these values, without sending them. */
export async function choose(page, values) {
  for (const [name, value] of Object.entries(values)) {
    await page.click(`[id="${name}-${value}"]`);
  }
}

export async function heading(page) {
  return page.$eval("h1", (heading) => heading.textContent);
}

const settings = (page, service) => open(page, service, "/web/settings");
const CHANGE = { medication: 0, checkups: 0, prescription_use: 2 };

/** Each page and state that a clinic's staff can meet: its name, who is there, and how it is reached. */
const STATES = [
  ["sign-in", null, (page, service) => open(page, service, "/web/sign-in")],
  ["sign-in-wrong", null, (page, service) => fillSignIn(page, service, ["nobody", "wrong"])],
  [
    "sign-in-waits",
    null,
    async (page, service) => {
      for (let attempt = 0; attempt < 6; attempt++) await fillSignIn(page, service, ["somebody", "wrong"]);
    },
  ],
  ["signed-out", ADMINISTRATOR, (page) => press(page, "サインアウト")],
  ["sign-in-ended", null, (page, service) => open(page, service, "/web/sign-in?ended")],
  ["home", ADMINISTRATOR, (page, service) => open(page, service, "/web")],
  ["home-officer", OFFICER, (page, service) => open(page, service, "/web")],
  ["settings", ADMINISTRATOR, settings],
  [
    "settings-wrong",
    ADMINISTRATOR,
    async (page, service) => {
      await settings(page, service);
      await page.$eval("#institution_name", (input) => {
        input.value = "";
        input.form.noValidate = true;
        input.form.querySelectorAll("[name=surgery]").forEach((radio) => (radio.checked = false));
      });
      await press(page, "更新");
    },
  ],
  [
    "settings-unchanged",
    ADMINISTRATOR,
    async (page, service) => {
      await settings(page, service);
      await press(page, "更新");
    },
  ],
  [
    "settings-confirmation",
    ADMINISTRATOR,
    async (page, service) => {
      await settings(page, service);
      await choose(page, CHANGE);
      await press(page, "更新");
    },
  ],
  [
    "settings-saved",
    ADMINISTRATOR,
    async (page, service) => {
      const { emergency } = await service.settings();
      await settings(page, service);
      await choose(page, { emergency: emergency === "1" ? 0 : 1 });
      await press(page, "更新");
      await press(page, "この内容で更新する");
    },
  ],
  [
    "settings-conflict",
    ADMINISTRATOR,
    async (page, service) => {
      await settings(page, service);
      await choose(page, CHANGE);
      const other = await page.browserContext().newPage();
      const { surgery } = await service.settings();
      await settings(other, service);
      await choose(other, { surgery: surgery === "1" ? 0 : 1 });
      await press(other, "更新");
      await press(other, "この内容で更新する");
      await other.close();
      await page.bringToFront();
      await press(page, "更新");
    },
  ],
  ["history", ADMINISTRATOR, (page, service) => open(page, service, "/web/settings/history")],
  ["terms", ADMINISTRATOR, (page, service) => open(page, service, "/web/terms")],
  ["alarms", ADMINISTRATOR, (page, service) => open(page, service, "/web/alarms")],
  ["emergency", OFFICER, (page, service) => open(page, service, "/web/emergency")],
  ["not-allowed", OFFICER, (page, service) => open(page, service, "/web/settings")],
  ["not-found", null, (page, service) => open(page, service, "/web/no-such-page")],
];

/** The same, each with its name and all of the way there. */
export const staffStates = STATES.map(([name, account, reach]) => [
  name,
  async (page, service) => {
    if (account) await signIn(page, service, account);
    await reach(page, service);
  },
]);
