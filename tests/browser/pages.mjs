// The pages of `hearsay serve` as people use them, in Chromium. usage: node pages.mjs BASE_URL REPORT.html FOLDER
// Prints a line for each test; exits with 1 where one failed. SHOTS=1 leaves pictures of every page in FOLDER.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [base, report, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync'];
const browser = await chromium.launch({ executablePath, args, headless: true }).catch((error) => {
  console.log(`Chromium does not start: ${error.message.split('\n')[0]}`);
  process.exit(77);
});

const story = (await (await fetch(`${base}index.json`)).json()).stories[0].id;
const picture = await (await fetch(`${base}story/${story}.json`)).json();
const figures = picture.claims.find((claim) => claim.conflicts.some((conflict) => conflict.kind === 'quantity')) ?? picture.claims[0];
const edited = picture.documents.find((document) => document.version > 1);
const views = ['', `story/${story}`, `story/${story}?order=change`, `story/${story}/sources`, `story/${story}/timeline`, `story/${story}/escalation`,
  `claim/${picture.claims[0].id}`, `claim/${figures.id}`, `document/${picture.claims[0].reports[0].document}?evidence=${picture.claims[0].reports[0].span.join('-')}`,
  `document/${edited.id}/edits`, 'changes', 'changes?since=2025-01-01', 'search', 'search?q=blockade', 'nothing-here'].map((path) => base + path);

let failed = 0;
function check(truth, words) {
  if (!truth) throw new Error(words);
}

// Runs `body` with a page of its own; nothing may be asked of another place, and nothing may go wrong on the console.
async function test(name, options, body) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('request', (request) => request.url().startsWith(base) || request.url().startsWith('file:') || wrong.push(`asked ${request.url()}`));
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('404') && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  try {
    await body(page);
    check(!wrong.length, wrong.join('; '));
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}: ${error.message}`);
  }
  await context.close();
}

const focused = (page) => page.evaluate(() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  return { href: at.getAttribute('href') ?? '', visible: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, name: at.tagName };
});

async function tabTo(page, wanted, most) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    check(at.name === 'BODY' || at.visible, `focus on ${at.name} ${at.href} cannot be seen`);
    if (wanted.test(at.href)) return at.href;
  }
  throw new Error(`${wanted} is not reached with ${most} tabs`);
}

async function checkEvidence(page) {
  check(/evidence=\d+-\d+#evidence$/.test(page.url()), `at ${page.url()}`);
  const mark = page.locator('mark#evidence');
  check(await mark.isVisible(), 'the evidence is not marked');
  const [, start, end] = /evidence=(\d+)-(\d+)/.exec(page.url());
  const twin = await (await fetch(page.url().replace(/\?.*/, '.json'))).json();
  const words = Buffer.from(twin.text).subarray(+start, +end).toString().split('\n')[0];
  check((await mark.textContent()).trim() === words.trim(), 'other words are marked');
  check(await mark.evaluate((element) => element.getBoundingClientRect().top < innerHeight), 'the evidence is not scrolled to');
}

async function follow(page) {
  await page.goto(base);
  await page.locator('.stories a').first().click();
  await page.locator('.card h2 a').first().click();
  check(await page.locator('.pair .capture mark').first().isVisible(), 'no evidence beside the report');
  await page.locator('.place a').first().click();
  await checkEvidence(page);
}

await test('a story, a claim, its evidence', {}, follow);
await test('the same without JavaScript', { javaScriptEnabled: false }, async (page) => {
  await follow(page);
  await page.locator('input[type=search]').fill('blockade');
  await page.locator('input[type=search]').press('Enter');
  check(await page.locator('.hits mark').count() > 3, 'the search found nothing');
  await page.goto(views[1]);
  check(await page.locator('.filter').count() === 0, 'a filter that cannot work');
});

await test('with the keyboard alone', {}, async (page) => {
  await page.goto(base);
  await page.keyboard.press('Tab');
  check((await focused(page)).href === '#main', 'the first tab does not lead past the navigation');
  await tabTo(page, /^\/story\//, 12);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/story/**');
  await page.keyboard.press('j');
  const first = (await focused(page)).href;
  await page.keyboard.press('j');
  const second = (await focused(page)).href;
  await page.keyboard.press('k');
  check(first.startsWith('/claim/') && second.startsWith('/claim/') && first !== second && (await focused(page)).href === first, 'j and k do not step');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/claim/**');
  await tabTo(page, /evidence=/, 40);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/document/**');
  await checkEvidence(page);
  await page.keyboard.press('/');
  await page.keyboard.type('navy');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search?q=navy');
});

await test('the filter over claims', {}, async (page) => {
  await page.goto(views[1]);
  const all = await page.locator('.card:visible').count();
  await page.locator('.filter input').fill('depot fire');
  const some = await page.locator('.card:visible').count();
  check(some > 0 && some < all, `${some} of ${all}`);
  check(/^\d+ of \d+$/.test(await page.locator('.filter [role=status]').textContent()), 'the count is not told');
});

await test('a saved search', {}, async (page) => {
  await page.goto(`${base}search?q=depot`);
  await page.getByRole('button', { name: 'Save this search' }).click();
  check(await page.locator('.saved a', { hasText: 'depot' }).count() === 1, 'it is not saved');
  await page.getByRole('button', { name: 'Forget this search' }).click();
  check(await page.locator('.saved a').count() === 0, 'it is not forgotten');
});

await test('a silent edit', {}, async (page) => {
  await page.goto(`${base}document/${edited.id}/edits`);
  check(await page.locator('.diff del').count() > 0 && await page.locator('.diff ins').count() > 0, 'no difference is shown');
  check(await page.getByText('without saying so').count() > 0, 'it is not called silent');
});

const looks = { light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 } };
for (const [look, options] of Object.entries(looks)) {
  await test(`axe, ${look}`, options, async (page) => {
    const found = [];
    for (const [i, url] of [...views, `file://${report}`].entries()) {
      await page.goto(url);
      if (process.env.SHOTS) await page.screenshot({ path: `${folder}/${look}-${i}.png`, fullPage: true });
      await page.evaluate(axe);
      const result = await page.evaluate(() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
      for (const rule of result.violations) found.push(`${url}: ${rule.id} (${rule.nodes.length}: ${rule.nodes[0].html.slice(0, 120)})`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > page.viewportSize().width) found.push(`${url}: ${width} wide`);
    }
    check(!found.length, `\n  ${found.join('\n  ')}`);
  });
}

await test('print to PDF', {}, async (page) => {
  for (const url of [views[1], views[7], `file://${report}`]) {
    await page.goto(url);
    const pdf = await page.pdf({ format: 'A4' });
    writeFileSync(`${folder}/print.pdf`, pdf);
    check(pdf.subarray(0, 5).toString() === '%PDF-' && pdf.length > 10000, `${url}: no PDF`);
    await page.emulateMedia({ media: 'print' });
    check(!(await page.locator('.top nav, .tabs').first().isVisible().catch(() => false)), `${url}: navigation in print`);
    check(await page.locator('.notice').isVisible(), `${url}: the notice is not printed`);
    await page.emulateMedia({ media: 'screen' });
  }
});

await browser.close();
process.exit(failed ? 1 : 0);
