// Changing the settings in a browser, with scripts allowed and without: the pages are the same. And two people who do so at once.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startChromium } from "../chromium.js";
import { ADMINISTRATOR, startService } from "../service.js";
import { choose, heading, open, press, signIn } from "../staff.js";

let service, chromium;
before(async () => {
  [service, chromium] = await Promise.all([startService(), startChromium()]);
});
after(async () => {
  await chromium?.stop();
  await service?.stop();
});

const text = (page, selector) => page.$eval(selector, (element) => element.innerText);

for (const scripts of [false, true]) {
  test(`what was changed is confirmed, saved and in the history, ${scripts ? "with" : "without"} scripts`, async () => {
    const page = await chromium.page({ scripts });
    await signIn(page, service, ADMINISTRATOR);
    const before = await service.settings();
    const other = before.medication === "1" ? 0 : 1;
    await open(page, service, "/web/settings");
    await choose(page, { medication: other });
    await press(page, "更新");
    assert.equal(await heading(page), "変更内容の確認");
    assert.match(await text(page, "main"), /薬剤・処方情報/);
    assert.match(await text(page, "main"), /同意登録の画面が変わります/);
    await press(page, "修正する");
    assert.equal(await page.$eval(`[id="medication-${other}"]`, (radio) => radio.checked), true);
    await press(page, "更新");
    await press(page, "この内容で更新する");
    assert.match(await text(page, "[role=status]"), /環境設定情報を更新しました/);
    // Loading the page again sends nothing again.
    await page.reload();
    const after = await service.settings();
    assert.deepEqual([after.version, after.medication], [before.version + 1, String(other)]);
    await open(page, service, "/web/settings/history");
    assert.match(await text(page, "main"), new RegExp(`版 ${after.version}\\(現在の設定\\)[^]*管理者[^]*薬剤・処方情報`));
    await page.browserContext().close();
  });
}

test("of two who save at once the second is told so and loses nothing", async () => {
  const [first, second] = [await chromium.page(), await chromium.page()];
  for (const page of [first, second]) {
    await signIn(page, service, ADMINISTRATOR);
    await open(page, service, "/web/settings");
  }
  const before = await service.settings();
  await choose(first, { checkups: 0 });
  await choose(second, { surgery: 0 });
  for (const page of [first, second]) await press(page, "更新");
  await press(first, "この内容で更新する");
  await press(second, "この内容で更新する");
  assert.equal(await heading(second), "ほかの人が更新しました");
  assert.equal((await service.settings()).surgery, before.surgery);
  await press(second, "現在の設定に変更を重ねて開く");
  await press(second, "更新");
  await press(second, "この内容で更新する");
  const after = await service.settings();
  assert.deepEqual([after.version, after.checkups, after.surgery], [before.version + 2, "0", "0"]);
  for (const page of [first, second]) await page.browserContext().close();
});
