/// The inner loops of reading a text that Swift cannot express, or that its compiler vectorises
/// badly.
///
/// Swift's SIMD types compare bytes well but offer no way from a mask of lanes to an integer.

#ifndef SGDB_SCANNING_H
#define SGDB_SCANNING_H

#include <stdint.h>
#include <string.h>

/// Bytes in a block.
enum { ScanBlockSize = 64 };

typedef uint8_t scan_bytes __attribute__((ext_vector_type(64)));
typedef _Bool scan_bits __attribute__((ext_vector_type(64)));

/// The kinds of a block's bytes: bit i belongs to byte i.
struct ScanMasks {
  /// A blank: tab, newline, vertical tab, form feed, carriage return, space.
  uint64_t blanks;
  /// A newline.
  uint64_t newlines;
};

/// Classifies the 64 bytes from `block` on, which need no alignment.
static inline struct ScanMasks scan_classify(const uint8_t *_Nonnull block) {
  scan_bytes bytes;
  memcpy(&bytes, block, sizeof bytes);
  scan_bits blank = __builtin_convertvector((bytes == 32) | ((bytes - 9) < 5), scan_bits);
  scan_bits newline = __builtin_convertvector(bytes == 10, scan_bits);
  struct ScanMasks masks;
  memcpy(&masks.blanks, &blank, sizeof masks.blanks);
  memcpy(&masks.newlines, &newline, sizeof masks.newlines);
  return masks;
}

/// Makes small letters of the ASCII capital letters among `count` bytes, and of up to 63 behind them.
static inline void scan_lowercase(uint8_t *_Nonnull bytes, long count) {
  for (long offset = 0; offset < count; offset += ScanBlockSize) {
    scan_bytes block;
    memcpy(&block, bytes + offset, sizeof block);
    block |= (scan_bytes)((block - 65) < 26) & 32;
    memcpy(bytes + offset, &block, sizeof block);
  }
}

/// A number, kept in a separate register: compilers that gather several in a vector lose more on the
/// way there and back than they gain.
static inline uint64_t scan_scalar(uint64_t number) {
  __asm__("" : "+r"(number));
  return number;
}

/// Mixes blocks of 32 bytes into four lanes side by side.
static inline void scan_mix(
    uint64_t lanes[_Nonnull 4], const uint8_t *_Nonnull bytes, long blocks, uint64_t factor) {
  uint64_t a = lanes[0], b = lanes[1], c = lanes[2], d = lanes[3];
  for (long block = 0; block < blocks; block++, bytes += 32) {
    uint64_t words[4];
    memcpy(words, bytes, sizeof words);
    a = scan_scalar((a ^ words[0]) * factor);
    b = scan_scalar((b ^ words[1]) * factor);
    c = scan_scalar((c ^ words[2]) * factor);
    d = scan_scalar((d ^ words[3]) * factor);
    a ^= a >> 29;
    b ^= b >> 29;
    c ^= c >> 29;
    d ^= d >> 29;
  }
  lanes[0] = a;
  lanes[1] = b;
  lanes[2] = c;
  lanes[3] = d;
}

/// Sixteen bytes as two numbers, the first byte the least significant.
struct ScanKey {
  uint64_t low;
  uint64_t high;
};

/// The first `length` of the 16 bytes from `start` on, the others zero.
static inline struct ScanKey scan_key(const uint8_t *_Nonnull start, long length) {
  static const uint64_t ones[4] = {~(uint64_t)0, ~(uint64_t)0, 0, 0};
  struct ScanKey key, mask;
  memcpy(&key, start, sizeof key);
  memcpy(&mask, (const uint8_t *)ones + sizeof key - length, sizeof mask);
  key.low &= mask.low;
  key.high &= mask.high;
  return key;
}

/// Prefetches the cache line of an address soon to be read.
static inline void scan_prefetch(const void *_Nonnull address) { __builtin_prefetch(address); }

/// Prefetches the cache line of an address soon to be written.
static inline void scan_prefetch_to_write(const void *_Nonnull address) {
  __builtin_prefetch(address, 1);
}

#endif
