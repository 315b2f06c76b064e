// Draws the pictures of docs/pages.md into docs/pictures: `npm run pictures`.

import { fileURLToPath } from "node:url";

import { startChromium } from "./chromium.js";
import { ADMINISTRATOR, OFFICER, startService } from "./service.js";
import { signIn, states } from "./staff.js";

const FOLDER = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));
const DRAWN = {
  "sign-in": [800],
  settings: [1000, 320],
  "settings-wrong": [800],
  "settings-confirmation": [800, 320],
  "settings-conflict": [800],
  history: [800],
};

const [service, chromium] = [await startService(), await startChromium()];
try {
  for (const [name, account, reach] of states({ administrator: ADMINISTRATOR, officer: OFFICER })) {
    for (const width of DRAWN[name] ?? []) {
      const page = await chromium.page({ width, height: 640 });
      if (account) await signIn(page, service, account);
      await reach(page, service);
      await page.screenshot({ path: `${FOLDER}web-${name}-${width}.png`, fullPage: true });
      await page.browserContext().close();
    }
  }
} finally {
  await chromium.stop();
  await service.stop();
}
