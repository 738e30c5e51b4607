#include "CBenchmark.h"

#include <string.h>

typedef float lanes __attribute__((ext_vector_type(16)));

enum { Chains = ArithmeticOperations };

#define ROUNDS rounds_baseline
#include "rounds.h"
#undef ROUNDS

#if defined __x86_64__

#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define ROUNDS rounds_v3
#include "rounds.h"
#undef ROUNDS
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)
#define ROUNDS rounds_v4
#include "rounds.h"
#undef ROUNDS
#pragma clang attribute pop

#endif

float arithmetic_rounds(const char *level, long rounds, float factor, float summand) {
#if defined __x86_64__
  if (strcmp(level, "v4") == 0) return rounds_v4(rounds, factor, summand);
  if (strcmp(level, "v3") == 0) return rounds_v3(rounds, factor, summand);
#endif
  return rounds_baseline(rounds, factor, summand);
}
