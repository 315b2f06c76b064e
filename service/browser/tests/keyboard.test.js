// All of the work with keys alone, and without scripts: of the staff signing in, changing a setting, confirming it, saving it; of a patient
// opening the pages, reading the lists, taking a consent back, signing out.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startChromium } from "../chromium.js";
import { startServiceInUse } from "../holder.js";
import { focus, tabTo } from "../keyboard.js";
import { ADMINISTRATOR, CLINIC } from "../service.js";
import { heading, leading, open } from "../staff.js";

let service, chromium;
before(async () => {
  [service, chromium] = await Promise.all([startServiceInUse(), startChromium()]);
});
after(async () => {
  await chromium?.stop();
  await service?.stop();
});

async function signInByKeys(page) {
  await open(page, service, "/web/sign-in");
  const way = await tabTo(page, (at) => at.id === "institution");
  assert.equal(way[0].text, "本文へ移動");
  await page.keyboard.type(CLINIC.institution);
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

/** Reaches what has these words, and presses Enter on it. */
async function enter(page, words) {
  await tabTo(page, (at) => at.text === words);
  await leading(page, () => page.keyboard.press("Enter"));
}

test("a patient opens the pages, reads both lists, takes a consent back and signs out", async () => {
  const page = await chromium.page();
  await open(page, service, "/mine/sign-in");
  await tabTo(page, (at) => at.id === "code");
  await page.keyboard.type(await service.patient.code());
  await leading(page, () => page.keyboard.press("Enter"));
  await enter(page, "情報を見た医療機関の記録");
  const seen = await page.$$eval(".entry", (entries) => entries.map((entry) => entry.innerText));
  assert.equal(seen.length, 3);
  // Those of one second stand in no certain order.
  for (const words of [
    /サンプル医療機関[^]*救急時医療情報[^]*意識がなく、本人に尋ねられない/,
    /サンプル医療機関[^]*手術情報（SHJ）/,
    /別の見本診療所[^]*薬剤情報（YZK）/,
  ]) {
    assert.ok(seen.some((entry) => words.test(entry)), `${words} in ${seen}`);
  }
  await enter(page, "メニュー");
  await enter(page, "同意の状況");
  const surgery = await page.$eval("a[href$='/take-back/surgery']", (link) => link.textContent.trim());
  const before = await service.patient.standing();
  assert.deepEqual([before["surgery"], before["checkups"]], ["given", "given"]);
  await enter(page, surgery);
  assert.equal(await heading(page), "同意を取り消しますか");
  assert.deepEqual(await service.patient.standing(), before);
  await enter(page, "取り消す");
  assert.match(await page.$eval("[role=status]", (said) => said.textContent), /同意を取り消しました/);
  assert.deepEqual(await service.patient.standing(), { ...before, surgery: "revoked" });
  await enter(page, "サインアウト");
  assert.match(await page.$eval("[role=status]", (said) => said.textContent), /サインアウトしました/);
  await open(page, service, "/mine/consents");
  assert.equal(new URL(page.url()).pathname, "/mine/sign-in");
  await page.browserContext().close();
});
