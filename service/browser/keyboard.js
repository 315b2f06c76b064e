// A page as somebody has it who uses the keys alone.

import assert from "node:assert/strict";

/** What has the focus, and whether it is on the screen and is seen to have it. */
export async function focus(page) {
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
export async function tabTo(page, is) {
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
