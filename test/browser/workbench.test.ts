import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../server/world.js';
import { type Look, launch, MISSING, open, truth, violations } from './browser.js';

if (MISSING) console.warn(`the browser tests are skipped: ${MISSING}`);

describe.skipIf(MISSING)('the workbench in Chromium', () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    world = await startWorld();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  async function look(options: Parameters<typeof open>[2] = {}): Promise<Look> {
    const opened = await open(browser, `${world.url}/`, options);
    await truth(opened.page, "document.getElementById('version').textContent.startsWith('dictionary')");
    return opened;
  }
  async function extract({ page }: Look, text: string): Promise<void> {
    await page.fill('#source', text);
    await page.press('#source', 'Control+Enter');
    await page.waitForSelector('#result:not([hidden])');
  }
  const own = () => readFileSync(join(world.folder, 'firms', 'own.yaml'), 'utf8');

  test('paste, highlight, explanation, edit, preview, test, save', async () => {
    const seen = await look();
    const { page, faults, context } = seen;
    await extract(seen, 'ByteDance leases servers from Nvidia.\n\nVolcano Engine leases servers from Nvidia.');
    expect(await page.locator('#text mark').allTextContents()).toContain('ByteDance');
    expect(await page.locator('#relations button').first().textContent()).toBe('ByteDanceleasesNvidia');
    expect(await page.locator('.arc').count()).toBeGreaterThan(0);

    await page.locator('#relations button').first().click();
    await page.waitForSelector('#entry');
    expect(await page.locator('#inspector').textContent()).toMatch(/leases\/lease.*relations\.yaml:\d+/);

    await page.locator('#text mark', { hasText: 'ByteDance' }).press('Enter');
    await truth(page, "document.getElementById('entry')?.value.includes('bytedance')");
    expect(await page.locator('#inspector').textContent()).toContain('firms/own.yaml:6');

    const entry = await page.inputValue('#entry');
    await page.fill('#entry', entry.replace('kind: internet', 'kind: nonsense'));
    await truth(page, "/is not a kind/.test(document.getElementById('outcome').textContent)");
    await page.locator('.editor button', { hasText: 'Save' }).click();
    await truth(page, "document.getElementById('outcome').textContent.includes('D007')");
    expect(own()).toContain('kind: internet');

    await page.fill('#entry', entry.replace('name: ByteDance,', 'name: ByteDance, aliases: [Volcano Engine],'));
    await page.waitForSelector('#preview-note:not([hidden])');
    expect(await page.locator('#outcome').textContent()).toContain('+ leases(ByteDance, Nvidia)');
    expect(await page.locator('#relations button').count()).toBe(2);
    expect(own()).not.toContain('Volcano');

    await page.locator('.editor button', { hasText: 'On the corpus' }).click();
    await truth(page, "/changes in \\d+ documents/.test(document.getElementById('outcome').textContent)");
    await page.locator('.editor button', { hasText: 'Run tests' }).click();
    await truth(page, "/tests pass|tests fail/.test(document.getElementById('outcome').textContent)");
    await page.press('#entry', 'Control+s');
    await truth(page, "document.getElementById('notice').textContent.startsWith('Saved')");
    expect(own()).toBe(`# Firms of the test.
type: firm
entries:
  # the first
  - { id: nvidia, name: Nvidia, kind: chip-designer, source: general } # green
  - { id: bytedance, name: ByteDance, aliases: [Volcano Engine], kind: internet, source: general }
`);
    await truth(page, "document.querySelectorAll('#relations button').length === 2");
    expect(faults).toEqual([]);
    await context.close();
  });

  test('a name that no dictionary holds becomes an entry', async () => {
    const seen = await look();
    const { page, faults, context } = seen;
    await extract(seen, 'Corlanda Systems leases servers from Nvidia.');
    await page.locator('#text mark.unlisted').first().click();
    await truth(page, "document.getElementById('entry')?.value.includes('corlanda-systems')");
    await page.locator('.editor button', { hasText: 'Save' }).click();
    await truth(page, "document.getElementById('notice').textContent.startsWith('Saved')");
    expect(own()).toMatch(/\n {2}- \{ id: corlanda-systems, name: Corlanda Systems,.*\}\n$/);
    await truth(page, "document.querySelectorAll('#text mark.unlisted').length === 0");
    expect(faults).toEqual([]);
    await context.close();
  });

  test('suggestions are decided with keys, taken back, and written when one says so', async () => {
    const text =
      'Copperfern Data, a cloud provider, leases servers from Nvidia. Nvidia sued Copperfern Data on Monday.';
    const headers = { 'content-type': 'application/json' };
    const pushed = await world.fetch('/documents', {
      method: 'POST',
      body: JSON.stringify({ id: 'news', text }),
      headers,
    });
    expect(pushed.status).toBe(202);
    const { page, faults, context } = await look();
    await page.click('nav a[data-view=inbox]');
    await page.waitForSelector('#s-type, #s-relation');
    await truth(page, "document.getElementById('suggestion').textContent.includes('Copperfern Data')");
    await page.keyboard.press('i');
    await page.keyboard.press('u');
    expect(await page.locator('#decided li').count()).toBe(0);
    await page.keyboard.press('a');
    await truth(page, "document.querySelectorAll('#decided li').length === 1");
    expect(existsSync(join(world.folder, 'firms.yaml'))).toBe(false);
    expect(await violations(page)).toEqual([]);
    await page.click('#write');
    await truth(page, "document.getElementById('notice').textContent.startsWith('1 done')");
    expect(readFileSync(join(world.folder, 'firms.yaml'), 'utf8')).toContain('id: copperfern-data');
    expect(faults).toEqual([]);
    await context.close();
  });

  test('hostile text is inert: in the document, in an entry, in events', async () => {
    const seen = await look();
    const { page, faults, context } = seen;
    const evil =
      '<script>document.title="hacked"</script><img src=x onerror="alert(1)"> ByteDance\u202e leases \u2066servers from Nvidia. javascript:alert(1)';
    await extract(seen, evil);
    const shown = (await page.locator('#text').textContent()) ?? '';
    expect(shown).toContain('<script>');
    expect(shown).not.toMatch(/[\u202e\u2066]/);
    await page.locator('#text mark').first().click();
    await page.waitForSelector('#entry');
    await page.fill(
      '#entry',
      '{ id: bytedance, name: "<img src=x onerror=alert(2)>", kind: internet, source: general }',
    );
    await truth(page, "document.getElementById('outcome').textContent.length > 0");

    const event = {
      type: 'chokepoint.relation.asserted.v1',
      subject: '"><svg onload=alert(3)>',
      time: '2026-01-01T00:00:00Z',
      data: {
        document: { title: '\u202eevil', url: 'javascript:alert(4)' },
        sentence: '<b>bold</b>',
        relation: {
          type: '<i>leases</i>',
          subject: { name: '<u>A</u>' },
          object: { name: '\u202eB' },
          polarity: 'affirmed',
          modality: 'asserted',
        },
      },
    };
    await world.redis.client.xadd(world.redis.keys.events(0), '*', 'e', JSON.stringify(event), 'q', '1');
    await page.click('nav a[data-view=feed]');
    await page.selectOption('#f-since', 'start');
    await page.waitForSelector('#events li');
    const card = page.locator('#events li').first();
    expect(await card.textContent()).toContain('<b>bold</b>');
    expect(await card.textContent()).not.toMatch(/\u202e/);
    expect(await page.locator('a[href^="javascript" i]').count()).toBe(0);
    expect(await page.locator('#main img, #main script, #events b, #events u').count()).toBe(0);
    expect(await page.title()).toBe('Chokepoint workbench');
    expect(faults).toEqual([]);
    await context.close();
  });

  test('the policy stops inline scripts and markup from strings', async () => {
    const { page, context } = await look();
    const stopped = await page.evaluate(`(() => {
      const script = document.createElement('script');
      try { script.textContent = 'window.hacked = 1'; document.body.append(script); } catch {}
      try { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.hacked = 2">'); } catch {}
      return window.hacked === undefined;
    })()`);
    expect(stopped).toBe(true);
    await context.close();
  });

  test('dead letters and numbers', async () => {
    const letter = {
      kind: 'document',
      documentId: '<x>',
      code: 'timeout',
      reason: 'took too long',
      attempts: 1,
      at: '2026-01-01T00:00:00Z',
      order: 1,
    };
    await world.redis.client.hset(world.redis.keys.dead(0), 'k', JSON.stringify(letter));
    const { page, faults, context } = await look();
    await page.waitForSelector('#dead-count:not([hidden])');
    await page.click('nav a[data-view=queue]');
    await page.waitForSelector('#dead tr');
    expect(await page.locator('#dead tr').textContent()).toContain('<x>timeout');
    await page.locator('#dead button', { hasText: 'Drop' }).click();
    await page.waitForSelector('#dead tr', { state: 'detached' });
    expect(faults).toEqual([]);
    await context.close();
  });

  test('a token is asked for, and let in once it is right', async () => {
    const guarded = await startWorld({ token: 'open sesame' });
    const { page, context } = await open(browser, `${guarded.url}/`);
    await page.fill('#token', 'wrong');
    await page.press('#token', 'Enter');
    await truth(page, "document.getElementById('login-note').textContent.includes('wrong')");
    await page.fill('#token', 'open sesame');
    await page.press('#token', 'Enter');
    await truth(page, "document.getElementById('version').textContent.startsWith('dictionary')");
    await context.close();
    await guarded.stop();
  });

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('%s at %i px: axe finds nothing serious, nothing is wider than the window', async (scheme, width) => {
    const seen = await look({ dark: scheme === 'dark', width });
    const { page, faults, context } = seen;
    const wide = () => page.evaluate('document.documentElement.scrollWidth > innerWidth');
    await extract(seen, 'ByteDance leases servers from Nvidia, which Halberd Computing denies.');
    expect(await violations(page)).toEqual([]);
    await page.locator('#text mark').first().click();
    await page.waitForSelector('#entry');
    await page.fill('#entry', '{ id: bytedance, name: ByteDance, kind: nonsense, source: general }');
    await truth(page, "document.getElementById('outcome').textContent.length > 0");
    expect(await violations(page)).toEqual([]);
    expect(await wide()).toBe(false);
    for (const view of ['inbox', 'feed', 'queue']) {
      await page.click(`nav a[data-view=${view}]`);
      await page.waitForTimeout(600);
      expect(await violations(page)).toEqual([]);
      expect(await wide()).toBe(false);
    }
    expect(faults).toEqual([]);
    await context.close();
  });
});
