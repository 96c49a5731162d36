import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { attachKit, type AttachKit, type KitPartId, type KitWish } from './attach-kit.js';
import { contribPath, fillIn, LUA } from './kit-template.js';

const wish = (config: Partial<KitWish['config']> = {}, more: Partial<KitWish> = {}): KitWish => ({
  config: {
    domain: 'files.example.net',
    server: 'prosody',
    address: '127.0.0.1:5347',
    hosts: ['example.net'],
    accounts: 'none',
    links: 1,
    ...config,
  },
  secret: 'a secret',
  mirroring: 'companion',
  ...more,
});

const text = (kit: AttachKit, id: KitPartId) => kit.parts.find((one) => one.id === id)?.text ?? '';

describe('the kit for Prosody', () => {
  it('is the shipped one, with names and secret', () => {
    const kit = attachKit(wish());
    expect(text(kit, 'module')).toBe(readFileSync(contribPath('prosody/mod_waybill.lua'), 'utf8'));
    expect(text(kit, 'settings')).toContain('Component "files.example.net"');
    expect(text(kit, 'settings')).toContain('component_secret = "a secret"');
    expect(JSON.stringify(kit.parts.filter(({ id }) => id !== 'module'))).not.toMatch(
      /example\.org|SECRET/,
    );
  });

  it('has a section for each host, and tells of the component where the name does not', () => {
    const settings = text(attachKit(wish({ hosts: ['example.net', 'b.org'] })), 'settings');
    expect(settings).toContain('VirtualHost "b.org"\n    modules_enabled');
    expect(settings).toContain('disco_items = { { "files.example.net", "File transfer" } }');
    expect(settings.match(/disco_items/g)).toHaveLength(1);
  });

  it('has one file of rules for all hosts', () => {
    const rules = text(
      attachKit(wish({ hosts: ['example.net', 'b.org'] }, { mirroring: 'rules' })),
      'rules',
    );
    expect(rules).toMatch(/^%ZONE own: example\.net, b\.org, files\.example\.net\n/);
    expect(rules).toContain('FORWARD=files.example.net');
    expect(rules).not.toContain('example.org');
  });

  it('names the listener first where it is not the usual one: below a host it would be a setting of that host', () => {
    const settings = text(attachKit(wish({ address: '10.0.0.2:5348' })), 'settings');
    expect(settings).toMatch(
      /^component_ports = \{ 5348 \}\ncomponent_interfaces = \{ "10.0.0.2" \}\n/,
    );
  });

  it('shows us as much as is wished', () => {
    const ids = (mirroring: KitWish['mirroring']) =>
      attachKit(wish({}, { mirroring })).parts.map(({ id }) => id);
    expect(ids('companion')).toEqual(['module', 'settings']);
    expect(ids('rules')).toEqual(['rules', 'settings']);
    expect(ids('none')).toEqual(['settings']);
    expect(text(attachKit(wish({}, { mirroring: 'none' })), 'settings')).not.toContain('modules');
  });
});

describe('the kit for ejabberd', () => {
  const ejabberd = (more: Partial<KitWish['config']> = {}, wished: Partial<KitWish> = {}) =>
    text(attachKit(wish({ server: 'ejabberd', ...more }, wished)), 'settings');

  it('has an entry for each host', () => {
    const settings = ejabberd({ hosts: ['example.net', 'b.org'], address: '[::1]:5348' });
    expect(settings).toContain('    port: 5348\n    ip: "::1"\n');
    expect(settings).toContain('password: "a secret"');
    expect(settings.match(/mod_service_log:/g)).toHaveLength(2);
    expect(settings).not.toContain('access_rules');
  });

  it('names no module that ejabberd has already: it would not start', () => {
    const kit = attachKit(wish({ server: 'ejabberd', hosts: ['example.net', 'b.org'] }));
    expect(text(kit, 'settings').match(/mod_(?!service_log)\w+:/g)).toBeNull();
    const discovery = kit.parts.find(({ id }) => id === 'discovery');
    expect(discovery?.title).toMatch(/not below b\.org$/);
    expect(discovery?.text).toContain('extra_domains: ["files.example.net"]');
  });

  it('gives rights at the hosts of the attachment alone, beside those who have them', () => {
    const settings = ejabberd({ accounts: 'managed-there', hosts: ['example.net', 'b.org'] });
    expect(settings).toContain('acl:\n  waybill:\n    server: "files.example.net"\n');
    expect(settings).not.toMatch(/^access_rules/m);
    expect(settings.match(/^ {8}- allow: waybill\n {8}- allow: admin\n/gm)).toHaveLength(2);
    const unseen = ejabberd({ accounts: 'managed-there' }, { mirroring: 'none' });
    expect(unseen).toMatch(/"example\.net":\n.*\n {4}access_rules:/);
    expect(unseen).not.toContain('modules:');
  });

  it('leaves the hosts alone where nothing is to be shown', () => {
    expect(ejabberd({}, { mirroring: 'none' })).not.toContain('append_host_config');
  });
});

describe('accounts kept here', () => {
  const auth = { url: 'http://127.0.0.1:9/auth', name: 'files.example.net', token: 'tok"en' };
  const kept = { accounts: 'kept-here' as const, hosts: ['example.net', 'b.org'] };

  it('make Prosody ask by our module', () => {
    const kit = attachKit(wish(kept, { auth, mirroring: 'none' }));
    expect(kit.parts.map(({ id }) => id)).toEqual(['auth-module', 'settings']);
    const settings = text(kit, 'settings');
    expect(settings.match(/authentication = "waybill"/g)).toHaveLength(2);
    expect(settings).toContain('waybill_auth_url = "http://127.0.0.1:9/auth"');
    expect(settings).toContain('waybill_auth_token = "tok\\"en"');
    expect(settings).not.toContain('modules_enabled');
  });

  it('make ejabberd ask by the bridge, with the token in a file', () => {
    const kit = attachKit(wish({ ...kept, server: 'ejabberd' }, { auth }));
    expect(text(kit, 'token')).toBe('tok"en\n');
    const settings = text(kit, 'settings');
    expect(settings.match(/^host_config:/gm)).toHaveLength(1);
    expect(settings.match(/auth_method: \[external\]/g)).toHaveLength(2);
    expect(settings).toContain('--url http://127.0.0.1:9/auth --name files.example.net');
    expect(settings).not.toContain('tok"en');
  });
});

describe('filling in', () => {
  it('puts in each text once: what looks like a placeholder in a secret stays', () => {
    const names = { 'files.example.org': 'f.net', 'example.org': 'SECRET', SECRET: 'example.org' };
    const filled = fillIn('"SECRET" example.org "files.example.org"', names, LUA);
    expect(filled).toBe('"example.org" SECRET "f.net"');
  });
});
