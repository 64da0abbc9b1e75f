import { describe, expect, it } from 'vitest';
import { dureeDuSon } from './duree-du-son.ts';

/** MPEG-2 layer III, 24 kbit/s, 16 kHz: 108 bytes and 36 ms a frame. */
function mp3(trames: number): Buffer {
  const trame = Buffer.alloc(108);
  trame.set([0xff, 0xf3, 0x38, 0xc4]);
  return Buffer.concat(Array.from({ length: trames }, () => trame));
}

function wav(secondes: number): Buffer {
  const octets = Buffer.alloc(44 + secondes * 8000);
  octets.write('RIFF', 0, 'latin1');
  octets.write('WAVEfmt ', 8, 'latin1');
  octets.writeUInt32LE(8000, 28);
  octets.write('data', 36, 'latin1');
  octets.writeUInt32LE(secondes * 8000, 40);
  return octets;
}

describe('the length of a sound', () => {
  it('MP3, with or without a label in front', () => {
    expect(dureeDuSon(mp3(100))).toBeCloseTo(3.6, 9);
    const label = Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5]);
    expect(dureeDuSon(Buffer.concat([label, mp3(10)]))).toBeCloseTo(0.36, 9);
  });

  it('WAV', () => {
    expect(dureeDuSon(wav(3))).toBe(3);
  });

  it('nothing that is no sound has a length', () => {
    expect(dureeDuSon(Buffer.alloc(0))).toBe(0);
    expect(dureeDuSon(Buffer.from('<!doctype html>'))).toBe(0);
    expect(dureeDuSon(wav(0))).toBe(0);
    expect(dureeDuSon(wav(3).subarray(0, 20))).toBe(0);
  });
});
