// That what looks at every page would find what could be wrong with one: each thing is broken once.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { complaints } from "../accessibility.js";
import { startChromium } from "../chromium.js";
import { cutTexts, LARGE_TEXT, setTextSize, USUAL_TEXT } from "../layout.js";
import { ADMINISTRATOR, startService } from "../service.js";
import { open, signIn } from "../staff.js";

let service, chromium, page;
before(async () => {
  [service, chromium] = await Promise.all([startService(), startChromium()]);
  page = await chromium.page({ scripts: true });
  await signIn(page, service, ADMINISTRATOR);
});
after(async () => {
  await chromium?.stop();
  await service?.stop();
});

const BREAKS = {
  "html-has-lang": () => document.documentElement.removeAttribute("lang"),
  "document-title": () => document.querySelector("title").remove(),
  label: () => document.querySelector("label[for=institution_name]").remove(),
  "color-contrast": () => (document.querySelector("main p").style.color = "#999"),
  "link-name": () => (document.querySelector("main a").textContent = ""),
  "button-name": () => (document.querySelector("main button").textContent = ""),
  "heading-order": () => document.querySelector("main h2").outerHTML = "<h5>1</h5>",
  "aria-valid-attr-value": () => document.querySelector("#institution_name").setAttribute("aria-invalid", "perhaps"),
  "page-has-heading-one": () => document.querySelector("h1").remove(),
  region: () => document.body.append(Object.assign(document.createElement("p"), { textContent: "outside" })),
  "meta-viewport": () => (document.querySelector("meta[name=viewport]").content = "width=device-width, user-scalable=no"),
  "target-size": () => {
    const links = document.querySelector("main");
    links.innerHTML = '<h1>1</h1><div><button class="tiny">a</button><button class="tiny">b</button></div>';
    for (const tiny of document.querySelectorAll(".tiny")) {
      Object.assign(tiny.style, { minHeight: "0", height: "8px", width: "8px", padding: "0", border: "0", float: "left" });
    }
  },
};

for (const [rule, damage] of Object.entries(BREAKS)) {
  test(`a page that breaks ${rule} is caught`, async () => {
    await open(page, service, "/web/settings");
    await page.evaluate(damage);
    const { rules } = await complaints(page);
    assert.ok(rules.includes(rule), `found ${rules}`);
  });
}

for (const textSize of [USUAL_TEXT, LARGE_TEXT]) {
  test(`a page that is too wide, and a text that is cut, are caught with text of ${textSize} px`, async () => {
    const page = await chromium.page({ width: 320 });
    await open(page, service, "/web/sign-in");
    await setTextSize(page, textSize);
    assert.deepEqual(await cutTexts(page), []);
    await page.evaluate(() => (document.querySelector("#login").style.minWidth = "40rem"));
    assert.match((await cutTexts(page)).join("\n"), /the page is \d+ wide/);
    await page.reload();
    await page.evaluate(() => Object.assign(document.querySelector("h1").style, { height: "4px", overflow: "hidden" }));
    assert.deepEqual(await cutTexts(page), ["cut: サインイン"]);
    await page.browserContext().close();
  });
}
