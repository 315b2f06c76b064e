// Every page and state, with axe: wide, and as narrow as a phone. And that axe would find what could be wrong.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { complaints } from "../accessibility.js";
import { startChromium } from "../chromium.js";
import { ADMINISTRATOR, OFFICER, startService } from "../service.js";
import { open, signIn, states } from "../staff.js";

let service, chromium;
before(async () => {
  [service, chromium] = await Promise.all([startService(), startChromium()]);
});
after(async () => {
  await chromium?.stop();
  await service?.stop();
});

for (const width of [1280, 320]) {
  for (const [name, account, reach] of states({ administrator: ADMINISTRATOR, officer: OFFICER })) {
    test(`${name} has nothing that axe complains of at ${width} px`, async () => {
      const page = await chromium.page({ width, scripts: true });
      if (account) await signIn(page, service, account);
      await reach(page, service);
      const { wrong, passed } = await complaints(page);
      assert.deepEqual(wrong, []);
      for (const rule of ["color-contrast", "document-title", "html-has-lang", "landmark-one-main", "page-has-heading-one"]) {
        assert.ok(passed.includes(rule), `${rule} was tried`);
      }
      await page.browserContext().close();
    });
  }
}

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
    const page = await chromium.page({ scripts: true });
    await signIn(page, service, ADMINISTRATOR);
    await open(page, service, "/web/settings");
    await page.evaluate(damage);
    const { rules } = await complaints(page);
    assert.ok(rules.includes(rule), `found ${rules}`);
    await page.browserContext().close();
  });
}
