// Whether a page is whole at its width: nothing has to be scrolled sideways, and no word is cut.

/** What a reader who needs large text has set in the browser: twice the usual 16 px. */
export const [USUAL_TEXT, LARGE_TEXT] = [16, 32];

/** Sets the reader's own text size, in px. */
export async function setTextSize(page, standard) {
  const session = await page.createCDPSession();
  await session.send("Page.setFontSizes", { fontSizes: { standard } });
  await session.detach();
}

/** Texts and controls that reach outside the window or a box that cuts them, a line each. */
export function cutTexts(page) {
  return page.evaluate(() => {
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
  });
}
