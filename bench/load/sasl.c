// SHA-1 (FIPS 180-4), HMAC (RFC 2104), PBKDF2 (RFC 8018), base64 (RFC 4648) and the client's half of SCRAM-SHA-1
// (RFC 5802), so that the program needs nothing but a C library.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "load.h"

static uint32_t rotate(uint32_t word, int bits) { return word << bits | word >> (32 - bits); }

static void sha1_block(uint32_t h[5], const uint8_t *block) {
  uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
  for (int i = 0; i < 16; i++)
    w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
  for (int i = 16; i < 80; i++) w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  for (int i = 0; i < 80; i++) {
    uint32_t f, k;
    if (i < 20) f = (b & c) | (~b & d), k = 0x5a827999;
    else if (i < 40) f = b ^ c ^ d, k = 0x6ed9eba1;
    else if (i < 60) f = (b & c) | (b & d) | (c & d), k = 0x8f1bbcdc;
    else f = b ^ c ^ d, k = 0xca62c1d6;
    uint32_t next = rotate(a, 5) + f + e + k + w[i];
    e = d, d = c, c = rotate(b, 30), b = a, a = next;
  }
  h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
}

void sha1(const void *bytes, size_t length, uint8_t digest[20]) {
  uint32_t h[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  const uint8_t *p = bytes;
  size_t left = length;
  for (; left >= 64; left -= 64, p += 64) sha1_block(h, p);
  uint8_t tail[128] = {0};
  memcpy(tail, p, left);
  tail[left] = 0x80;
  size_t end = left < 56 ? 64 : 128;
  for (int i = 0; i < 8; i++) tail[end - 1 - i] = (uint8_t)((uint64_t)length * 8 >> 8 * i);
  sha1_block(h, tail);
  if (end == 128) sha1_block(h, tail + 64);
  for (int i = 0; i < 20; i++) digest[i] = (uint8_t)(h[i / 4] >> (24 - 8 * (i % 4)));
}

static void hmac(const void *key, size_t key_length, const void *text, size_t length, uint8_t digest[20]) {
  uint8_t block[64 + 1024], outer[64 + 20];
  if (key_length > 64 || length > 1024) fail("hmac: too long");
  memset(block, 0x36, 64);
  memset(outer, 0x5c, 64);
  for (size_t i = 0; i < key_length; i++) block[i] ^= ((const uint8_t *)key)[i], outer[i] ^= ((const uint8_t *)key)[i];
  memcpy(block + 64, text, length);
  sha1(block, 64 + length, outer + 64);
  sha1(outer, 84, digest);
}

void to_hex(const uint8_t *bytes, size_t length, char *text) {
  for (size_t i = 0; i < length; i++) sprintf(text + 2 * i, "%02x", bytes[i]);
}

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

size_t to_base64(const void *bytes, size_t length, char *text) {
  const uint8_t *p = bytes;
  char *t = text;
  for (size_t i = 0; i < length; i += 3) {
    uint32_t v = (uint32_t)p[i] << 16 | (i + 1 < length ? (uint32_t)p[i + 1] << 8 : 0) | (i + 2 < length ? p[i + 2] : 0);
    *t++ = ALPHABET[v >> 18];
    *t++ = ALPHABET[v >> 12 & 63];
    *t++ = i + 1 < length ? ALPHABET[v >> 6 & 63] : '=';
    *t++ = i + 2 < length ? ALPHABET[v & 63] : '=';
  }
  *t = 0;
  return (size_t)(t - text);
}

size_t from_base64(const char *text, void *bytes) {
  uint8_t *out = bytes;
  uint32_t bits = 0;
  int held = 0;
  for (const char *at; *text && *text != '=' && (at = strchr(ALPHABET, *text)); text++) {
    bits = bits << 6 | (uint32_t)(at - ALPHABET);
    if ((held += 6) >= 8) *out++ = (uint8_t)(bits >> (held -= 8));
  }
  return (size_t)(out - (uint8_t *)bytes);
}

// Accounts of one server often share a salt here; the last result is kept.
static const uint8_t *salted_password(const char *password, const char *salt64, int rounds) {
  static char known[256];
  static uint8_t result[20];
  char key[256];
  snprintf(key, sizeof key, "%s %d %s", salt64, rounds, password);
  if (!strcmp(key, known)) return result;
  strcpy(known, key);
  uint8_t salt[128], u[20];
  size_t length = from_base64(salt64, salt);
  memcpy(salt + length, "\0\0\0\1", 4);
  hmac(password, strlen(password), salt, length + 4, u);
  memcpy(result, u, 20);
  for (int i = 1; i < rounds; i++) {
    hmac(password, strlen(password), u, 20, u);
    for (int k = 0; k < 20; k++) result[k] ^= u[k];
  }
  return result;
}

void scram_answer(const char *password, const char *client_first_bare, const char *server_first, char *answer, size_t size) {
  char nonce[128], salt[128], message[1024];
  int rounds;
  if (sscanf(server_first, "r=%127[^,],s=%127[^,],i=%d", nonce, salt, &rounds) != 3) fail("odd challenge: %s", server_first);
  snprintf(message, sizeof message, "%s,%s,c=biws,r=%s", client_first_bare, server_first, nonce);
  uint8_t client_key[20], stored_key[20], signature[20];
  hmac(salted_password(password, salt, rounds), 20, "Client Key", 10, client_key);
  sha1(client_key, 20, stored_key);
  hmac(stored_key, 20, message, strlen(message), signature);
  for (int i = 0; i < 20; i++) client_key[i] ^= signature[i];
  char proof[32];
  to_base64(client_key, 20, proof);
  snprintf(answer, size, "c=biws,r=%s,p=%s", nonce, proof);
}
