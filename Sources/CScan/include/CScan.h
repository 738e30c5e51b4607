/// Byte classification a block at a time, for the tokenizer.
///
/// Swift's SIMD types compare bytes well but offer no way from a mask of lanes to an integer.

#ifndef CSCAN_H
#define CSCAN_H

#include <stdint.h>
#include <string.h>

/// Bytes in a block.
enum { ScanBlockSize = 64 };

typedef uint8_t scan_bytes __attribute__((ext_vector_type(64)));
typedef _Bool scan_bits __attribute__((ext_vector_type(64)));

/// What the bytes of a block are: bit i belongs to byte i.
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

/// Asks for the cache line of an address soon to be written.
static inline void scan_prefetch(const void *_Nonnull address) {
  __builtin_prefetch(address, 1);
}

#endif
