// Every page and state, of the clinic's staff and of the patient, reached without scripts: axe finds nothing to complain of, and all of
// it is there, wide and as narrow as a phone, with the usual text and with text of twice the size.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { complaints } from "../accessibility.js";
import { startChromium } from "../chromium.js";
import { startServiceInUse } from "../holder.js";
import { cutTexts, LARGE_TEXT, setTextSize, USUAL_TEXT } from "../layout.js";
import { patientStates } from "../patient.js";
import { staffStates } from "../staff.js";

let service, chromium;
before(async () => {
  [service, chromium] = await Promise.all([startServiceInUse(), startChromium()]);
});
after(async () => {
  await chromium?.stop();
  await service?.stop();
});

const SIZES = [
  [USUAL_TEXT, [1280, 320]],
  [LARGE_TEXT, [1280, 640, 320]],
];

for (const [name, reach] of [...staffStates, ...patientStates]) {
  test(name, async () => {
    const page = await chromium.page();
    await reach(page, service);
    // For axe, which is one; the page has none.
    await page.setJavaScriptEnabled(true);
    for (const [textSize, widths] of SIZES) {
      await setTextSize(page, textSize);
      for (const width of widths) {
        await page.setViewport({ width, height: 900 });
        assert.equal(await page.$eval("html", (html) => getComputedStyle(html).fontSize), `${textSize}px`);
        assert.equal(await page.evaluate(() => innerWidth), width);
        assert.deepEqual(await cutTexts(page), [], `whole at ${width} px, with text of ${textSize} px`);
        if (textSize === LARGE_TEXT) continue;
        const { wrong, passed } = await complaints(page);
        assert.deepEqual(wrong, [], `nothing that axe complains of at ${width} px`);
        for (const rule of ["color-contrast", "document-title", "html-has-lang", "landmark-one-main", "page-has-heading-one"]) {
          assert.ok(passed.includes(rule), `${rule} was tried`);
        }
      }
    }
    await page.browserContext().close();
  });
}
