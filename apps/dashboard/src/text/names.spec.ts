import { describe, expect, it } from 'vitest';
import { hasHiddenLetters, mixesScripts, nameParts, plainName, trueExtension } from './names';

describe('nameParts', () => {
  it('leaves ordinary names of any script alone', () => {
    for (const name of [
      '2026 合同.pdf',
      'résumé – final.docx',
      'عقد.pdf',
      'ファイル.txt',
      '👍🏽.png',
    ]) {
      expect(nameParts(name)).toEqual([{ kind: 'text', text: name }]);
    }
  });

  it('names a bidi override instead of applying it', () => {
    expect(nameParts('invoice\u202Efdp.exe')).toEqual([
      { kind: 'text', text: 'invoice' },
      { kind: 'token', text: 'RLO' },
      { kind: 'text', text: 'fdp.exe' },
    ]);
  });

  it('names controls, invisible letters, isolates and lone surrogates', () => {
    const hidden = ['\0', '\n', '\u001b', '\u007f', '\u0085', '\u00ad', '\u200b', '\u200f'];
    const more = ['\u2028', '\u2066', '\u2069', '\ufeff', '\u061c', '\u{e0041}', '\ud800'];
    for (const letter of [...hidden, ...more]) {
      expect(nameParts(`a${letter}b`)[1]?.kind, JSON.stringify(letter)).toBe('token');
    }
  });

  it('writes the same as one line of text', () => {
    expect(plainName('a\u202Eb\u0007.txt')).toBe('a[RLO]b[U+0007].txt');
    expect(hasHiddenLetters('a\u202Eb')).toBe(true);
    expect(hasHiddenLetters('合同')).toBe(false);
  });

  it('keeps up with a thousand Chinese characters', () => {
    const name = '合'.repeat(1000);
    expect(nameParts(name)).toEqual([{ kind: 'text', text: name }]);
  });
});

describe('trueExtension', () => {
  it.each([
    ['invoice\u202Efdp.exe', 'exe'],
    ['photo.PNG', 'png'],
    ['a.tar.gz', 'gz'],
    ['x.e\u200bxe', 'exe'],
    ['报价.表格', '表格'],
  ])('of %j is %s', (name, extension) => {
    expect(trueExtension(name)).toBe(extension);
  });

  it.each(['README', '.bashrc', 'trailing.', 'a.much too long to be one', ''])(
    'is none for %j',
    (name) => {
      expect(trueExtension(name)).toBeUndefined();
    },
  );
});

describe('mixesScripts', () => {
  it('marks letters of another script among Latin ones', () => {
    expect(mixesScripts('\u0430lice@example.org')).toBe(true);
    expect(mixesScripts('alice@ex\u0430mple.org')).toBe(true);
  });

  it('takes each part of an address for itself', () => {
    expect(mixesScripts('陈伟@example.org')).toBe(false);
    expect(mixesScripts('иван@example.org')).toBe(false);
  });

  it('knows the mixtures in which Japanese, Chinese and Korean are written', () => {
    for (const jid of ['田中さんTaro@a.jp', '小李ok@a.cn', '김kim金@a.kr']) {
      expect(mixesScripts(jid), jid).toBe(false);
    }
  });
});
