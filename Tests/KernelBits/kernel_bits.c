// Compares the bits that the kernels make of numbers at random with recorded ones, at the level of
// processor that SGDB_LEVEL names. It is plain C, so that it runs where there is no Swift.

#include "vectors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Blocks = 7, Numbers = Blocks * VectorBlock, Rows = 40, Listed = 23, Words = 300 };

static uint64_t state;

/// The next of a sequence of random bits: SplitMix64.
static uint64_t bits(void) {
  uint64_t z = state += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static void fill(float *numbers, intptr_t count, float scale) {
  for (intptr_t i = 0; i < count; i++) {
    numbers[i] = ((float)(bits() >> 40) * 0x1p-23f - 1) * scale;
  }
}

/// Inputs and outputs of the kernels.
static _Alignas(64) struct {
  float matrix[Rows * Numbers], v[Numbers], w[Numbers], partial[Numbers];
  float scores[64], weights[64], steps[64];
  double sums[Numbers], total;
  int32_t rows[Listed + 3], observed[8], drawn[256];
  uint64_t places[256];
  struct VectorSlot slots[Words];
} numbers;

static void prepare(uint64_t seed) {
  memset(&numbers, 0, sizeof numbers);
  state = seed;
  fill(numbers.matrix, Rows * Numbers, 0.7f);
  fill(numbers.v, Numbers, 0.7f);
  fill(numbers.w, Numbers, 0.7f);
  fill(numbers.scores, 64, 12);
  fill(numbers.weights, Rows, 2);
  fill(numbers.steps, Rows, 0.1f);
  for (int i = 0; i < Listed + 3; i++) numbers.rows[i] = (int32_t)(bits() % Rows);
  for (int i = 0; i < 8; i++) numbers.observed[i] = (int32_t)(bits() % Words);
  for (int i = 0; i < Words; i++) {
    numbers.slots[i] = (struct VectorSlot){(uint32_t)bits(), (uint32_t)(bits() % Words)};
  }
}

static void scores(void) {
  vector_scores(numbers.matrix, Blocks, numbers.rows, Listed, numbers.v, numbers.scores);
}

static void logistic(void) {
  bool is_finite;
  numbers.total = vector_weigh_logistic(numbers.scores, numbers.weights, Listed, &is_finite);
}

static void move(void) {
  vector_move(
      numbers.matrix, Blocks, numbers.rows, Listed, numbers.weights, 0.025f, numbers.v,
      numbers.partial, numbers.rows, Listed);
}

static void sweep(void) {
  vector_score_rows(numbers.matrix, Blocks, Rows, numbers.v, numbers.scores);
  vector_move_rows(
      numbers.matrix, Blocks, Rows, numbers.weights, numbers.steps, numbers.w, numbers.partial,
      0.3, numbers.sums);
  vector_move_and_score_rows(
      numbers.matrix, Blocks, Rows, numbers.weights, numbers.steps, numbers.w, numbers.partial,
      0.3, numbers.sums, numbers.v, numbers.weights);
}

static void exponentials(void) {
  numbers.total = vector_exponentials(numbers.scores, 64, vector_maximum(numbers.scores, 64));
  for (int i = 0; i < Numbers; i++) numbers.v[i] = vector_exponential(40 * numbers.v[i]);
}

static void draws(void) {
  vector_draw(bits(), 61, 0x9E3779B97F4A7C15u, numbers.slots, Words, numbers.places, numbers.drawn);
  vector_list_draws(
      numbers.observed, 8, 5, bits(), 0x9E3779B97F4A7C15u, numbers.slots, Words, numbers.places,
      numbers.drawn + 64, numbers.scores);
  memset(numbers.places, 0, sizeof numbers.places);
}

static const struct Case {
  const char *name;
  void (*run)(void);
  /// The hash of all numbers after some runs, each with others.
  uint64_t hash;
} cases[] = {
    {"scores", scores, 0xB8CFEAA81AA0C0CCu},
    {"logistic", logistic, 0x08CE21CD8B33FA69u},
    {"move", move, 0xDE5EA8DF235531EBu},
    {"sweep", sweep, 0x13B555DF6FC335E8u},
    {"exponentials", exponentials, 0xB070617931DA53C8u},
    {"draws", draws, 0xB7B686AE79A56AA6u},
};

static uint64_t hash_of_runs(void (*run)(void)) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (uint64_t seed = 1; seed <= 20; seed++) {
    prepare(seed);
    run();
    // Only scores that were asked for are defined.
    memset(numbers.scores + Rows, 0, sizeof numbers.scores - Rows * sizeof(float));
    memset(numbers.partial, 0, sizeof numbers.partial);
    const unsigned char *bytes = (const unsigned char *)&numbers;
    for (size_t i = 0; i < sizeof numbers; i++) hash = (hash ^ bytes[i]) * 0x100000001B3u;
  }
  return hash;
}

int main(void) {
  bool all_same = true;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    uint64_t hash = hash_of_runs(cases[i].run);
    if (hash == cases[i].hash) continue;
    printf(
        "%s: %016llx instead of %016llx\n", cases[i].name, (unsigned long long)hash,
        (unsigned long long)cases[i].hash);
    all_same = false;
  }
  printf("level %s: %s\n", vector_level(), all_same ? "the recorded bits" : "other bits");
  return all_same ? EXIT_SUCCESS : EXIT_FAILURE;
}
