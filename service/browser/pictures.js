// Draws the pictures of the pages into docs/pictures: `npm run pictures`.

import { fileURLToPath } from "node:url";

import { startChromium } from "./chromium.js";
import { startServiceInUse } from "./holder.js";
import { patientStates } from "./patient.js";
import { staffStates } from "./staff.js";

const FOLDER = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));
const DRAWN = {
  "sign-in": [800],
  settings: [1000, 320],
  "settings-wrong": [800],
  "settings-confirmation": [800, 320],
  "settings-conflict": [800],
  history: [800],
  emergency: [800],
  "mine-disclosures": [800],
  "mine-consents": [800, 320],
  "mine-taking-back": [800],
};

const [service, chromium] = [await startServiceInUse(), await startChromium()];
try {
  for (const [name, reach] of [...staffStates, ...patientStates]) {
    const page = await chromium.page();
    await reach(page, service);
    for (const width of DRAWN[name] ?? []) {
      await page.setViewport({ width, height: 640 });
      const file = name.startsWith("mine-") ? name : `web-${name}`;
      await page.screenshot({ path: `${FOLDER}${file}-${width}.png`, fullPage: true });
    }
    await page.browserContext().close();
  }
} finally {
  await chromium.stop();
  await service.stop();
}
