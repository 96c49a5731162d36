import { expect, it } from 'vitest';
import { maskFileName } from './file-name-mask.js';

it.each([
  ['合作协议合同.pdf', '合…同.pdf'],
  ['report.tar.gz', 'r…r.gz'],
  ['ab.txt', '….txt'],
  ['x', '…'],
  ['noextension', 'n…n'],
  ['😀secret😈.mp4', '😀…😈.mp4'],
  ['.bashrc', '….bashrc'],
  ['name.this is a whole sentence', 'n…e'],
])('shortens %s to %s', (name, masked) => expect(maskFileName(name)).toBe(masked));
