// axe-core on a page, with every rule of WCAG 2.2 AA and its own best practices.

import axe from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** What axe finds wrong, or cannot decide, a line each. */
export async function complaints(page) {
  await page.evaluate(axe.source);
  const { violations, incomplete, passes } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations", "incomplete", "passes"] }),
    RULES,
  );
  const line = (kind) => (found) => found.nodes.map((node) => `${kind} ${found.id}: ${node.target} ${node.failureSummary}`);
  return {
    wrong: [...violations.flatMap(line("wrong")), ...incomplete.flatMap(line("undecided"))],
    rules: violations.map((found) => found.id),
    passed: passes.map((found) => found.id),
  };
}
