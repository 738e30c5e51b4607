#include "CBenchmark.h"

// Multiplications and additions are counted apart, so the compiler must not fuse them.
#pragma clang fp contract(off)

typedef float lanes __attribute__((ext_vector_type(16)));

enum { Chains = ArithmeticOperations / 2 };

__attribute__((min_vector_width(512))) float arithmetic_rounds(
    long rounds, float factor, float summand) {
  lanes chains[Chains], f = factor, s = summand, sum = 0.0f;
  for (int i = 0; i < Chains; i++) chains[i] = (float)i;
  for (long round = 0; round < rounds; round++) {
#pragma clang loop unroll(full)
    for (int i = 0; i < Chains; i++) chains[i] = chains[i] * f + s;
  }
  for (int i = 0; i < Chains; i++) sum += chains[i];
  return sum.x + sum.s8;
}
