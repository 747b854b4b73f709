// Opens each page in Debian's Chromium and prints what is wrong with it.
//   node page.mjs FILE.html...
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// 9 pt in print is 12 px; on screen nothing is smaller than 12.5 px. Tables of many columns
// lie across on paper: they are looked at on a page as wide, and left out of the upright one.
const ACROSS = 'section:has(> .many)';
const VIEWS = [
  { name: 'wide screen', width: 1280, media: 'screen', smallest: 12.5 },
  { name: 'tablet', width: 768, media: 'screen', smallest: 12.5 },
  { name: 'small screen', width: 320, media: 'screen', smallest: 12.5 },
  { name: 'paper', width: 680, media: 'print', smallest: 12, hidden: ACROSS },
  { name: 'paper across', width: 1009, media: 'print', smallest: 12 },
];

const CHROMIUM_ARGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

// In the page: leaves out what a selector finds.
function hide(selector) {
  for (const element of document.querySelectorAll(selector)) element.hidden = true;
}

// In the page: what sticks out to the right.
function sidewaysOverflow() {
  const limit = document.documentElement.clientWidth + 1;
  if (document.documentElement.scrollWidth <= limit) return [];
  const outside = [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > limit)
    .slice(0, 3)
    .map((element) => `<${element.tagName.toLowerCase()}> ${element.textContent.trim().slice(0, 40)}`);
  return [`scrolls sideways: ${outside.join('; ') || 'the whole page'}`];
}

// In the page: text whose letters are smaller than `smallest` pixels as drawn.
function smallText(smallest) {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.data.trim();
    if (!text || element.closest('title, desc, style') || !element.checkVisibility()) continue;
    const svg = element.closest('svg');
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale;
    if (size < smallest - 0.05) found.push(`${size.toFixed(1)} px: "${text.slice(0, 40)}"`);
  }
  return found.slice(0, 5);
}

async function axeViolations(page) {
  const result = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags } }),
    AXE_TAGS,
  );
  return result.violations.map((violation) => {
    const where = violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ');
    return `${violation.id} (${violation.impact}): ${violation.help}: ${where}`;
  });
}

// The first press of Tab must reach a link that can be seen and leads to the content.
async function skipLinkProblems(page) {
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const link = document.activeElement;
    const box = link.getBoundingClientRect();
    const target = link.hash ? document.getElementById(link.hash.slice(1)) : null;
    const problems = [];
    if (!target || target.tagName !== 'MAIN') problems.push('Tab does not reach a link to the content');
    if (box.left < 0 || box.top < 0 || box.width < 24) problems.push('the skip link cannot be seen');
    return problems;
  });
}

async function problemsOfView(context, url, view) {
  const page = await context.newPage();
  const problems = [];
  const requests = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => requests.push(request.url()));
  await page.setViewportSize({ width: view.width, height: 900 });
  await page.emulateMedia({ media: view.media });
  await page.goto(url);
  if (view.hidden) await page.evaluate(hide, view.hidden);
  for (const request of requests)
    if (request.split('#')[0] !== url) problems.push(`loads ${request}`);
  problems.push(...await page.evaluate(sidewaysOverflow));
  problems.push(...await page.evaluate(smallText, view.smallest));
  if (view.media === 'screen') problems.push(...await skipLinkProblems(page));
  await page.evaluate(axeSource);
  problems.push(...await axeViolations(page));
  await page.close();
  return problems;
}

async function main(files) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: CHROMIUM_ARGS,
  });
  let count = 0;
  for (const file of files) {
    const url = pathToFileURL(resolve(file)).href;
    for (const view of VIEWS) {
      const context = await browser.newContext();
      const problems = await problemsOfView(context, url, view);
      for (const problem of problems) console.log(`${basename(file)}: ${view.name}: ${problem}`);
      count += problems.length;
      await context.close();
    }
  }
  await browser.close();
  process.exitCode = count ? 1 : 0;
}

await main(process.argv.slice(2));
