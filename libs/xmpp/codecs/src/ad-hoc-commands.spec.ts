import { readFileSync } from 'node:fs';
import { Element, NS, parseXml, StanzaError } from '@waybill/core';
import { describe, expect, it } from 'vitest';
import {
  decodeCommandAnswer,
  decodeCommandRequest,
  encodeCommandAnswer,
  encodeCommandRequest,
  type CommandAnswer,
  type CommandRequest,
} from './ad-hoc-commands.js';
import { formType } from './data-forms.js';
import { toNode, type XmlNode } from './markup.js';

const read = (name: string) =>
  readFileSync(new URL(`../vectors/xep-0050/${name}`, import.meta.url), 'utf8');
const node = (markup: string): XmlNode => {
  const parsed = parseXml(markup.replace(/>\s+</g, '><').trim());
  if (parsed instanceof Element) return toNode(parsed);
  throw parsed;
};
const command = (attrs: string, inner = '') =>
  node(`<command xmlns='${NS.commands}' ${attrs}>${inner}</command>`);
const condition = (value: unknown) =>
  value instanceof StanzaError ? value.specific?.getName() : value;

describe.each(['execute', 'complete', 'cancel'])('the request %s', (name) => {
  const wire = node(read(`${name}.xml`));
  const value = JSON.parse(read(`${name}.json`)) as CommandRequest;

  it('is read', () => expect(decodeCommandRequest(wire)).toEqual(value));
  it('is written', () => expect(toNode(encodeCommandRequest(value))).toEqual(wire));
});

describe.each(['executing', 'completed-with-error-note', 'completed-with-a-form'])(
  'the answer %s',
  (name) => {
    const wire = node(read(`${name}.xml`));
    const value = JSON.parse(read(`${name}.json`)) as CommandAnswer;

    it('is read', () => expect(decodeCommandAnswer(wire)).toEqual(value));
    it('is written', () => expect(toNode(encodeCommandAnswer(value))).toEqual(wire));
  },
);

describe('requests', () => {
  it('execute where they name no action', () => {
    expect(decodeCommandRequest(command("node='list'"))).toEqual({
      node: 'list',
      action: 'execute',
    });
  });

  it('are refused with an unknown action, or without a node', () => {
    expect(condition(decodeCommandRequest(command("node='list' action='dance'")))).toBe(
      'malformed-action',
    );
    expect(decodeCommandRequest(command("node=''"))).toMatchObject({
      condition: 'item-not-found',
    });
    expect(decodeCommandRequest(command(''))).toMatchObject({ condition: 'item-not-found' });
  });
});

describe('answers', () => {
  it('of no known status are none', () => {
    expect(decodeCommandAnswer(command("node='list'"))).toBeUndefined();
    expect(decodeCommandAnswer(command("node='list' status='dancing'"))).toBeUndefined();
  });

  it('have notes of an unknown type read as information, and steps that are none left out', () => {
    const answer = decodeCommandAnswer(
      command(
        "node='list' status='executing'",
        "<actions execute='dance'><dance/><next/></actions><note>as you see</note><note xmlns='urn:x'>no</note>",
      ),
    );
    expect(answer).toEqual({
      node: 'list',
      status: 'executing',
      steps: ['next'],
      notes: [{ type: 'info', text: 'as you see' }],
    });
  });

  it('say what kind of form they carry', () => {
    const answer = decodeCommandAnswer(node(read('executing.xml')));
    expect(answer?.form && formType(answer.form)).toBe(NS.serviceAdministration);
  });
});
