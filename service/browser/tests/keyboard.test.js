// All of the work with keys alone, and without scripts: signing in, changing a setting, confirming it, saving it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startChromium } from "../chromium.js";
import { ADMINISTRATOR, CLINIC, startService } from "../service.js";
import { heading, leading, open } from "../staff.js";

let service, chromium;
before(async () => {
  [service, chromium] = await Promise.all([startService(), startChromium()]);
});
after(async () => {
  await chromium?.stop();
  await service?.stop();
});

/** What has the focus; it must be on the screen and be seen to have it. */
async function focus(page) {
  return page.evaluate(() => {
    const { activeElement: at } = document;
    const style = getComputedStyle(at);
    const { top, bottom, left, right } = at.getBoundingClientRect();
    const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const isOnScreen = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    return { id: at.id, name: at.name ?? "", text: at.textContent.trim(), isSeen, isOnScreen };
  });
}

/** Presses Tab until this has the focus, and gives back everything that had it on the way. */
async function tabTo(page, is) {
  const way = [];
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press("Tab");
    const at = await focus(page);
    assert.ok(at.isSeen, `the focus on ${JSON.stringify(at)} is seen`);
    assert.ok(at.isOnScreen, `${JSON.stringify(at)} is on the screen`);
    way.push(at);
    if (is(at)) return way;
  }
  throw new Error(`never reached; passed ${JSON.stringify(way)}`);
}

async function signInByKeys(page) {
  await open(page, service, "/web/sign-in");
  const way = await tabTo(page, (at) => at.id === "institution");
  assert.equal(way[0].text, "本文へ移動");
  await page.keyboard.type(CLINIC);
  await tabTo(page, (at) => at.id === "login");
  await page.keyboard.type(ADMINISTRATOR[0]);
  await tabTo(page, (at) => at.id === "password");
  await page.keyboard.type(ADMINISTRATOR[1]);
  await leading(page, () => page.keyboard.press("Enter"));
}

test("a setting is changed with keys alone, in the order of the screen", async () => {
  const page = await chromium.page();
  await signInByKeys(page);
  await tabTo(page, (at) => at.text === "環境設定情報");
  await leading(page, () => page.keyboard.press("Enter"));
  const way = await tabTo(page, (at) => at.text === "更新");
  const fields = way.map((at) => at.name).filter((name) => name);
  assert.deepEqual(fields, [
    "character_code",
    "surgery",
    "diagnosis",
    "medication",
    "checkups",
    "specific_disease",
    "record_sharing",
    "emergency",
    "prescription_use",
    "prescription_timing",
    "medical_assistance",
    "medical_subsidy",
    "home_visit",
    "online_outpatient",
    "institution_name",
  ]);
  // Backwards to a choice, and to its other value.
  const back = fields.length - fields.indexOf("medication");
  await page.keyboard.down("Shift");
  for (let stop = 0; stop < back; stop++) await page.keyboard.press("Tab");
  await page.keyboard.up("Shift");
  assert.equal((await focus(page)).id, "medication-1");
  await page.keyboard.press("ArrowDown");
  assert.equal((await focus(page)).id, "medication-0");
  await tabTo(page, (at) => at.text === "更新");
  await leading(page, () => page.keyboard.press("Enter"));
  assert.equal(await heading(page), "変更内容の確認");
  await tabTo(page, (at) => at.text === "この内容で更新する");
  await leading(page, () => page.keyboard.press("Enter"));
  assert.match(await page.$eval("[role=status]", (said) => said.textContent), /環境設定情報を更新しました\(版 2\)/);
  assert.equal((await service.settings()).medication, "0");
  await page.browserContext().close();
});

test("the skip link leads past what stands on every page", async () => {
  const page = await chromium.page();
  await signInByKeys(page);
  await page.keyboard.press("Tab");
  assert.equal((await focus(page)).text, "本文へ移動");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal((await focus(page)).text, "環境設定情報");
  await page.browserContext().close();
});

test("from what is wrong a link leads to the control that is", async () => {
  const page = await chromium.page();
  await signInByKeys(page);
  await open(page, service, "/web/settings");
  await page.$eval("#institution_name", (input) => {
    input.value = "";
    input.form.noValidate = true;
  });
  await leading(page, () => page.$eval("main form button", (button) => button.click()));
  assert.match(await page.title(), /^エラー: /);
  await tabTo(page, (at) => at.text.startsWith("医療機関名称: "));
  await page.keyboard.press("Enter");
  assert.equal((await focus(page)).id, "institution_name");
  await page.browserContext().close();
});
