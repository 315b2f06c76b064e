// 320 px wide, and with text of twice the usual size as the reader has set it in the browser, and both: nothing has to be scrolled sideways, and
// no word is cut.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { LARGE_TEXT, startChromium } from "../chromium.js";
import { ADMINISTRATOR, OFFICER, startService } from "../service.js";
import { open, signIn, states } from "../staff.js";

/** Texts that reach outside the window or a box that cuts them, a line each. */
function cutTexts() {
  const width = document.documentElement.clientWidth;
  const cut = [];
  if (document.scrollingElement.scrollWidth > width) cut.push(`the page is ${document.scrollingElement.scrollWidth} wide`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    // Kept from sight on purpose: read aloud, or shown when it has the focus.
    if (!text.data.trim() || text.parentElement.closest(".skip, thead")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const rects = [...range.getClientRects()];
    if (rects.length === 0) cut.push(`not drawn: ${text.data}`);
    for (let box = text.parentElement; box; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box);
      const edge = box.getBoundingClientRect();
      const cuts = overflowX !== "visible" || overflowY !== "visible";
      if (cuts && rects.some((rect) => rect.right > edge.right + 1 || rect.bottom > edge.bottom + 1)) cut.push(`cut: ${text.data}`);
    }
    if (rects.some((rect) => rect.left < -0.5 || rect.right > width + 0.5)) cut.push(`outside: ${text.data}`);
  }
  for (const control of document.querySelectorAll("input:not([type=hidden]), button, a, fieldset, table")) {
    const { left, right } = control.getBoundingClientRect();
    if (!control.closest(".skip") && (left < -0.5 || right > width + 0.5)) cut.push(`outside: ${control.outerHTML}`);
  }
  return cut;
}

for (const [textSize, widths] of [
  [16, [320, 1280]],
  [LARGE_TEXT, [320, 640, 1280]],
]) {
  describe(`with text of ${textSize} px`, () => {
    let service, chromium;
    before(async () => {
      [service, chromium] = await Promise.all([startService(), startChromium({ textSize })]);
    });
    after(async () => {
      await chromium?.stop();
      await service?.stop();
    });

    for (const width of widths) {
      for (const [name, account, reach] of states({ administrator: ADMINISTRATOR, officer: OFFICER })) {
        test(`${name} is whole at ${width} px`, async () => {
          const page = await chromium.page({ width });
          if (account) await signIn(page, service, account);
          await reach(page, service);
          assert.equal(await page.$eval("html", (html) => getComputedStyle(html).fontSize), `${textSize}px`);
          assert.deepEqual(await page.evaluate(cutTexts), []);
          await page.browserContext().close();
        });
      }
    }

    test("a page that is too wide, and a text that is cut, are caught", async () => {
      const page = await chromium.page({ width: 320 });
      await open(page, service, "/web/sign-in");
      assert.deepEqual(await page.evaluate(cutTexts), []);
      await page.evaluate(() => (document.querySelector("#login").style.minWidth = "40rem"));
      assert.match((await page.evaluate(cutTexts)).join("\n"), /the page is \d+ wide/);
      await page.reload();
      await page.evaluate(() => Object.assign(document.querySelector("h1").style, { height: "4px", overflow: "hidden" }));
      assert.deepEqual(await page.evaluate(cutTexts), ["cut: サインイン"]);
      await page.browserContext().close();
    });
  });
}
